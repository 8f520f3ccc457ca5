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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A matrix with the state of each cell, by row and column number, for drawing. Immutable; any thread. */
public final class Grid {
    private static final int MIN_STALLED = 6;

    private final Matrix matrix;
    private final CellState[][] states;

    public Grid(Matrix matrix) {
        this.matrix = matrix;
        states = new CellState[size()][size()];
        for (int observer = 0; observer < size(); observer++) {
            boolean answers = isAnswering(observer);
            for (int subject = 0; subject < size(); subject++) {
                PeerReport peerReport = peerReport(observer, subject);
                Cell.Kind kind =
                        observer == subject ? Cell.Kind.ITSELF : answers ? Cell.Kind.REPORTED : Cell.Kind.NO_ANSWER;
                states[observer][subject] =
                        CellState.of(kind, peerReport == null ? Status.UNKNOWN : peerReport.status());
            }
        }
    }

    public List<NodeId> nodes() {
        return matrix.nodes();
    }

    public int size() {
        return matrix.size();
    }

    /** The row and column number of the node, or -1 if it is not in the grid. */
    public int indexOf(NodeId node) {
        return matrix.number(node);
    }

    public MatrixRow row(int observer) {
        return matrix.row(observer);
    }

    public boolean isAnswering(int observer) {
        return row(observer).isAnswering();
    }

    /** Whether no node has ever answered. */
    public boolean isBlank() {
        return matrix.rows().stream().allMatch(row -> row.report() == null);
    }

    /** Whether all states and local healths are those of the other grid; ages are ignored. */
    public boolean hasSameStates(Grid other) {
        return nodes().equals(other.nodes())
                && isBlank() == other.isBlank()
                && Arrays.deepEquals(states, other.states)
                && hasSameLocalHealth(other);
    }

    private boolean hasSameLocalHealth(Grid other) {
        for (int observer = 0; observer < size(); observer++) {
            if (localHealth(observer) != other.localHealth(observer)) {
                return false;
            }
        }
        return true;
    }

    /** The local health that the observer reports, 0 (healthy, or not reported) to 8. */
    public int localHealth(int observer) {
        StatusReport report = row(observer).report();
        return report == null || report.health() == null ? 0 : report.health();
    }

    public CellState state(int observer, int subject) {
        return states[observer][subject];
    }

    public @Nullable PeerReport peerReport(int observer, int subject) {
        return matrix.report(observer, subject);
    }

    /** The detector whose verdicts are the statuses of this row; timeout for a node that names none or an unknown one. */
    public DetectorKind selectedDetector(int observer) {
        StatusReport report = row(observer).report();
        return report == null || report.reporter().detector() == null
                ? DetectorKind.TIMEOUT
                : DetectorKind.parse(report.reporter().detector()).orElse(DetectorKind.TIMEOUT);
    }

    /** Whether the local health is so bad that the observer may receive hardly any heartbeat in time. */
    public boolean isStalled(int observer) {
        return localHealth(observer) >= MIN_STALLED;
    }

    /** Whether the observer answers and reports that it is lagging, which may be the cause of its suspicions. */
    public boolean isLagging(int observer) {
        return row(observer).isAnswering() && localHealth(observer) > 0;
    }

    /** Whether a suspicion rests only on a timeout of an observer that is itself lagging. */
    public boolean isHollow(int observer, int subject) {
        PeerReport peerReport = peerReport(observer, subject);
        CellState state = states[observer][subject];
        return (state == CellState.SUSPECT || state == CellState.DOWN)
                && isLagging(observer)
                && peerReport != null
                && peerReport.evidence() != Evidence.REFUSED
                && peerReport.evidence() != Evidence.LEFT;
    }

    /** The states of the subject at all answering observers. */
    public List<CellState> reportedStates(int subject) {
        List<CellState> reported = new ArrayList<>();
        for (int observer = 0; observer < size(); observer++) {
            if (observer != subject && isAnswering(observer)) {
                reported.add(states[observer][subject]);
            }
        }
        return reported;
    }

    /** How many peers the observer reports up. */
    public int upCount(int observer) {
        int up = 0;
        for (CellState state : states[observer]) {
            up += state == CellState.UP ? 1 : 0;
        }
        return up;
    }

    /** The age of an instant on the wall clock of the observer; a clock offset is corrected. */
    public Duration age(int observer, Instant stamped, ClockReading now) {
        return row(observer).age(stamped, now);
    }

    /** The age of the observer's last report since its arrival here; 0 if it never answered. */
    public Duration age(int observer, ClockReading now) {
        ClockReading answered = row(observer).answered();
        return answered == null ? Duration.ZERO : atLeastZero(now.since(answered));
    }

    private static Duration atLeastZero(Duration age) {
        return age.isNegative() ? Duration.ZERO : age;
    }
}
