package dev.telltale.observe;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.StatusReport;
import dev.telltale.model.Transition;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.time.ClockReading;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The journal and the history of all statuses as each detector sees them, so that a viewer can choose the detector later.
 * {@link #add} is called by one thread; all else by any thread.
 */
public final class StatusRecord {
    private static final int JOURNAL_ENTRIES = 10_000;

    private final Map<DetectorKind, OfDetector> records = new EnumMap<>(DetectorKind.class);
    private Matrix newest;

    public StatusRecord(List<NodeId> nodes) {
        newest = Matrix.empty(nodes);
        DetectorKind.ALL.forEach(kind -> records.put(kind, new OfDetector(kind, nodes)));
    }

    /** Records what changed since the last view. */
    public void add(ClusterView view) {
        Matrix before = newest;
        newest = view.matrix();
        for (NodeId observer : newest.nodes()) {
            MatrixRow row = newest.row(observer);
            if (!row.equals(before.row(observer))) {
                records.values().forEach(record -> record.add(row, view.at()));
            }
        }
    }

    /** The newest 10,000 status changes. */
    public BoundedLog<Transition> journal(DetectorKind detector) {
        return record(detector).journal;
    }

    /** The status of all cells over time; the newest changes, bounded. */
    public MatrixHistory history(DetectorKind detector) {
        return record(detector).history;
    }

    private OfDetector record(DetectorKind detector) {
        return Objects.requireNonNull(records.get(detector));
    }

    /** The record of one detector. */
    private static final class OfDetector {
        private final DetectorKind detector;
        private final BoundedLog<Transition> journal = new BoundedLog<>(JOURNAL_ENTRIES);
        private final MatrixHistory history;
        private final Map<NodeId, MatrixRow> rows = new HashMap<>();

        OfDetector(DetectorKind detector, List<NodeId> nodes) {
            this.detector = detector;
            history = new MatrixHistory(nodes, MatrixHistory.DEFAULT_CAPACITY);
        }

        void add(MatrixRow reported, ClockReading now) {
            MatrixRow row = reported.withStatusOf(detector);
            MatrixRow before = rows.put(row.observer(), row);
            StatusReport report = row.report();
            if (row.isAnswering() && report != null) {
                // The node counts the flaps of its own detector only.
                boolean countsFlaps = row.equals(reported);
                ReportDiff.transitions(before == null ? null : before.report(), report, countsFlaps, now).stream()
                        // Of an earlier session: the first report after it says again what was said then.
                        .filter(change -> before != null || !history.holds(change))
                        .forEach(journal::add);
            }
            history.record(row, now);
        }
    }
}
