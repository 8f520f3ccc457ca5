package dev.telltale.launcher.process;

import dev.telltale.auth.AuthToken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A child's standard input: the first line is its token, and the end of it is the end of its parent. */
public final class Lifeline {
    private Lifeline() {}

    /** Never blocks, since the line is shorter than any pipe; a child that has ended already needs none. */
    @SuppressWarnings("StreamResourceLeak")
    public static void handOver(Process child, AuthToken token) {
        // Not closed, here or anywhere: only the system closes it, when this process ends.
        OutputStream in = child.getOutputStream();
        try {
            in.write((token.reveal() + '\n').getBytes(StandardCharsets.US_ASCII));
            in.flush();
        } catch (IOException ended) {
            // Its exit is told elsewhere.
        }
    }
}
