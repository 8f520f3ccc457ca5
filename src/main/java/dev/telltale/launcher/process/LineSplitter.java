package dev.telltale.launcher.process;

import dev.telltale.text.SafeText;
import java.util.function.Consumer;

/**
 * Splits a stream of characters into lines that are safe to show, each cut to {@link #MAX_LENGTH} code points. Buffers
 * no more than that, so a line of 100 MB costs no memory. Confined to one output thread.
 */
public final class LineSplitter {
    public static final int MAX_LENGTH = 1_000;
    /** Two characters for each code point, and for one code point more, to detect a longer line. */
    private static final int MAX_BUFFERED = 2 * (MAX_LENGTH + 1);

    private final StringBuilder line = new StringBuilder();
    private final Consumer<String> lines;

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    void accept(char[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                endLine();
            } else if (line.length() < MAX_BUFFERED) {
                line.append(buffer[i]);
            }
        }
    }

    /** Emits an unfinished last line at the end of the stream. */
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
        String complete = line.toString();
        line.setLength(0);
        lines.accept(SafeText.plain(complete.replace("\t", "    "), MAX_LENGTH));
    }
}
