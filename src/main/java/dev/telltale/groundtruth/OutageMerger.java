package dev.telltale.groundtruth;

import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outages that overlap, made one: who cannot be reached for two reasons is back when both have ended. */
public final class OutageMerger {
    private OutageMerger() {}

    /**
     * The times in which this observer could not reach that subject, for whatever reason, in time order. Those that only
     * touch stay apart. Of those that overlap the kind is that of the first; of several at one instant that of the cut,
     * since behind it nothing else is seen.
     */
    public static List<Outage> of(List<Outage> outages, NodeId observer, NodeId subject) {
        List<Outage> forAll = new ArrayList<>();
        List<Outage> seen = new ArrayList<>();
        for (Outage outage : outages) {
            if (!outage.node().equals(subject)) {
                continue;
            }
            if (outage.observer() == null) {
                forAll.add(outage);
            } else if (observer.equals(outage.observer())) {
                seen.add(outage);
            }
        }
        if (seen.isEmpty()) {
            return merged(forAll);
        }
        // First those for all, so that who was cut off only within one of them has met the same as the others.
        seen.addAll(merged(forAll));
        return merged(seen);
    }

    /** The last of them, over or not; null if there was none: what {@code VerdictCorrectness} is asked with. */
    public static @Nullable Outage newest(List<Outage> outages, NodeId observer, NodeId subject) {
        List<Outage> all = of(outages, observer, subject);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** Of one subject, and of one observer or for all: no two that overlap. Of several at one instant the first counts. */
    public static List<Outage> merged(List<Outage> outages) {
        List<Outage> merged = new ArrayList<>();
        List<Outage> sorted =
                outages.stream().sorted(Comparator.comparing(Outage::from)).toList();
        for (Outage outage : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).covers(outage.from())) {
                merged.set(last, both(merged.get(last), outage));
            } else {
                merged.add(outage);
            }
        }
        return merged;
    }

    private static Outage both(Outage first, Outage second) {
        boolean isWithin = first.until() == null
                || (second.until() != null && !second.until().isAfter(first.until()));
        if (isWithin) {
            return first;
        }
        NodeId observer = first.observer() == null ? second.observer() : first.observer();
        return new Outage(first.node(), first.kind(), first.from(), second.until(), observer);
    }
}
