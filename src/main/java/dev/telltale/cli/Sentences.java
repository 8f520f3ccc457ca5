package dev.telltale.cli;

import dev.telltale.model.Quoted;

/** One failure, one sentence, one line. */
final class Sentences {
    private static final int MAX_LENGTH = 20_000;

    private Sentences() {}

    /** Without anything that a terminal would obey: names of files and texts of other programs are in it. */
    static String ended(String text) {
        String oneLine = Quoted.plain(text.strip().replaceAll("\\s*\\R\\s*", " "), MAX_LENGTH);
        return oneLine.endsWith(".") ? oneLine : oneLine + ".";
    }
}
