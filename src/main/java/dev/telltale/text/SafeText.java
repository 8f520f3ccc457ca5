package dev.telltale.text;

/** Text from outside, made fit to show: quoted, cut to a bound, nothing in it that could move a cursor or hide a word. */
public final class SafeText {
    private static final int MAX_LENGTH = 64;

    private SafeText() {}

    public static String of(String text) {
        return '"' + plain(text, MAX_LENGTH) + '"';
    }

    /** The text without control, format (bidi) and lone surrogate characters, at most {@code longest} characters of it. */
    public static String plain(String text, int longest) {
        var shown = new StringBuilder(Math.min(text.length(), longest));
        int[] codePoints = text.codePoints().limit(longest + 1L).toArray();
        for (int i = 0; i < Math.min(codePoints.length, longest); i++) {
            shown.appendCodePoint(isPlain(codePoints[i]) ? codePoints[i] : '?');
        }
        return codePoints.length > longest ? shown + "..." : shown.toString();
    }

    /** Whether {@link #plain} would show the text as it is. */
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
