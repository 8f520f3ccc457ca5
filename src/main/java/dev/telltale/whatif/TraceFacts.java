package dev.telltale.whatif;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickTrace;
import dev.telltale.qos.DetectorQuality;
import dev.telltale.qos.Mistake;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TraceHeader;
import dev.telltale.tune.MistakeRecord;
import dev.telltale.tune.NetworkBehavior;
import dev.telltale.tune.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What traces say of the recording itself.
 *
 * @param slots the slots in which at least one trace was recorded, by their number since 1970
 */
record TraceFacts(Recording recording, SortedSet<Long> slots) {
    /** As long as a burst of lost heartbeats that a person would call one. */
    static final Duration SLOT = Duration.ofMinutes(5);

    static TraceFacts of(List<NodeTrace> traces) {
        TraceHeader first = traces.get(0).header();
        Set<NodeId> nodes = new HashSet<>();
        Set<List<NodeId>> links = new HashSet<>();
        SortedSet<Long> slots = new TreeSet<>();
        Set<Long> seconds = new HashSet<>();
        var network = new Network(first.heartbeat().interval());
        for (NodeTrace trace : traces) {
            NodeId observer = trace.header().observer();
            nodes.add(observer);
            nodes.addAll(trace.header().peers());
            trace.header().peers().forEach(peer -> links.add(List.of(observer, peer)));
            cover(trace, slots, seconds);
            network.add(trace);
        }
        return new TraceFacts(
                new Recording(
                        nodes.size(),
                        links.size(),
                        Duration.ofSeconds(seconds.size()),
                        first.heartbeat(),
                        first.detection(),
                        network.behavior()),
                slots);
    }

    private static void cover(NodeTrace trace, SortedSet<Long> slots, Set<Long> seconds) {
        List<TickTrace> ticks = trace.ticks();
        if (ticks.isEmpty()) {
            return;
        }
        long from = ticks.get(0).at().wall().getEpochSecond();
        long until = ticks.get(ticks.size() - 1).at().wall().getEpochSecond();
        for (long second = from; second <= until; second++) {
            seconds.add(second);
            slots.add(second / SLOT.toSeconds());
        }
    }

    /**
     * The mistakes of these lanes in each recorded slot. A down of a running node that had no processor time is one too:
     * a cluster would have acted on it, and a longer timeout would have avoided it.
     */
    MistakeRecord mistakes(List<DetectorQuality> lanes, double linkHours) {
        int[] counts = new int[slots.size()];
        for (DetectorQuality lane : lanes) {
            for (List<Mistake> mistakes : List.of(lane.mistakes(), lane.starvations())) {
                mistakes.forEach(mistake -> counts[placeOf(mistake.from())]++);
            }
        }
        List<Integer> perSlot = new ArrayList<>();
        for (int count : counts) {
            perSlot.add(count);
        }
        return new MistakeRecord(linkHours, SLOT, perSlot);
    }

    /** A mistake that begins after the last recorded second belongs to the last slot. */
    private int placeOf(Instant from) {
        int later = slots.tailSet(from.getEpochSecond() / SLOT.toSeconds() + 1).size();
        return Math.max(0, slots.size() - later - 1);
    }

    /** Losses, and the deviation of the time between two heartbeats of a link that follow one another. */
    private static final class Network {
        private final long intervalNanos;
        private long attempts;
        private long failures;
        private long gaps;
        private double sum;
        private double sumOfSquares;

        Network(Duration interval) {
            intervalNanos = interval.toNanos();
        }

        void add(NodeTrace trace) {
            Map<NodeId, Long> heard = new HashMap<>();
            for (TickTrace tick : trace.ticks()) {
                for (NodeEvent event : tick.events()) {
                    Attempt attempt = event.attempt();
                    if (attempt != null) {
                        add(attempt, heard);
                    }
                }
            }
        }

        private void add(Attempt attempt, Map<NodeId, Long> heard) {
            attempts++;
            if (attempt.evidence() != Evidence.OK) {
                failures++;
                heard.remove(attempt.peer());
                return;
            }
            long ended = attempt.ended().nanos();
            Long before = heard.put(attempt.peer(), ended);
            if (before != null) {
                double late = (double) (ended - before - intervalNanos);
                gaps++;
                sum += late;
                sumOfSquares += late * late;
            }
        }

        /** Two arrivals make a gap, so its variance is twice that of an arrival. */
        NetworkBehavior behavior() {
            double mean = gaps == 0 ? 0 : sum / gaps;
            double variance = gaps == 0 ? 0 : Math.max(0, sumOfSquares / gaps - mean * mean) / 2;
            return new NetworkBehavior(
                    attempts == 0 ? 0 : (double) failures / attempts,
                    Duration.ofNanos(Math.round(Math.sqrt(variance))));
        }
    }
}
