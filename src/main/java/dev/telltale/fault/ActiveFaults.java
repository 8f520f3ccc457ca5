package dev.telltale.fault;

import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The faults active at one node, and their combined effect. A cut or a stall overrides all others, delays and skews
 * add up, each drop is drawn on its own, and of two errors the older one applies. A fault ends when its lease is not
 * renewed. Confined to one thread. All {@code nowNanos} are monotonic nanoseconds.
 */
public final class ActiveFaults {
    public static final int MAX_FAULTS = 64;

    private final NodeId self;
    private final RandomGenerator random;
    private final Map<FaultId, Entry> entries = new LinkedHashMap<>();

    private record Entry(Fault fault, long renewedNanos) {
        long leftNanos(long nowNanos) {
            return fault.lease().toNanos() - (nowNanos - renewedNanos);
        }
    }

    public ActiveFaults(NodeId self, RandomGenerator random) {
        this.self = self;
        this.random = random;
    }

    /**
     * Adds a fault, or replaces the one of the same id, which keeps its start time and gets a new lease.
     *
     * @return the fault as it is active now; empty if there are {@link #MAX_FAULTS} others
     */
    public Optional<Fault> put(Fault fault, long nowNanos) {
        expire(nowNanos);
        Entry before = entries.get(fault.id());
        if (before == null && entries.size() >= MAX_FAULTS) {
            return Optional.empty();
        }
        Fault kept = before == null ? fault : fault.withSince(before.fault().since());
        entries.put(fault.id(), new Entry(kept, nowNanos));
        return Optional.of(kept);
    }

    /** Renews the lease of a fault; false if it is not active, for example because it was healed meanwhile. */
    public boolean renew(FaultId id, long nowNanos) {
        expire(nowNanos);
        Entry entry = entries.get(id);
        if (entry == null) {
            return false;
        }
        entries.put(id, new Entry(entry.fault(), nowNanos));
        return true;
    }

    /** Ends a fault; false if it is not active. */
    public boolean heal(FaultId id) {
        return entries.remove(id) != null;
    }

    /** Ends all faults and returns how many there were. */
    public int healAll() {
        int healed = entries.size();
        entries.clear();
        return healed;
    }

    /** Removes and returns the faults whose lease has ended. */
    public List<Fault> expire(long nowNanos) {
        List<Fault> expired = new ArrayList<>();
        entries.values().removeIf(entry -> {
            boolean isExpired = entry.leftNanos(nowNanos) <= 0;
            if (isExpired) {
                expired.add(entry.fault());
            }
            return isExpired;
        });
        return expired;
    }

    /** Time until the next lease ends; empty if no fault is active. */
    public Optional<Duration> nextExpiry(long nowNanos) {
        return entries.values().stream()
                .map(entry -> Duration.ofNanos(Math.max(0, entry.leftNanos(nowNanos))))
                .min(Duration::compareTo);
    }

    /** The active faults, oldest first. */
    public List<Fault> faults() {
        return entries.values().stream().map(Entry::fault).toList();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether the link to this peer is cut. Uses no random number. */
    public boolean isCutTo(NodeId peer) {
        return !entries.isEmpty() && isCut(self, peer);
    }

    /** What happens to the next request to this peer. Draws a new random number for each drop and jitter. */
    public SendDecision sendDecision(NodeId peer) {
        if (entries.isEmpty()) {
            return SendDecision.IMMEDIATE;
        }
        if (isCut(self, peer)) {
            return SendDecision.LOST;
        }
        var link = new Link(self, peer);
        long delay = 0;
        boolean isLost = false;
        for (Entry entry : entries.values()) {
            FaultType effect = entry.fault().effect();
            if (effect.links().contains(link)) {
                delay += drawn(effect.delay(), effect.jitter());
                isLost |= effect.dropShare() > 0 && random.nextDouble() < effect.dropShare();
            }
        }
        return isLost ? SendDecision.LOST : delay == 0 ? SendDecision.IMMEDIATE : new SendDecision(false, delay);
    }

    /** Whether a request from this peer is processed: false if its link to this node is cut. */
    public boolean acceptsFrom(NodeId peer) {
        return entries.isEmpty() || !isCut(peer, self);
    }

    /** How the next request for this endpoint is answered. Draws a new random number for each jitter. */
    public ResponseBehavior responseFor(Endpoint endpoint) {
        if (entries.isEmpty()) {
            return ResponseBehavior.NORMAL;
        }
        var mode = ResponseBehavior.Mode.NORMAL;
        long delay = 0;
        for (Entry entry : entries.values()) {
            FaultType effect = entry.fault().effect();
            if (effect.isOn(self)) {
                var here = effect.responseMode(endpoint);
                if (here == ResponseBehavior.Mode.SILENCE) {
                    return new ResponseBehavior(here, 0);
                }
                delay += drawn(effect.delay(), effect.jitter());
                mode = mode == ResponseBehavior.Mode.NORMAL ? here : mode;
            }
        }
        return new ResponseBehavior(mode, delay);
    }

    /** How far the node's wall clock is ahead; negative if behind. */
    public Duration skew() {
        Duration skew = Duration.ZERO;
        for (Entry entry : entries.values()) {
            skew = skew.plus(entry.fault().effect().skew());
        }
        return skew;
    }

    private boolean isCut(NodeId observer, NodeId subject) {
        var link = new Link(observer, subject);
        for (Entry entry : entries.values()) {
            if (entry.fault().effect() instanceof LinkFault.Cut cut
                    && cut.links().contains(link)) {
                return true;
            }
        }
        return false;
    }

    private long drawn(Duration delay, Duration jitter) {
        long maxJitter = jitter.toNanos();
        return delay.toNanos() + (maxJitter == 0 ? 0 : random.nextLong(maxJitter + 1));
    }
}
