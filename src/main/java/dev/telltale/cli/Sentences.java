package dev.telltale.cli;

/** One failure, one sentence, one line. */
final class Sentences {
    private Sentences() {}

    static String ended(String text) {
        String oneLine = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return oneLine.endsWith(".") ? oneLine : oneLine + ".";
    }
}
