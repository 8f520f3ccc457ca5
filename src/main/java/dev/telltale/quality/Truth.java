package dev.telltale.quality;

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
 * @param outages kept in the order of their starts; those of one node do not overlap. They may reach over the window
 */
public record Truth(Instant start, Instant end, List<Outage> outages) {
    public Truth {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a window ends after it starts, found " + start + " to " + end);
        }
        outages = outages.stream().sorted(Comparator.comparing(Outage::from)).toList();
        Map<NodeId, Outage> last = new HashMap<>();
        for (Outage outage : outages) {
            Outage before = last.put(outage.node(), outage);
            if (before != null && before.covers(outage.from())) {
                throw new IllegalArgumentException("a node fails once at a time, found " + outage + " in " + before);
            }
        }
    }

    /** What became of one node, in time order. */
    public List<Outage> of(NodeId node) {
        return outages.stream().filter(outage -> outage.node().equals(node)).toList();
    }

    /** When the outage or the window ended, whichever came first. */
    Instant endOf(Outage outage) {
        return Stretch.earlier(end, outage.until());
    }
}
