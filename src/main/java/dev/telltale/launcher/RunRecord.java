package dev.telltale.launcher;

import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a running node leaves for others to find it by.
 *
 * @param token proves to the node that its owner's user asks; null for a node that takes no orders
 * @param start when the process started, as the system tells it: a PID alone is soon somebody else's
 * @param pids the boot and the PID namespace in which the PID was given; null where the system does not tell, and in records
 *     of earlier versions
 */
public record RunRecord(
        NodeId id,
        long pid,
        Instant start,
        Address address,
        @Nullable Secret token,
        @Nullable String pids) {
    private static final @Nullable String PIDS = pidsOfThisProcess();

    /**
     * Linux tells a start as ticks since boot, and Java adds the boot time in whole seconds, which a small step of the wall
     * clock moves for processes that look later.
     */
    private static final Duration SAME_START = Duration.ofSeconds(1);

    /** One that does not tell where its PID was given. */
    public RunRecord(NodeId id, long pid, Instant start, Address address, @Nullable Secret token) {
        this(id, pid, start, address, token, null);
    }

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
        return new RunRecord(id, self.pid(), start, address, token, PIDS);
    }

    private static @Nullable String pidsOfThisProcess() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
                    + ' '
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException notLinux) {
            return null;
        }
    }

    /**
     * Whether the PID means the same process here. In another container, and on another machine that shares the folder, it
     * means another process or none, which says nothing about the node.
     */
    boolean isOfThesePids() {
        return pids == null || pids.equals(PIDS);
    }

    String fileName() {
        return fileName(id, pid);
    }

    static String fileName(NodeId id, long pid) {
        return id + "-" + pid + ".json";
    }

    /** The process that the record speaks of; empty when it is gone, when its PID is another's now, and in another container. */
    public Optional<ProcessHandle> process() {
        return Optional.of(pid)
                .filter(known -> isOfThesePids())
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(this::isSame);
    }

    private boolean isSame(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        // A zombie keeps PID and start until its parent collects it, but it has no program and no words any more. Of a
        // process
        // that this user may not look into, the system tells the words alone.
        return (info.command().isPresent() || info.arguments().isPresent())
                && info.startInstant().filter(this::isStart).isPresent();
    }

    private boolean isStart(Instant instant) {
        return Duration.between(start, instant).abs().compareTo(SAME_START) <= 0;
    }
}
