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
 * The faults of one node, and what follows from all of them together. They stack: a cut or a stall beats everything, delays
 * and skews add up, drops are drawn one by one, and of two errors the older one speaks. Confined to one thread; times are
 * nanoseconds of a monotonic clock that only ever are subtracted.
 */
public final class ActiveFaults {
    public static final int MAX_FAULTS = 64;

    private final NodeId self;
    private final RandomGenerator random;
    private final Map<FaultId, Entry> entries = new LinkedHashMap<>();

    private record Entry(Fault fault, long renewedNanos) {
        long leftNanos(long now) {
            return fault.lease().toNanos() - (now - renewedNanos);
        }
    }

    public ActiveFaults(NodeId self, RandomGenerator random) {
        this.self = self;
        this.random = random;
    }

    /**
     * Takes a fault, or renews the lease of one of the same id: that one keeps its start, and gets the new effect.
     *
     * @return what is in force from now on; empty if there is no room
     */
    public Optional<Fault> put(Fault fault, long now) {
        expire(now);
        Entry before = entries.get(fault.id());
        if (before == null && entries.size() >= MAX_FAULTS) {
            return Optional.empty();
        }
        Fault kept = before == null ? fault : fault.since(before.fault().since());
        entries.put(fault.id(), new Entry(kept, now));
        return Optional.of(kept);
    }

    /** Whether there was one to renew: one that somebody has healed stays healed. */
    public boolean renew(FaultId id, long now) {
        expire(now);
        Entry entry = entries.get(id);
        if (entry == null) {
            return false;
        }
        entries.put(id, new Entry(entry.fault(), now));
        return true;
    }

    /** Whether there was one to heal: healing twice is healing once. */
    public boolean heal(FaultId id) {
        return entries.remove(id) != null;
    }

    /** How many were healed. */
    public int healAll() {
        int healed = entries.size();
        entries.clear();
        return healed;
    }

    /** Heals what has outlived its author. */
    public List<Fault> expire(long now) {
        List<Fault> over = new ArrayList<>();
        entries.values().removeIf(entry -> {
            boolean isOver = entry.leftNanos(now) <= 0;
            if (isOver) {
                over.add(entry.fault());
            }
            return isOver;
        });
        return over;
    }

    /** Until the next lease ends; empty if there is none. */
    public Optional<Duration> nextExpiry(long now) {
        return entries.values().stream()
                .map(entry -> Duration.ofNanos(Math.max(0, entry.leftNanos(now))))
                .min(Duration::compareTo);
    }

    /** Oldest first. */
    public List<Fault> faults() {
        return entries.values().stream().map(Entry::fault).toList();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether nothing that leaves for this peer arrives; draws nothing. */
    public boolean isCutTo(NodeId peer) {
        return !entries.isEmpty() && isCut(self, peer);
    }

    /** What becomes of the next question to this peer. */
    public SendDecision leaving(NodeId peer) {
        if (entries.isEmpty()) {
            return SendDecision.FREE;
        }
        if (isCut(self, peer)) {
            return SendDecision.LOST;
        }
        var link = new Link(self, peer);
        long delay = 0;
        boolean isLost = false;
        for (Entry entry : entries.values()) {
            FaultType effect = entry.fault().effect();
            if (effect instanceof FaultType.Delay slow && slow.links().contains(link)) {
                delay += drawn(slow.delay(), slow.jitter());
            } else if (effect instanceof FaultType.Drop drop && drop.links().contains(link)) {
                isLost |= random.nextDouble() < drop.share();
            }
        }
        return isLost ? SendDecision.LOST : delay == 0 ? SendDecision.FREE : new SendDecision(false, delay);
    }

    /** Whether a question of this peer is heard here. */
    public boolean isHeardFrom(NodeId peer) {
        return entries.isEmpty() || !isCut(peer, self);
    }

    /** How the next request for this page is answered; for anything else than these pages, that of a heartbeat. */
    public ResponseBehavior serving(Endpoint page) {
        if (entries.isEmpty()) {
            return ResponseBehavior.NORMAL;
        }
        var manner = ResponseBehavior.Mode.NORMAL;
        long delay = 0;
        for (Entry entry : entries.values()) {
            FaultType effect = entry.fault().effect();
            if (effect instanceof FaultType.Stall) {
                return new ResponseBehavior(ResponseBehavior.Mode.SILENCE, 0);
            } else if (effect instanceof FaultType.Slow slow) {
                delay += drawn(slow.delay(), slow.jitter());
            } else if (manner == ResponseBehavior.Mode.NORMAL) {
                manner = manner(effect, page);
            }
        }
        return new ResponseBehavior(manner, delay);
    }

    private static ResponseBehavior.Mode manner(FaultType effect, Endpoint page) {
        if (effect instanceof FaultType.Fail error) {
            return error.isGarbage() ? ResponseBehavior.Mode.GARBAGE : ResponseBehavior.Mode.ERROR;
        }
        return effect instanceof FaultType.Gray gray && gray.broken() == page
                ? ResponseBehavior.Mode.ERROR
                : ResponseBehavior.Mode.NORMAL;
    }

    /** How far the node's wall clock is ahead; negative for behind. */
    public Duration skew() {
        Duration skew = Duration.ZERO;
        for (Entry entry : entries.values()) {
            if (entry.fault().effect() instanceof FaultType.Skew one) {
                skew = skew.plus(one.ahead());
            }
        }
        return skew;
    }

    private boolean isCut(NodeId observer, NodeId subject) {
        var link = new Link(observer, subject);
        for (Entry entry : entries.values()) {
            if (entry.fault().effect() instanceof FaultType.Cut cut
                    && cut.links().contains(link)) {
                return true;
            }
        }
        return false;
    }

    private long drawn(Duration delay, Duration jitter) {
        long most = jitter.toNanos();
        return delay.toNanos() + (most == 0 ? 0 : random.nextLong(most + 1));
    }
}
