package dev.telltale.cli.node;

import dev.telltale.wire.NodeSettings;
import java.time.Duration;
import java.time.Instant;

/**
 * The process that started this node; the node must end with it. The end of standard input shows that at once, but not
 * on every system: so the PID is polled, too.
 */
final class ParentProcess {
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private ParentProcess() {}

    /** Whether a process has this PID and start time; the PID alone decides where either start time is unknown. */
    static boolean isAlive(NodeSettings.Parent parent) {
        return ProcessHandle.of(parent.pid())
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> isSame(parent.start(), start))
                        .orElse(true))
                .isPresent();
    }

    private static boolean isSame(Instant known, Instant start) {
        return known.equals(Instant.EPOCH)
                || Duration.between(known, start).abs().compareTo(SAME_START) <= 0;
    }
}
