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
 * The file that a running node writes so that commands of the same user find its process, address and token.
 *
 * @param start the start time of the process as the system reports it, because PIDs are reused
 * @param address the configured host with the actual port
 * @param bound the IP address that it listens on, the only one to which the token is sent; null in records of earlier
 *     versions that have a host name
 * @param token authenticates admin requests of the same user; null for a node that accepts none
 * @param origin where the PID is valid; null if the system does not report it, and in records of earlier versions
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
     * Linux reports a start in ticks since boot, and Java adds the boot time in whole seconds, which changes when the
     * wall clock is adjusted slightly.
     */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(1);

    /** A record of an earlier version, without IP address and origin. */
    public RunRecord(NodeId id, long pid, Instant start, Address address, @Nullable AuthToken token) {
        this(id, pid, start, address, HostName.literal(address.host()).orElse(null), token, null);
    }

    /**
     * The record of this process.
     *
     * @throws IllegalStateException if the system does not report the start of this process
     */
    public static RunRecord ofThisProcess(NodeId id, Address address, InetAddress bound, AuthToken token) {
        ProcessHandle self = ProcessHandle.current();
        Instant start = self.info()
                .startInstant()
                .orElseThrow(() -> new IllegalStateException("the system does not report when this process started"));
        return new RunRecord(id, self.pid(), start, address, bound, token, RecordOrigin.HERE);
    }

    /**
     * Whether the PID is valid in this process's PID namespace. In another container, or on another machine that shares
     * the folder, it identifies another process or none.
     */
    boolean hasPidsOfThisProcess() {
        return origin == null || origin.hasPidsOf(RecordOrigin.HERE);
    }

    /** Whether a missing process means that the node has ended, so that the record may be deleted. */
    boolean isStaleWithoutProcess() {
        return hasPidsOfThisProcess() || (origin != null && origin.isEarlierBootOf(RecordOrigin.HERE));
    }

    String fileName() {
        return fileName(id, pid);
    }

    static String fileName(NodeId id, long pid) {
        return id + "-" + pid + ".json";
    }

    /** The live process of this record; empty if it has ended, its PID was reused, or it runs in another container. */
    public Optional<ProcessHandle> process() {
        return Optional.of(pid)
                .filter(any -> hasPidsOfThisProcess())
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(this::isSame);
    }

    private boolean isSame(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        // A zombie keeps PID and start until its parent reaps it, but has no command and no arguments. Of a process of
        // another user, the system reports the arguments only.
        return (info.command().isPresent() || info.arguments().isPresent())
                && info.startInstant().filter(this::isStart).isPresent();
    }

    private boolean isStart(Instant instant) {
        return Duration.between(start, instant).abs().compareTo(START_TOLERANCE) <= 0;
    }
}
