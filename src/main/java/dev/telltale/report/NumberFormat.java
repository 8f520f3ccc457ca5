package dev.telltale.report;

import java.util.Locale;

/** Numbers in a drawing and in a sentence, the same in every locale. */
final class NumberFormat {
    private NumberFormat() {}

    /** A coordinate: a tenth of a pixel is seen by nobody. */
    static String px(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** The end of a name that is too long: names of one cluster differ there. */
    static String tail(String name, int longest) {
        return name.length() <= longest ? name : "…" + name.substring(name.length() - longest + 1);
    }

    /** {@code 1 run}, {@code 2 runs}. */
    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
