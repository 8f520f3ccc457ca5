package dev.telltale.groundtruth;

import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The measured window and all outages in it.
 *
 * @param start of the window, inclusive
 * @param end of the window, exclusive
 * @param outages sorted by start. Process outages of one node do not overlap each other; {@code MUTE} and {@code
 *     CUT} may overlap anything. They may begin before the window and end after it
 */
public record GroundTruth(Instant start, Instant end, List<Outage> outages) {
    public GroundTruth {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException(
                    "the end of a window is not before its start, found " + start + " to " + end);
        }
        outages = outages.stream().sorted(Comparator.comparing(Outage::from)).toList();
        Map<NodeId, Outage> last = new HashMap<>();
        for (Outage outage : outages) {
            if (!outage.kind().isOfProcess()) {
                continue;
            }
            Outage before = last.put(outage.node(), outage);
            if (before != null && before.covers(outage.from())) {
                throw new IllegalArgumentException(
                        "process outages of one node do not overlap, found " + outage + " in " + before);
            }
        }
    }

    /** Both windows as one, with the outages in each of them; there are none between them. */
    public GroundTruth and(GroundTruth later) {
        return new GroundTruth(
                start, later.end, Stream.concat(inside(), later.inside()).toList());
    }

    private Stream<Outage> inside() {
        return outages.stream()
                .filter(outage -> outage.overlaps(start, end))
                .map(outage -> new Outage(
                        outage.node(),
                        outage.kind(),
                        Interval.later(start, outage.from()),
                        endOf(outage),
                        outage.observer()));
    }

    /** Times in which the node's process did not run and so observed nothing, oldest first. */
    public List<Outage> processOutages(NodeId node) {
        return outages.stream()
                .filter(outage -> outage.node().equals(node) && outage.kind().isOfProcess())
                .toList();
    }

    /**
     * Outages of the subject as this observer meets them, oldest first and without overlap: a node with two outages is
     * back when both have ended. A merged outage has the kind of the first; if several start at the same instant, that
     * of the cut, which hides the others from this observer. Outages that only touch are not merged.
     */
    public List<Outage> outages(NodeId observer, NodeId subject) {
        List<Outage> forAll = merged(outages.stream()
                .filter(outage -> outage.node().equals(subject) && outage.observer() == null)
                .toList());
        List<Outage> ofObserver = outages.stream()
                .filter(outage -> outage.node().equals(subject) && observer.equals(outage.observer()))
                .toList();
        // Merge those for all first: a cut that lies within one of them then changes nothing for this observer.
        return ofObserver.isEmpty()
                ? forAll
                : merged(Stream.concat(ofObserver.stream(), forAll.stream())
                        .sorted(Comparator.comparing(Outage::from))
                        .toList());
    }

    private static List<Outage> merged(List<Outage> sorted) {
        List<Outage> merged = new ArrayList<>();
        for (Outage outage : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).covers(outage.from())) {
                merged.set(last, merged.get(last).mergedWith(outage));
            } else {
                merged.add(outage);
            }
        }
        return merged;
    }

    /** The end of the outage or of the window, whichever is earlier. */
    public Instant endOf(Outage outage) {
        return Interval.earlier(end, outage.until());
    }
}
