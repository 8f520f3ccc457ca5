package dev.telltale.report;

import java.util.Locale;

/** Formats numbers and names for drawings and sentences, independent of the locale. */
public final class NumberFormat {
    private NumberFormat() {}

    /** A coordinate in pixels, rounded to a tenth. */
    public static String px(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Shortens a long name from the left, because names of one cluster differ at their end. */
    static String tail(String name, int maxLength) {
        return name.length() <= maxLength ? name : "…" + name.substring(name.length() - maxLength + 1);
    }

    /** {@code 1 run}, {@code 2 runs}. */
    public static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
