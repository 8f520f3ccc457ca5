package dev.telltale.launcher;

import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a running node leaves for others to find it by.
 *
 * @param token proves to the node that its owner's user asks; null for a node that takes no orders
 * @param start when the process started, as the system tells it: a PID alone is soon somebody else's
 */
public record RunRecord(
        NodeId id,
        long pid,
        Instant start,
        Address address,
        @Nullable Secret token) {
    /**
     * Linux tells a start as ticks since boot, and Java adds the boot time in whole seconds, which a small step of the wall
     * clock moves for processes that look later.
     */
    private static final Duration SAME_START = Duration.ofSeconds(1);

    /**
     * What this process would leave.
     *
     * @throws IllegalStateException where the system does not tell when this process started
     */
    public static RunRecord ofThisProcess(NodeId id, Address address, Secret token) {
        ProcessHandle self = ProcessHandle.current();
        Instant start = self.info()
                .startInstant()
                .orElseThrow(() -> new IllegalStateException("the system does not tell when this process started"));
        return new RunRecord(id, self.pid(), start, address, token);
    }

    String fileName() {
        return id + "-" + pid + ".json";
    }

    /** The process that the record speaks of; empty when it is gone, also when its PID is another's now. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
    }

    private boolean isSame(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        // A zombie keeps PID and start until its parent collects it, but it has no program any more.
        return info.command().isPresent()
                && info.startInstant().filter(this::isStart).isPresent();
    }

    private boolean isStart(Instant instant) {
        return Duration.between(start, instant).abs().compareTo(SAME_START) <= 0;
    }
}
