package dev.telltale.cli.base;

import dev.telltale.text.SafeText;

/** Formats messages: one failure is one sentence on one line. */
public final class Messages {
    private static final int MAX_LENGTH = 20_000;

    private Messages() {}

    /**
     * The text as one line that ends with a full stop. Removes terminal control characters: file names and texts of
     * other programs may contain them.
     */
    public static String asSentence(String text) {
        String oneLine = SafeText.plain(text.strip().replaceAll("\\s*\\R\\s*", " "), MAX_LENGTH);
        return oneLine.endsWith(".") ? oneLine : oneLine + ".";
    }
}
