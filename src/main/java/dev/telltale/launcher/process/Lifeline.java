package dev.telltale.launcher.process;

import dev.telltale.wire.NodeSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * The standard input of a node process: its first line is the node's {@link NodeSettings}, and its end means that the
 * parent has ended.
 */
public final class Lifeline {
    private Lifeline() {}

    /** Writes the settings on a thread of its own, since a pipe may hold less. No effect if the process has ended. */
    public static void send(Process child, NodeSettings settings) {
        var thread = new Thread(
                () -> write(child, settings.write()),
                "settings-" + settings.self().id());
        thread.setDaemon(true);
        thread.start();
    }

    @SuppressWarnings("StreamResourceLeak")
    private static void write(Process child, byte[] line) {
        // Never closed by this program: the system closes it when this process ends.
        OutputStream in = child.getOutputStream();
        try {
            in.write(line);
            in.flush();
        } catch (IOException ended) {
            // The exit is reported by Process.onExit.
        }
    }

    /** This process as the parent of a node. */
    public static NodeSettings.Parent thisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new NodeSettings.Parent(self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
    }
}
