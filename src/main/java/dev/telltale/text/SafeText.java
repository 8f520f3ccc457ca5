package dev.telltale.text;

/** Makes untrusted text safe to print: limits its length and removes characters that could control a terminal. */
public final class SafeText {
    private static final int MAX_LENGTH = 64;

    private SafeText() {}

    /** The text in double quotes, made safe, at most 64 characters of it. */
    public static String of(String text) {
        return '"' + plain(text, MAX_LENGTH) + '"';
    }

    /**
     * The text with each control, format (bidi), line separator and lone surrogate character replaced by {@code ?}.
     *
     * @param maxLength number of code points after which the text is cut and {@code ...} is appended
     */
    public static String plain(String text, int maxLength) {
        var shown = new StringBuilder(Math.min(text.length(), maxLength));
        int[] codePoints = text.codePoints().limit(maxLength + 1L).toArray();
        for (int i = 0; i < Math.min(codePoints.length, maxLength); i++) {
            shown.appendCodePoint(isPlain(codePoints[i]) ? codePoints[i] : '?');
        }
        return codePoints.length > maxLength ? shown + "..." : shown.toString();
    }

    /** Whether {@link #plain} would return the text unchanged, apart from its length. */
    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(SafeText::isPlain);
    }

    private static boolean isPlain(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
