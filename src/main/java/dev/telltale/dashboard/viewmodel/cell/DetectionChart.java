package dev.telltale.dashboard.viewmodel.cell;

import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.dashboard.viewmodel.truth.ObservedOutage;
import dev.telltale.dashboard.viewmodel.truth.OutageIndex;
import dev.telltale.groundtruth.Failure;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.StatusReport;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectionBound;
import dev.telltale.qos.MeasuredRange;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The detection times of this run against what the settings predict: a lane per detector, an axis from zero.
 *
 * @param end of the axis
 * @param predicted "predicted: 3 to 5 s" of the deciding detector
 * @param departure the newest measurement of any detector that left its band, in plain words; empty if none did
 */
public record DetectionChart(String title, Duration end, List<ChartLane> lanes, String predicted, String departure) {
    public DetectionChart {
        lanes = List.copyOf(lanes);
    }

    /** The measurements of one detector, and its band; null if none is predicted. */
    public record ChartLane(
            DetectorKind detector,
            boolean isDeciding,
            @Nullable DetectionBound band,
            List<Dot> dots) {
        public ChartLane {
            dots = List.copyOf(dots);
        }
    }

    /** One measurement. */
    public record Dot(Duration time, boolean isOutside) {}

    static DetectionChart of(Grid grid, int observer, GroundTruthModel reality) {
        List<ObservedOutage> failures = reality.done().failures();
        Failure kind = failures.isEmpty()
                ? Failure.CRASH
                : failures.get(failures.size() - 1).outage().kind();
        StatusReport report = grid.row(observer).report();
        DetectorKind deciding = grid.deciding(observer);
        List<Detection> all = reality.stopwatches().all();
        List<ChartLane> lanes = new ArrayList<>();
        Duration end = reality.settings(report).timeout();
        for (DetectorKind detector : DetectorKind.ALL) {
            DetectionBound band = reality.predicted(detector, kind, report);
            List<Dot> dots = new ArrayList<>();
            for (Detection detection : all) {
                Duration time = detection.detectionTime();
                if (detection.lane().detector() == detector && time != null) {
                    dots.add(new Dot(time, !reality.departure(detection, report).isEmpty()));
                    end = time.compareTo(end) > 0 ? time : end;
                }
            }
            lanes.add(new ChartLane(detector, detector == deciding, band, dots));
        }
        return new DetectionChart(
                "Detection time, this run (" + count(reality.done()) + ")",
                end.plus(end.dividedBy(8)),
                lanes,
                predicted(deciding, reality.predicted(deciding, kind, report)),
                departure(all, reality, report));
    }

    private static String count(OutageIndex done) {
        boolean isKills = done.failures().stream().allMatch(absence -> absence.how() == ObservedOutage.How.KILL);
        String word = isKills ? "kill" : "failure";
        return done.count() == 0 ? "no kill yet" : done.count() + " " + word + (done.count() == 1 ? "" : "s");
    }

    private static String predicted(DetectorKind detector, @Nullable DetectionBound band) {
        if (band == null) {
            return "nothing predicted for " + detector.word();
        }
        String least = band.least().isZero() ? "0" : DurationFormat.setting(band.least());
        String most = DurationFormat.setting(band.most());
        boolean isBothSeconds = least.endsWith(" s") && most.endsWith(" s");
        return "predicted: " + (isBothSeconds ? least.substring(0, least.length() - 2) : least) + " to " + most;
    }

    private static String departure(List<Detection> all, GroundTruthModel reality, @Nullable StatusReport report) {
        for (int i = all.size() - 1; i >= 0; i--) {
            Detection detection = all.get(i);
            String word = reality.departure(detection, report);
            if (!word.isEmpty() && detection.detectionTime() != null) {
                return detection.lane().observer() + ", "
                        + detection.lane().detector().word() + ": " + MeasuredRange.words(detection.detectionTime())
                        + ", "
                        + word;
            }
        }
        return "";
    }
}
