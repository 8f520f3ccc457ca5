package dev.telltale.groundtruth;

import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Merges overlapping outages: a node with two outages is back when both have ended. */
public final class OutageMerger {
    private OutageMerger() {}

    /**
     * Outages of the subject as this observer meets them, oldest first and without overlap. A merged outage has the
     * kind of the first; if several start at the same instant, that of the cut, which hides the others from this
     * observer. Outages that only touch are not merged.
     */
    public static List<Outage> of(List<Outage> outages, NodeId observer, NodeId subject) {
        List<Outage> forAll = new ArrayList<>();
        List<Outage> ofObserver = new ArrayList<>();
        for (Outage outage : outages) {
            if (!outage.node().equals(subject)) {
                continue;
            }
            if (outage.observer() == null) {
                forAll.add(outage);
            } else if (observer.equals(outage.observer())) {
                ofObserver.add(outage);
            }
        }
        if (ofObserver.isEmpty()) {
            return merged(forAll);
        }
        // Merge those for all first: a cut that lies within one of them then changes nothing for this observer.
        ofObserver.addAll(merged(forAll));
        return merged(ofObserver);
    }

    /**
     * Merges outages of one subject, all of one observer or all for all observers. Of several that start at the same
     * instant the first in the list gives the kind.
     */
    private static List<Outage> merged(List<Outage> outages) {
        List<Outage> merged = new ArrayList<>();
        List<Outage> sorted =
                outages.stream().sorted(Comparator.comparing(Outage::from)).toList();
        for (Outage outage : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).covers(outage.from())) {
                merged.set(last, merge(merged.get(last), outage));
            } else {
                merged.add(outage);
            }
        }
        return merged;
    }

    static Outage merge(Outage first, Outage second) {
        boolean isContained = first.until() == null
                || (second.until() != null && !second.until().isAfter(first.until()));
        if (isContained) {
            return first;
        }
        NodeId observer = first.observer() == null ? second.observer() : first.observer();
        return new Outage(first.node(), first.kind(), first.from(), second.until(), observer);
    }
}
