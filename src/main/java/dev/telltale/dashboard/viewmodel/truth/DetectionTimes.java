package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectorKey;
import dev.telltale.time.WallMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures how soon every observer noticed what was done, with each of its detectors. Both ends are stamped where they
 * happen, by the launcher and by the observer, on the wall clock of one machine: asking the nodes adds nothing.
 */
public final class DetectionTimes {
    private static final int MAX_ENTRIES = 2_000;

    private record Key(DetectorKey lane, Instant from) {}

    /**
     * A measurement.
     *
     * @param sinceMicros since when the lane says down
     */
    private record Stop(Detection detection, long sinceMicros) {}

    @SuppressWarnings("serial")
    private final Map<Key, Stop> stopped = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Stop> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /** Reads off what the answering observers hold of the nodes that failed last. */
    void look(OutageIndex done, Grid grid) {
        for (int subject = 0; subject < grid.size(); subject++) {
            for (int observer = 0; observer < grid.size(); observer++) {
                ObservedOutage absence =
                        done.newest(grid.nodes().get(observer), grid.nodes().get(subject));
                if (absence != null && absence.isFailure() && isMeasured(done, grid, observer, absence)) {
                    look(grid, observer, subject, absence.outage());
                }
            }
        }
    }

    /**
     * Whether the observer was well when the subject failed, and still answers. One whose process is not known here may
     * run on another machine, with another clock.
     */
    public static boolean isMeasured(OutageIndex done, Grid grid, int observer, ObservedOutage absence) {
        StatusReport report = grid.row(observer).report();
        Instant from = absence.outage().from();
        NodeId id = grid.nodes().get(observer);
        if (!grid.isAnswering(observer)
                || report == null
                || id.equals(absence.outage().node())
                || !done.isKnown(id)
                || done.isOut(id, from)) {
            return false;
        }
        Instant born = bornAt(report);
        return born == null || !born.isAfter(from);
    }

    static @Nullable Instant bornAt(StatusReport report) {
        return report.timestamp() == null || report.uptime() == null
                ? null
                : report.timestamp().minus(report.uptime());
    }

    private void look(Grid grid, int observer, int subject, Outage outage) {
        PeerReport belief = grid.belief(observer, subject);
        if (belief == null) {
            return;
        }
        NodeId id = grid.nodes().get(observer);
        Instant told = toldAt(grid.row(observer));
        if (belief.verdicts().isEmpty()) {
            take(
                    new DetectorKey(id, outage.node(), grid.deciding(observer)),
                    belief.status(),
                    belief.since(),
                    told,
                    outage);
        }
        for (DetectorVerdict verdict : belief.verdicts()) {
            take(
                    new DetectorKey(id, outage.node(), verdict.detector()),
                    verdict.status(),
                    verdict.since(),
                    told,
                    outage);
        }
    }

    private static @Nullable Instant toldAt(MatrixRow row) {
        StatusReport report = row.report();
        Instant arrived = row.answered() == null ? null : row.answered().wall();
        return report == null || report.timestamp() == null ? arrived : report.timestamp();
    }

    /** Down from before the failure counts where it was held through it, as when an end is recorded after it was noticed. */
    private void take(DetectorKey lane, Status status, @Nullable Instant since, @Nullable Instant told, Outage outage) {
        if (status != Status.DOWN || since == null || (outage.until() != null && !since.isBefore(outage.until()))) {
            return;
        }
        // A report from before the failure may still say down of the failure before.
        boolean isOfThis = !since.isBefore(outage.from()) || (told != null && !told.isBefore(outage.from()));
        if (isOfThis) {
            Duration time = Detection.time(outage.from(), since);
            stopped.put(
                    new Key(lane, outage.from()),
                    new Stop(new Detection(lane, outage, time, time), WallMicros.of(since)));
        }
    }

    /** When this lane noticed this outage; null if it has not, or not yet. */
    @Nullable
    public Detection of(NodeId observer, DetectorKind detector, Outage outage) {
        Stop stop = stopped.get(new Key(new DetectorKey(observer, outage.node(), detector), outage.from()));
        return stop == null ? null : stop.detection();
    }

    /** The oldest measurement that the down which began at this instant stopped, to the microsecond; null if there is none. */
    @Nullable
    public Detection stoppedBy(CellRef cell, Instant since) {
        long micros = WallMicros.of(since);
        for (Stop stop : stopped.values()) {
            DetectorKey lane = stop.detection().lane();
            if (stop.sinceMicros() == micros
                    && lane.observer().equals(cell.observer())
                    && lane.subject().equals(cell.subject())) {
                return stop.detection();
            }
        }
        return null;
    }

    /** The newest measurements, oldest first. */
    public List<Detection> all() {
        return stopped.values().stream().map(Stop::detection).toList();
    }
}
