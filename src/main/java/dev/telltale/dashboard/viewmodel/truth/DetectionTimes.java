package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.OutageIndex;
import dev.telltale.groundtruth.RecordedOutage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectionBound;
import dev.telltale.qos.DetectorKey;
import dev.telltale.time.WallMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measures the detection time of each observer, with each of its detectors. The launcher stamps the failure and the observer
 * the change to down, both on the wall clock of one machine, so polling adds no delay. Keeps the newest 2,000 measurements.
 */
public final class DetectionTimes {
    private static final int MAX_ENTRIES = 2_000;

    private record Key(DetectorKey key, Instant from) {}

    /**
     * A measurement.
     *
     * @param sinceMicros when the verdict changed to down, in microseconds since the epoch
     * @param predicted the bound that the observer's settings predicted when this was measured; null if none
     */
    private record Measurement(
            Detection detection, long sinceMicros, @Nullable DetectionBound predicted) {}

    /** Predicts the bound of the detection time of a failure from the settings that the observer reports. */
    @FunctionalInterface
    interface Prediction {
        @Nullable
        DetectionBound of(DetectorKind detector, Failure failure, @Nullable StatusReport observer);
    }

    @SuppressWarnings("serial")
    private final Map<Key, Measurement> measurements = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Measurement> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /** Adds the measurements that were known at an instant. */
    void addKnownAt(Instant at, DetectionTimes all) {
        long micros = WallMicros.of(at);
        all.measurements.forEach((key, measurement) -> {
            if (measurement.sinceMicros() <= micros && !key.from().isAfter(at)) {
                measurements.put(key, measurement);
            }
        });
    }

    /** Measures the newest outage of each pair, if its observer answers. */
    void measure(OutageIndex outages, Grid grid, Prediction prediction) {
        for (int subject = 0; subject < grid.size(); subject++) {
            for (int observer = 0; observer < grid.size(); observer++) {
                RecordedOutage recorded =
                        outages.newest(grid.nodes().get(observer), grid.nodes().get(subject));
                if (recorded != null && recorded.isFailure() && isMeasured(outages, grid, observer, recorded)) {
                    measure(grid, observer, subject, recorded.outage(), prediction);
                }
            }
        }
    }

    /**
     * Whether the observer was running when the subject failed, and still answers. Observers that were not started here are
     * not measured: they may run on another machine, with another clock.
     */
    public static boolean isMeasured(OutageIndex outages, Grid grid, int observer, RecordedOutage recorded) {
        StatusReport report = grid.row(observer).report();
        Instant from = recorded.outage().from();
        NodeId id = grid.nodes().get(observer);
        if (!grid.isAnswering(observer)
                || report == null
                || id.equals(recorded.outage().node())
                || !outages.isKnown(id)
                || outages.isInOutage(id, from)) {
            return false;
        }
        Instant started = startedAt(report);
        return started == null || !started.isAfter(from);
    }

    static @Nullable Instant startedAt(StatusReport report) {
        return report.timestamp() == null || report.reporter().uptime() == null
                ? null
                : report.timestamp().minus(report.reporter().uptime());
    }

    private void measure(Grid grid, int observer, int subject, Outage outage, Prediction prediction) {
        StatusReport report = grid.row(observer).report();
        PeerReport peerReport = grid.peerReport(observer, subject);
        if (peerReport == null) {
            return;
        }
        NodeId id = grid.nodes().get(observer);
        Instant reported = reportedAt(grid.row(observer));
        if (peerReport.verdicts().isEmpty()) {
            record(
                    new DetectorKey(id, outage.node(), grid.selectedDetector(observer)),
                    peerReport.status(),
                    peerReport.since(),
                    reported,
                    outage,
                    kind -> prediction.of(kind, outage.kind(), report));
        }
        for (DetectorVerdict verdict : peerReport.verdicts()) {
            record(
                    new DetectorKey(id, outage.node(), verdict.detector()),
                    verdict.status(),
                    verdict.since(),
                    reported,
                    outage,
                    kind -> prediction.of(kind, outage.kind(), report));
        }
    }

    private static @Nullable Instant reportedAt(MatrixRow row) {
        StatusReport report = row.report();
        Instant arrived = row.answered() == null ? null : row.answered().wall();
        return report == null || report.timestamp() == null ? arrived : report.timestamp();
    }

    /** A down from before the failure counts if it lasted through it, as when an exit is recorded after its detection. */
    private void record(
            DetectorKey key,
            Status status,
            @Nullable Instant since,
            @Nullable Instant reported,
            Outage outage,
            Function<DetectorKind, @Nullable DetectionBound> prediction) {
        if (status != Status.DOWN || since == null || (outage.until() != null && !since.isBefore(outage.until()))) {
            return;
        }
        // A report from before the failure may still contain the down of an earlier failure.
        boolean isCausedByThis =
                !since.isBefore(outage.from()) || (reported != null && !reported.isBefore(outage.from()));
        if (isCausedByThis) {
            Duration time = Detection.time(outage.from(), since);
            var place = new Key(key, outage.from());
            Measurement known = measurements.get(place);
            // Settings that change later are no measure of this detection.
            DetectionBound predicted = known != null
                            && known.sinceMicros() == WallMicros.of(since)
                            && known.detection().outage().kind() == outage.kind()
                    ? known.predicted()
                    : prediction.apply(key.detector());
            measurements.put(
                    place, new Measurement(new Detection(key, outage, time, time), WallMicros.of(since), predicted));
        }
    }

    /** The detection of this outage; null if there is none yet. */
    @Nullable
    public Detection of(NodeId observer, DetectorKind detector, Outage outage) {
        Measurement measurement =
                measurements.get(new Key(new DetectorKey(observer, outage.node(), detector), outage.from()));
        return measurement == null ? null : measurement.detection();
    }

    /** The bound that was predicted when this was measured; null if none was. */
    @Nullable
    public DetectionBound predicted(Detection detection) {
        Measurement measurement =
                measurements.get(new Key(detection.lane(), detection.outage().from()));
        return measurement == null ? null : measurement.predicted();
    }

    /** The oldest detection of the cell whose down began at this instant, to the microsecond; null if there is none. */
    @Nullable
    public Detection byDownSince(CellRef cell, Instant since) {
        long micros = WallMicros.of(since);
        for (Measurement measurement : measurements.values()) {
            DetectorKey key = measurement.detection().lane();
            if (measurement.sinceMicros() == micros
                    && key.observer().equals(cell.observer())
                    && key.subject().equals(cell.subject())) {
                return measurement.detection();
            }
        }
        return null;
    }

    /** All kept detections, oldest first. */
    public List<Detection> all() {
        return measurements.values().stream().map(Measurement::detection).toList();
    }
}
