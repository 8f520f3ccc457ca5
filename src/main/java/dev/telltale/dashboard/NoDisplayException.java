package dev.telltale.dashboard;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Thrown if no window can be opened. The message is one sentence: what is missing, and how to fix it. */
public final class NoDisplayException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String NO_WINDOW = ", or start the nodes without a window: telltale start";
    private static final String NO_GTK =
            "The panel needs GTK 3, which is not installed: apt-get install libgtk-3-0 libxtst6";

    /** The message of the dynamic loader for a library that is not installed. */
    private static final Pattern LIBRARY =
            Pattern.compile("(lib[^\\s/:]+\\.so[.\\d]*): cannot open shared object file");

    /** Debian packages of the libraries that JavaFX needs, by the beginning of the library's file name. */
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("libgtk-3.", "libgtk-3-0"),
            Map.entry("libgdk-3.", "libgtk-3-0"),
            Map.entry("libXtst.", "libxtst6"),
            Map.entry("libX11.", "libx11-6"),
            Map.entry("libXxf86vm.", "libxxf86vm1"),
            Map.entry("libGL.", "libgl1"),
            Map.entry("libfreetype.", "libfreetype6"),
            Map.entry("libfontconfig.", "libfontconfig1"),
            Map.entry("libpango-1.", "libpango-1.0-0"),
            Map.entry("libpangoft2-1.", "libpangoft2-1.0-0"),
            Map.entry("libpangocairo-1.", "libpangocairo-1.0-0"),
            Map.entry("libcairo.", "libcairo2"),
            Map.entry("libcairo-gobject.", "libcairo-gobject2"),
            Map.entry("libatk-1.", "libatk1.0-0"),
            Map.entry("libgdk_pixbuf-2.", "libgdk-pixbuf-2.0-0"),
            Map.entry("libgio-2.", "libglib2.0-0"),
            Map.entry("libgobject-2.", "libglib2.0-0"),
            Map.entry("libgthread-2.", "libglib2.0-0"),
            Map.entry("libglib-2.", "libglib2.0-0"));

    private NoDisplayException(String message, Throwable cause) {
        super(message + NO_WINDOW, cause);
    }

    static NoDisplayException withoutFont(Throwable cause) {
        return new NoDisplayException("The panel needs a font: apt-get install fontconfig fonts-dejavu-core", cause);
    }

    static NoDisplayException noResponse(Duration waited, Throwable cause) {
        return new NoDisplayException(
                "The display did not answer within " + waited.toSeconds() + " s: set DISPLAY to one that does", cause);
    }

    /**
     * Explains why the toolkit failed to start.
     *
     * @param failure the exception of the toolkit, possibly wrapped
     * @param printed the output of the toolkit: its exception often does not name the cause
     */
    static NoDisplayException fromToolkitFailure(Throwable failure, String printed) {
        Throwable root = failure;
        for (Throwable cause :
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList()) {
            if (cause instanceof NoDisplayException known) {
                return known;
            }
            if (cause instanceof UnsupportedOperationException
                    && !String.valueOf(cause.getMessage()).contains("GTK")) {
                return new NoDisplayException(
                        "The panel needs a display, and there is none here: set DISPLAY", failure);
            }
            root = cause;
        }
        String chain = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(cause -> cause + "\n")
                .collect(Collectors.joining());
        Matcher library = LIBRARY.matcher(chain + printed);
        if (library.find()) {
            return new NoDisplayException(missing(library.group(1)), failure);
        }
        if (root instanceof UnsupportedOperationException) {
            return new NoDisplayException(NO_GTK, failure);
        }
        String first =
                printed.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return new NoDisplayException(
                "The panel cannot draw here: " + describe(root)
                        + (first.isEmpty() ? "" : " (JavaFX says: " + first.strip() + ")") + "; repair that",
                failure);
    }

    private static String missing(String library) {
        String needs = "The panel needs " + library + ", which is not installed: ";
        return PACKAGES.entrySet().stream()
                .filter(entry -> library.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> needs + "apt-get install " + entry.getValue())
                .orElse(needs + "install the package that has it");
    }

    /** The message; with the class name for a linkage error, whose message is only the name of the class. */
    private static String describe(Throwable root) {
        if (root instanceof UnsatisfiedLinkError) {
            return root.getMessage() + ", on " + System.getProperty("os.name") + " " + System.getProperty("os.arch");
        }
        String message = root.getMessage();
        return message == null || root instanceof LinkageError ? root.toString() : message;
    }
}
