package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lane of the timeline: the status that one observer reported of the subject, or the statuses of all observers combined.
 *
 * @param observer null for all observers combined
 */
public record BeliefLane(@Nullable NodeId observer, NodeId subject) {
    /** With more pairs, a lane shows all observers of a subject combined. */
    static final int MAX_PAIRS = 30;

    /**
     * The lanes ordered by subject, so that a failed node is a block of lanes.
     *
     * @param open where lanes are combined, the node whose observers also have lanes of their own; null for none
     */
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

    /** The cell of this lane; null for all observers combined. */
    public @Nullable CellRef cell() {
        return observer == null ? null : new CellRef(observer, subject);
    }

    public String label() {
        return observer == null ? "all about " + subject : new CellRef(observer, subject).toString();
    }
}
