package dev.telltale.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses and formats sizes of files: {@code 64MB}, {@code 1GB}; a kB is 1000 bytes. */
public final class ByteSizes {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(kB|KB|MB|GB)");
    private static final long KILO = 1_000;
    private static final long MEGA = 1_000_000;
    private static final long GIGA = 1_000_000_000;

    private ByteSizes() {}

    /**
     * Parses a size, in bytes.
     *
     * @throws IllegalArgumentException with a message for the user if it is not one
     */
    public static long parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "a size is a number and a unit, for example 64MB or 1GB, found " + SafeText.of(text));
        }
        double unit = switch (form.group(2)) {
            case "GB" -> GIGA;
            case "MB" -> MEGA;
            default -> KILO;
        };
        return Math.round(Double.parseDouble(form.group(1)) * unit);
    }

    /** For people, with the {@link LocaleFormat} of the thread: {@code 512 B}, {@code 12.3 kB}, {@code 1.2 GB}. */
    public static String format(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        if (bytes < MEGA) {
            return tenths(bytes, KILO) + " kB";
        }
        return bytes < GIGA ? tenths(bytes, MEGA) + " MB" : tenths(bytes, GIGA) + " GB";
    }

    private static String tenths(long bytes, long unit) {
        return LocaleFormat.decimal(bytes * 10 / unit, 1);
    }
}
