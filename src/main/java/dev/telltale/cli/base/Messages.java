package dev.telltale.cli.base;

import dev.telltale.text.SafeText;

/** One failure, one sentence, one line. */
public final class Messages {
    private static final int MAX_LENGTH = 20_000;

    private Messages() {}

    /** Without anything that a terminal would obey: names of files and texts of other programs are in it. */
    public static String ended(String text) {
        String oneLine = SafeText.plain(text.strip().replaceAll("\\s*\\R\\s*", " "), MAX_LENGTH);
        return oneLine.endsWith(".") ? oneLine : oneLine + ".";
    }
}
