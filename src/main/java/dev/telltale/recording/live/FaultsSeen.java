package dev.telltale.recording.live;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Origin;
import dev.telltale.registry.RunRecord;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The faults that other programs inject into the nodes of this machine, as the nodes list them once a second: each from
 * when it took effect, as its node says, until it was listed for the last time. One that is shorter than a second may be
 * missed. Any thread.
 */
public final class FaultsSeen implements Supplier<List<FaultInterval>> {
    private static final Logger LOG = Logger.getLogger(FaultsSeen.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MAX_ENDED = 1_000;

    private final Supplier<List<RunRecord>> records;
    private final Function<RunRecord, CompletableFuture<List<Fault>>> listing;
    private final Predicate<Fault> isOther;
    private final TimeSource clock;
    private final Map<FaultId, Seen> active = new LinkedHashMap<>();
    private final List<FaultInterval> ended = new ArrayList<>();
    private @Nullable ClockReading looked;

    /** An active fault, and the processes that have it. */
    private static final class Seen {
        private final ClockReading from;
        private final Set<Long> holders = new HashSet<>();
        private Fault fault;
        private ClockReading last;

        Seen(Fault fault, ClockReading now) {
            this.fault = fault;
            Duration age = Duration.between(fault.since(), now.wall());
            boolean isKnown = !fault.since().equals(Instant.EPOCH) && !age.isNegative();
            from = isKnown ? new ClockReading(now.nanos() - age.toNanos(), fault.since()) : now;
            last = now;
        }

        void add(Fault part, long pid, ClockReading now) {
            fault = new Fault(
                    fault.id(), fault.author(), fault.effect().with(part.effect()), fault.since(), part.lease());
            holders.add(pid);
            last = now;
        }

        boolean isOver(ClockReading now) {
            return holders.isEmpty() || now.since(last).compareTo(fault.lease().plus(LOOK)) > 0;
        }

        FaultInterval interval() {
            return new FaultInterval(fault, from, null, Origin.MANUAL, null);
        }

        FaultInterval over() {
            return new FaultInterval(fault, from, last, Origin.MANUAL, Origin.AUTOMATIC);
        }
    }

    /**
     * Asks no node before {@link #get}.
     *
     * @param records the processes that run; may read files
     * @param listing asks a process for its active faults; does not block
     * @param isOther whether another program than this one injected it
     */
    public FaultsSeen(
            Supplier<List<RunRecord>> records,
            Function<RunRecord, CompletableFuture<List<Fault>>> listing,
            Predicate<Fault> isOther,
            TimeSource clock) {
        this.records = records;
        this.listing = listing;
        this.isOther = isOther;
        this.clock = clock;
    }

    /** The newest 1,000 that have ended, and those that are active. Asks the nodes again, at most once a second. */
    @Override
    public synchronized List<FaultInterval> get() {
        ClockReading now = clock.now();
        if (looked == null || now.since(looked).compareTo(LOOK) >= 0) {
            looked = now;
            look(now);
        }
        return Stream.concat(ended.stream(), active.values().stream().map(Seen::interval))
                .toList();
    }

    private void look(ClockReading now) {
        List<RunRecord> running = records.get();
        Set<Long> pids = running.stream().map(RunRecord::pid).collect(Collectors.toSet());
        active.values().forEach(seen -> seen.holders.retainAll(pids));
        endThoseThatAreOver(now);
        for (RunRecord node : running) {
            if (node.token() != null) {
                var unused = listing.apply(node).whenComplete((faults, failure) -> {
                    if (failure == null) {
                        listed(node, faults);
                    } else {
                        LOG.log(Level.FINE, "the faults of a node are not known", failure);
                    }
                });
            }
        }
    }

    private synchronized void listed(RunRecord node, List<Fault> faults) {
        ClockReading now = clock.now();
        Map<FaultId, Fault> found = new HashMap<>();
        faults.stream().filter(isOther).forEach(fault -> found.put(fault.id(), fault));
        found.forEach((id, fault) ->
                active.computeIfAbsent(id, any -> new Seen(fault, now)).add(fault, node.pid(), now));
        active.forEach((id, seen) -> {
            if (!found.containsKey(id)) {
                seen.holders.remove(node.pid());
            }
        });
        endThoseThatAreOver(now);
    }

    private void endThoseThatAreOver(ClockReading now) {
        for (Iterator<Seen> each = active.values().iterator(); each.hasNext(); ) {
            Seen seen = each.next();
            if (seen.isOver(now)) {
                each.remove();
                if (ended.size() == MAX_ENDED) {
                    ended.remove(0);
                }
                ended.add(seen.over());
            }
        }
    }
}
