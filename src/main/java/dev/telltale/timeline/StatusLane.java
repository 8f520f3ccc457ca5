package dev.telltale.timeline;

import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lane of the timeline: the status that one observer reported of the subject, or the statuses of all observers combined.
 *
 * @param observer null for all observers combined
 */
public record StatusLane(@Nullable NodeId observer, NodeId subject) {
    /** With more pairs of nodes, a timeline combines or omits lanes. */
    public static final int MAX_PAIRS = 30;

    /**
     * The lanes ordered by subject, so that a failed node is a block of lanes. With more than {@link #MAX_PAIRS} pairs,
     * a lane combines all observers of a subject.
     *
     * @param open where lanes are combined, the node whose observers also have lanes of their own; null for none
     */
    public static List<StatusLane> of(List<NodeId> nodes, @Nullable NodeId open) {
        boolean isCombined = nodes.size() * (nodes.size() - 1) > MAX_PAIRS;
        List<StatusLane> lanes = new ArrayList<>();
        for (NodeId subject : nodes) {
            if (isCombined) {
                lanes.add(new StatusLane(null, subject));
            }
            if (!isCombined || subject.equals(open)) {
                nodes.stream()
                        .filter(observer -> !observer.equals(subject))
                        .forEach(observer -> lanes.add(new StatusLane(observer, subject)));
            }
        }
        return lanes;
    }

    /**
     * The upper edge of each lane, relative to that of the first.
     *
     * @param pitch distance between two lanes of the same subject
     * @param gap additional distance between subjects, unless each has only a combined lane
     */
    public static List<Double> tops(List<StatusLane> lanes, double pitch, double gap) {
        List<Double> tops = new ArrayList<>(lanes.size());
        double y = 0;
        for (int i = 0; i < lanes.size(); i++) {
            if (i > 0 && lanes.get(i).startsGroup(lanes.get(i - 1))) {
                y += gap;
            }
            tops.add(y);
            y += pitch;
        }
        return tops;
    }

    private boolean startsGroup(StatusLane before) {
        return !subject.equals(before.subject) && !(observer == null && before.observer == null);
    }

    /** "node1 about node2", "all about node2". */
    public String label() {
        return (observer == null ? "all" : observer.value()) + " about " + subject;
    }
}
