package dev.telltale.registry;

import dev.telltale.auth.AuthToken;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a running node leaves for others to find it by.
 *
 * @param start when the process started, as the system tells it: after it another process may get the PID
 * @param address where it was told to listen, with its real port
 * @param bound the IP address that it listens on, to which alone the token is sent; null in records of earlier versions
 *     that have a host name
 * @param token proves to the node that its owner's user asks; null for a node that takes no orders
 * @param origin where the PID was given; null where the system does not tell, and in records of earlier versions
 */
public record RunRecord(
        NodeId id,
        long pid,
        Instant start,
        Address address,
        @Nullable InetAddress bound,
        @Nullable AuthToken token,
        @Nullable RecordOrigin origin) {
    /**
     * Linux tells a start as ticks since boot, and Java adds the boot time in whole seconds, which a small step of the wall
     * clock moves for processes that look later.
     */
    private static final Duration SAME_START = Duration.ofSeconds(1);

    /** One of an earlier version, which tells neither its IP address nor where its PID was given. */
    public RunRecord(NodeId id, long pid, Instant start, Address address, @Nullable AuthToken token) {
        this(id, pid, start, address, HostName.literal(address.host()).orElse(null), token, null);
    }

    /**
     * What this process would leave.
     *
     * @throws IllegalStateException where the system does not tell when this process started
     */
    public static RunRecord ofThisProcess(NodeId id, Address address, InetAddress bound, AuthToken token) {
        ProcessHandle self = ProcessHandle.current();
        Instant start = self.info()
                .startInstant()
                .orElseThrow(() -> new IllegalStateException("the system does not tell when this process started"));
        return new RunRecord(id, self.pid(), start, address, bound, token, RecordOrigin.HERE);
    }

    /**
     * Whether the PID means the same process here. In another container, and on another machine that shares the folder, it
     * means another process or none, which says nothing about the node.
     */
    boolean hasPidsOfThisProcess() {
        return origin == null || origin.hasPidsOf(RecordOrigin.HERE);
    }

    /** Whether its process, once it is not found here, is known to have ended. */
    boolean isStaleWithoutProcess() {
        return hasPidsOfThisProcess() || (origin != null && origin.isEarlierBootOf(RecordOrigin.HERE));
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
                .filter(known -> hasPidsOfThisProcess())
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(this::isSame);
    }

    private boolean isSame(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        // A zombie keeps PID and start until its parent collects it, but has no command and no arguments any more.
        // Of a process that this user may not look into, the system tells the arguments alone.
        return (info.command().isPresent() || info.arguments().isPresent())
                && info.startInstant().filter(this::isStart).isPresent();
    }

    private boolean isStart(Instant instant) {
        return Duration.between(start, instant).abs().compareTo(SAME_START) <= 0;
    }
}
