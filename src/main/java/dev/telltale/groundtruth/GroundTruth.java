package dev.telltale.groundtruth;

import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What truly happened in the observed window.
 *
 * @param start of the window, in it
 * @param end of the window, no longer in it
 * @param outages kept in the order of their starts; those of one node's process do not overlap each other, while a mute
 *     or a cut may overlap anything. They may reach over the window
 */
public record GroundTruth(Instant start, Instant end, List<Outage> outages) {
    public GroundTruth {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a window ends after it starts, found " + start + " to " + end);
        }
        outages = outages.stream().sorted(Comparator.comparing(Outage::from)).toList();
        Map<NodeId, Outage> last = new HashMap<>();
        for (Outage outage : outages) {
            if (!outage.kind().isOfProcess()) {
                continue;
            }
            Outage before = last.put(outage.node(), outage);
            if (before != null && before.covers(outage.from())) {
                throw new IllegalArgumentException("a node fails once at a time, found " + outage + " in " + before);
            }
        }
    }

    /** When a node's process was gone or stood still, so that it observed nothing, in time order. */
    public List<Outage> ofProcess(NodeId node) {
        return outages.stream()
                .filter(outage -> outage.node().equals(node) && outage.kind().isOfProcess())
                .toList();
    }

    /** When this observer could not reach that subject, in time order, no two that overlap. */
    public List<Outage> of(NodeId observer, NodeId subject) {
        return OutageMerger.of(outages, observer, subject);
    }

    /** When the outage or the window ended, whichever came first. */
    public Instant endOf(Outage outage) {
        return Interval.earlier(end, outage.until());
    }
}
