package dev.telltale.dashboard.viewmodel.cell;

import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.OutageIndex;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.RecordedOutage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.StatusReport;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectionBound;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The detection times of this run against the predicted bounds: a lane for each detector, an axis from zero.
 *
 * @param end of the axis
 * @param predicted the bound of the selected detector: "predicted: 3 to 5 s"
 * @param deviation the newest detection of any detector outside of its bound, in words; empty if there is none
 */
public record DetectionChart(String title, Duration end, List<ChartLane> lanes, String predicted, String deviation) {
    public DetectionChart {
        lanes = List.copyOf(lanes);
    }

    /** The detection times of one detector, and its predicted bound; null if none is predicted. */
    public record ChartLane(
            DetectorKind detector,
            boolean isSelected,
            @Nullable DetectionBound bound,
            List<Dot> dots) {
        public ChartLane {
            dots = List.copyOf(dots);
        }
    }

    /** One detection time, and whether it is outside of the bound. */
    public record Dot(Duration time, boolean isOutside) {}

    static DetectionChart of(Grid grid, int observer, GroundTruthModel groundTruth) {
        List<RecordedOutage> failures = groundTruth.outages().failures();
        Failure kind = failures.isEmpty()
                ? Failure.CRASH
                : failures.get(failures.size() - 1).outage().kind();
        StatusReport report = grid.row(observer).report();
        DetectorKind selectedDetector = grid.selectedDetector(observer);
        List<Detection> all = groundTruth.detectionTimes().all();
        List<ChartLane> lanes = new ArrayList<>();
        Duration end = groundTruth.settings(report).timeout();
        for (DetectorKind detector : DetectorKind.ALL) {
            DetectionBound bound = groundTruth.predicted(detector, kind, report);
            List<Dot> dots = new ArrayList<>();
            for (Detection detection : all) {
                Duration time = detection.detectionTime();
                if (detection.lane().detector() == detector && time != null) {
                    dots.add(new Dot(
                            time, !groundTruth.deviation(detection, report).isEmpty()));
                    end = time.compareTo(end) > 0 ? time : end;
                }
            }
            lanes.add(new ChartLane(detector, detector == selectedDetector, bound, dots));
        }
        return new DetectionChart(
                "Detection time, this run (" + count(groundTruth.outages()) + ")",
                end.plus(end.dividedBy(8)),
                lanes,
                predicted(selectedDetector, groundTruth.predicted(selectedDetector, kind, report)),
                deviation(all, groundTruth, report));
    }

    private static String count(OutageIndex outages) {
        boolean isKills = outages.failures().stream().allMatch(recorded -> recorded.isBegunBy(ProcessEvent.Kind.KILL));
        String word = isKills ? "kill" : "failure";
        return outages.count() == 0 ? "no kill yet" : outages.count() + " " + word + (outages.count() == 1 ? "" : "s");
    }

    private static String predicted(DetectorKind detector, @Nullable DetectionBound bound) {
        if (bound == null) {
            return "nothing predicted for " + detector.id();
        }
        return "predicted: " + DurationFormat.range(bound.min(), bound.max());
    }

    private static String deviation(List<Detection> all, GroundTruthModel groundTruth, @Nullable StatusReport report) {
        for (int i = all.size() - 1; i >= 0; i--) {
            Detection detection = all.get(i);
            String word = groundTruth.deviation(detection, report);
            if (!word.isEmpty() && detection.detectionTime() != null) {
                return detection.lane().observer() + ", "
                        + detection.lane().detector().id() + ": " + DurationFormat.measured(detection.detectionTime())
                        + ", "
                        + word;
            }
        }
        return "";
    }
}
