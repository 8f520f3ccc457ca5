package dev.telltale.dashboard.viewmodel.grid;

import dev.telltale.model.Cell;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A matrix by row and column number, so that drawing 100 x 100 cells searches nothing. Immutable; any thread.
 */
public final class Grid {
    private static final int STALLED = 6;

    private final List<NodeId> nodes;
    private final Map<NodeId, Integer> places = new HashMap<>();
    private final MatrixRow[] rows;
    private final CellState[][] healths;
    private final @Nullable PeerReport[][] beliefs;

    public Grid(Matrix matrix) {
        nodes = matrix.nodes();
        int n = nodes.size();
        for (int i = 0; i < n; i++) {
            places.put(nodes.get(i), i);
        }
        rows = new MatrixRow[n];
        healths = new CellState[n][n];
        beliefs = new PeerReport[n][n];
        for (int observer = 0; observer < n; observer++) {
            rows[observer] = matrix.row(nodes.get(observer));
            fill(observer);
        }
    }

    private void fill(int observer) {
        StatusReport report = rows[observer].report();
        if (report != null) {
            for (PeerReport peer : report.peers()) {
                Integer subject = places.get(peer.id());
                if (subject != null) {
                    beliefs[observer][subject] = peer;
                }
            }
        }
        boolean answers = rows[observer].isAnswering();
        for (int subject = 0; subject < nodes.size(); subject++) {
            PeerReport belief = beliefs[observer][subject];
            Cell.Kind kind = observer == subject ? Cell.Kind.ITSELF : answers ? Cell.Kind.BELIEF : Cell.Kind.NO_ANSWER;
            healths[observer][subject] = CellState.of(kind, belief == null ? Status.UNKNOWN : belief.status());
        }
    }

    public List<NodeId> nodes() {
        return nodes;
    }

    public int size() {
        return nodes.size();
    }

    /** The row and column number of the node, or -1. */
    public int place(NodeId node) {
        return places.getOrDefault(node, -1);
    }

    public MatrixRow row(int observer) {
        return rows[observer];
    }

    public boolean isAnswering(int observer) {
        return rows[observer].isAnswering();
    }

    /** Whether no node has answered yet, so that there is nothing to be stale. */
    public boolean isBlank() {
        for (MatrixRow row : rows) {
            if (row.report() != null) {
                return false;
            }
        }
        return true;
    }

    /** Whether every cell is in the same state as in the other grid, whatever their ages. */
    public boolean looksLike(Grid other) {
        return nodes.equals(other.nodes)
                && isBlank() == other.isBlank()
                && Arrays.deepEquals(healths, other.healths)
                && hasHealthOf(other);
    }

    private boolean hasHealthOf(Grid other) {
        for (int observer = 0; observer < rows.length; observer++) {
            if (healthOf(observer) != other.healthOf(observer)) {
                return false;
            }
        }
        return true;
    }

    /** What the observer says of itself: 0 is well, or not told; 8 is the worst. */
    public int healthOf(int observer) {
        StatusReport report = rows[observer].report();
        return report == null || report.health() == null ? 0 : report.health();
    }

    public CellState health(int observer, int subject) {
        return healths[observer][subject];
    }

    public @Nullable PeerReport belief(int observer, int subject) {
        return beliefs[observer][subject];
    }

    /** Who decides at this observer; a node that does not say so judges as the original demo did. */
    public DetectorKind deciding(int observer) {
        StatusReport report = rows[observer].report();
        return report == null || report.detector() == null
                ? DetectorKind.TIMEOUT
                : DetectorKind.ofWord(report.detector()).orElse(DetectorKind.TIMEOUT);
    }

    /** Whether the observer is lagging so that it may see hardly anything in time. */
    public boolean isStalled(int observer) {
        return healthOf(observer) >= STALLED;
    }

    /** Whether the observer answers and says of itself that it is not well: then its suspicions may be its own fault. */
    public boolean isSick(int observer) {
        return rows[observer].isAnswering() && healthOf(observer) > 0;
    }

    /** Whether a suspicion rests on nothing but the patience of an observer that is not well itself. */
    public boolean isHollow(int observer, int subject) {
        PeerReport belief = beliefs[observer][subject];
        CellState health = healths[observer][subject];
        return (health == CellState.SUSPECT || health == CellState.DOWN)
                && isSick(observer)
                && belief != null
                && belief.evidence() != Evidence.REFUSED
                && belief.evidence() != Evidence.LEFT;
    }

    /** What the answering peers of the node hold of it. */
    public List<CellState> heldOf(int subject) {
        List<CellState> held = new ArrayList<>();
        for (int observer = 0; observer < nodes.size(); observer++) {
            if (observer != subject && isAnswering(observer)) {
                held.add(healths[observer][subject]);
            }
        }
        return held;
    }

    /** How many peers the observer sees up. */
    public int seesUp(int observer) {
        int up = 0;
        for (CellState health : healths[observer]) {
            up += health == CellState.UP ? 1 : 0;
        }
        return up;
    }

    /** How long ago something was that the observer stamped with its own wall clock. */
    public Duration age(int observer, Instant stamped, ClockReading now) {
        return rows[observer].age(stamped, now);
    }

    /** How long ago the observer's report arrived here. */
    public Duration age(int observer, ClockReading now) {
        ClockReading answered = rows[observer].answered();
        return answered == null ? Duration.ZERO : atLeastZero(now.since(answered));
    }

    private static Duration atLeastZero(Duration age) {
        return age.isNegative() ? Duration.ZERO : age;
    }
}
