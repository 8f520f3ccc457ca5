package dev.telltale.launcher.process;

import dev.telltale.auth.AuthToken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The standard input of a node process: its first line is the node's token, and its end means that the parent has
 * ended.
 */
public final class Lifeline {
    private Lifeline() {}

    /**
     * Writes the token as the first line. Never blocks: the line is shorter than a pipe's buffer. No effect if it has
     * ended.
     */
    @SuppressWarnings("StreamResourceLeak")
    public static void sendToken(Process child, AuthToken token) {
        // Never closed by this program: the system closes it when this process ends.
        OutputStream in = child.getOutputStream();
        try {
            in.write((token.reveal() + '\n').getBytes(StandardCharsets.US_ASCII));
            in.flush();
        } catch (IOException ended) {
            // The exit is reported by Process.onExit.
        }
    }
}
