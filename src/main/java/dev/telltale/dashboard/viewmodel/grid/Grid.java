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

/** A matrix indexed by row and column number, so that drawing 100 x 100 cells needs no lookups. Immutable; any thread. */
public final class Grid {
    private static final int MIN_STALLED = 6;

    private final List<NodeId> nodes;
    private final Map<NodeId, Integer> indexes = new HashMap<>();
    private final MatrixRow[] rows;
    private final CellState[][] states;
    private final @Nullable PeerReport[][] reports;

    public Grid(Matrix matrix) {
        nodes = matrix.nodes();
        int n = nodes.size();
        for (int i = 0; i < n; i++) {
            indexes.put(nodes.get(i), i);
        }
        rows = new MatrixRow[n];
        states = new CellState[n][n];
        reports = new PeerReport[n][n];
        for (int observer = 0; observer < n; observer++) {
            rows[observer] = matrix.row(nodes.get(observer));
            fill(observer);
        }
    }

    private void fill(int observer) {
        StatusReport report = rows[observer].report();
        if (report != null) {
            for (PeerReport peer : report.peers()) {
                Integer subject = indexes.get(peer.id());
                if (subject != null) {
                    reports[observer][subject] = peer;
                }
            }
        }
        boolean answers = rows[observer].isAnswering();
        for (int subject = 0; subject < nodes.size(); subject++) {
            PeerReport peerReport = reports[observer][subject];
            Cell.Kind kind =
                    observer == subject ? Cell.Kind.ITSELF : answers ? Cell.Kind.REPORTED : Cell.Kind.NO_ANSWER;
            states[observer][subject] = CellState.of(kind, peerReport == null ? Status.UNKNOWN : peerReport.status());
        }
    }

    public List<NodeId> nodes() {
        return nodes;
    }

    public int size() {
        return nodes.size();
    }

    /** The row and column number of the node, or -1 if it is not in the grid. */
    public int indexOf(NodeId node) {
        return indexes.getOrDefault(node, -1);
    }

    public MatrixRow row(int observer) {
        return rows[observer];
    }

    public boolean isAnswering(int observer) {
        return rows[observer].isAnswering();
    }

    /** Whether no node has ever answered. */
    public boolean isBlank() {
        for (MatrixRow row : rows) {
            if (row.report() != null) {
                return false;
            }
        }
        return true;
    }

    /** Whether all states and local healths are those of the other grid; ages are ignored. */
    public boolean hasSameStates(Grid other) {
        return nodes.equals(other.nodes)
                && isBlank() == other.isBlank()
                && Arrays.deepEquals(states, other.states)
                && hasSameLocalHealth(other);
    }

    private boolean hasSameLocalHealth(Grid other) {
        for (int observer = 0; observer < rows.length; observer++) {
            if (localHealth(observer) != other.localHealth(observer)) {
                return false;
            }
        }
        return true;
    }

    /** The local health that the observer reports, 0 (healthy, or not reported) to 8. */
    public int localHealth(int observer) {
        StatusReport report = rows[observer].report();
        return report == null || report.health() == null ? 0 : report.health();
    }

    public CellState state(int observer, int subject) {
        return states[observer][subject];
    }

    public @Nullable PeerReport peerReport(int observer, int subject) {
        return reports[observer][subject];
    }

    /** The detector that this observer reports as selected; timeout for a node that reports none or an unknown one. */
    public DetectorKind selectedDetector(int observer) {
        StatusReport report = rows[observer].report();
        return report == null || report.detector() == null
                ? DetectorKind.TIMEOUT
                : DetectorKind.ofWord(report.detector()).orElse(DetectorKind.TIMEOUT);
    }

    /** Whether the local health is so bad that the observer may receive hardly any heartbeat in time. */
    public boolean isStalled(int observer) {
        return localHealth(observer) >= MIN_STALLED;
    }

    /** Whether the observer answers and reports that it is lagging, which may be the cause of its suspicions. */
    public boolean isLagging(int observer) {
        return rows[observer].isAnswering() && localHealth(observer) > 0;
    }

    /** Whether a suspicion rests only on a timeout of an observer that is itself lagging. */
    public boolean isHollow(int observer, int subject) {
        PeerReport peerReport = reports[observer][subject];
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
        for (int observer = 0; observer < nodes.size(); observer++) {
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
        return rows[observer].age(stamped, now);
    }

    /** The age of the observer's last report since its arrival here; 0 if it never answered. */
    public Duration age(int observer, ClockReading now) {
        ClockReading answered = rows[observer].answered();
        return answered == null ? Duration.ZERO : atLeastZero(now.since(answered));
    }

    private static Duration atLeastZero(Duration age) {
        return age.isNegative() ? Duration.ZERO : age;
    }
}
