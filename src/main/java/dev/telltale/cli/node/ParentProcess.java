package dev.telltale.cli.node;

import dev.telltale.cli.base.CommandException;
import dev.telltale.wire.NodeSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process that started this node, a launcher; the node must end with it. Its end is detected in two ways, since each
 * fails on some systems: standard input, whose first line is the node's settings, ends (immediate), and the PID is gone
 * or belongs to a process with another start time (polled). Reads standard input on a thread of its own.
 */
final class ParentProcess {
    private static final String REQUIRED = "; " + NodeSettings.ARGUMENT + " is for nodes that a launcher starts";

    private static final Duration SAME_START = Duration.ofSeconds(2);

    private final InputStream in;
    private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(1);
    private boolean isEnded;
    private @Nullable Runnable onEnd;

    /** Starts the thread. */
    ParentProcess(InputStream in) {
        this.in = in;
        var thread = new Thread(this::read, "lifeline");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits for the first line of standard input.
     *
     * @throws CommandException if there is none within the timeout, it is incomplete or too long
     */
    byte[] line(Duration timeout) throws CommandException, InterruptedException {
        byte[] line = lines.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw CommandException.usage(
                    "no settings arrived on standard input within " + timeout.toSeconds() + " s" + REQUIRED);
        }
        if (line.length > NodeSettings.MAX_BYTES) {
            throw CommandException.usage(
                    "the settings on standard input are longer than " + NodeSettings.MAX_BYTES + " bytes" + REQUIRED);
        }
        if (line.length == 0 || line[line.length - 1] != '\n') {
            throw CommandException.usage("standard input ended before the settings were complete" + REQUIRED);
        }
        return line;
    }

    /** Runs the action once the input has ended: on the reading thread, or at once if it has. */
    synchronized void onEnd(Runnable action) {
        onEnd = action;
        if (isEnded) {
            action.run();
        }
    }

    private void read() {
        try {
            lines.add(readLine());
            while (in.read() >= 0) {
                // Ignore the content; only the end matters.
            }
        } catch (IOException e) {
            // Treat a broken pipe as the end.
            boolean unused = lines.offer(new byte[0]);
        }
        end();
    }

    private byte[] readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && line.size() <= NodeSettings.MAX_BYTES) {
            line.write(next);
            if (next == '\n') {
                break;
            }
            next = in.read();
        }
        return line.toByteArray();
    }

    private synchronized void end() {
        isEnded = true;
        if (onEnd != null) {
            onEnd.run();
        }
    }

    /**
     * The process with this PID and start time; the PID alone decides where either start time is unknown. The handle is
     * alive as long as that process, also if the PID is used again.
     */
    static Optional<ProcessHandle> find(NodeSettings.Parent parent) {
        return ProcessHandle.of(parent.pid())
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> isSame(parent.start(), start))
                        .orElse(true));
    }

    private static boolean isSame(Instant known, Instant start) {
        return known.equals(Instant.EPOCH)
                || Duration.between(known, start).abs().compareTo(SAME_START) <= 0;
    }
}
