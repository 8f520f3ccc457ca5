package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the timeline: what one observer held of the subject, or how many of all did.
 *
 * @param observer null for all together
 */
public record BeliefLane(@Nullable NodeId observer, NodeId subject) {
    /** More pairs than this are too many lines: then a line tells of all observers together. */
    static final int MAX_PAIRS = 30;

    /** By subject, so that a failure is a block of lines; the open node's observers follow it where lines are shared. */
    static List<BeliefLane> of(List<NodeId> nodes, @Nullable NodeId open) {
        boolean isShared = nodes.size() * (nodes.size() - 1) > MAX_PAIRS;
        List<BeliefLane> lanes = new ArrayList<>();
        for (NodeId subject : nodes) {
            if (isShared) {
                lanes.add(new BeliefLane(null, subject));
            }
            if (!isShared || subject.equals(open)) {
                nodes.stream()
                        .filter(observer -> !observer.equals(subject))
                        .forEach(observer -> lanes.add(new BeliefLane(observer, subject)));
            }
        }
        return lanes;
    }

    /** The cell whose belief it is; null for all together. */
    public @Nullable CellRef cell() {
        return observer == null ? null : new CellRef(observer, subject);
    }

    public String label() {
        return observer == null ? "all about " + subject : new CellRef(observer, subject).toString();
    }
}
