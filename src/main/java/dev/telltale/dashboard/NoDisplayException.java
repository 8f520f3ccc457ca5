package dev.telltale.dashboard;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/** There is nowhere to open a window. The message is one sentence that says what is missing and what would be right. */
public final class NoDisplayException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String NO_WINDOW = ", or start the nodes without a window: telltale start";
    private static final String NO_GTK =
            "The panel needs GTK 3, which is not installed: apt-get install libgtk-3-0 libxtst6";

    private NoDisplayException(String message, Throwable cause) {
        super(message + NO_WINDOW, cause);
    }

    static NoDisplayException withoutFont(Throwable cause) {
        return new NoDisplayException("The panel needs a font: apt-get install fontconfig fonts-dejavu-core", cause);
    }

    static NoDisplayException silent(Duration waited, Throwable cause) {
        return new NoDisplayException(
                "The display did not answer within " + waited.toSeconds() + " s: set DISPLAY to one that does", cause);
    }

    /** What the toolkit failed with at its start, however often it was wrapped since. */
    static NoDisplayException because(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause :
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList()) {
            if (cause instanceof NoDisplayException known) {
                return known;
            }
            if (cause instanceof LinkageError) {
                return new NoDisplayException(NO_GTK, failure);
            }
            if (cause instanceof UnsupportedOperationException) {
                boolean isGtk = String.valueOf(cause.getMessage()).contains("GTK");
                return new NoDisplayException(
                        isGtk ? NO_GTK : "The panel needs a display, and there is none here: set DISPLAY", failure);
            }
            root = cause;
        }
        return new NoDisplayException(
                "The panel cannot draw here: " + root.getMessage() + "; install what JavaFX needs to draw", failure);
    }
}
