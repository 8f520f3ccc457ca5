package dev.telltale.launcher.process;

import dev.telltale.text.SafeText;
import java.util.function.Consumer;

/**
 * Makes lines that are fit to show out of a stream of characters. It holds at most the part of a line that will be shown,
 * so a line of 100 MB costs no memory. Confined to one output thread.
 */
public final class LineSplitter {
    public static final int MAX_LENGTH = 1_000;
    /** Twice, because a code point may be two characters; and one more, to see that the line goes on. */
    private static final int KEPT = 2 * (MAX_LENGTH + 1);

    private final StringBuilder line = new StringBuilder();
    private final Consumer<String> lines;

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    void accept(char[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                endLine();
            } else if (line.length() < KEPT) {
                line.append(buffer[i]);
            }
        }
    }

    /** The stream is over: what stands in an unfinished last line counts as well. */
    void end() {
        if (!line.isEmpty()) {
            endLine();
        }
    }

    private void endLine() {
        int last = line.length() - 1;
        if (last >= 0 && line.charAt(last) == '\r') {
            line.setLength(last);
        }
        String whole = line.toString();
        line.setLength(0);
        lines.accept(SafeText.plain(whole.replace("\t", "    "), MAX_LENGTH));
    }
}
