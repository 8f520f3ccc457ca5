package dev.telltale.dashboard.viewmodel.cell;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.OutageIndex;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.RecordedOutage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.StatusReport;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectionBound;
import dev.telltale.qos.DetectorKey;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The detection times of this run against the predicted bounds: a lane for each detector, an axis from zero.
 *
 * @param end of the axis; a few times beyond it do not stretch it
 * @param predicted the bound of the selected detector: "predicted: 3 to 5 s"
 * @param deviation the newest detection of any detector outside of its bound, in words; empty if there is none
 */
public record DetectionChart(
        String title, Duration end, List<ChartLane> lanes, String predicted, String deviation, ZoneId zone) {
    private static final double USUAL_SHARE = 0.9;

    public DetectionChart {
        lanes = List.copyOf(lanes);
    }

    /**
     * The detection times of one detector.
     *
     * @param bound predicted for the newest failure; null if none is predicted
     * @param otherBounds predicted for earlier failures of other kinds or with other settings
     */
    public record ChartLane(
            DetectorKind detector,
            boolean isSelected,
            @Nullable DetectionBound bound,
            List<DetectionBound> otherBounds,
            List<Dot> dots) {
        public ChartLane {
            otherBounds = List.copyOf(otherBounds);
            dots = List.copyOf(dots);
        }
    }

    /**
     * One detection time.
     *
     * @param bound predicted for this failure at its time; null if none was
     * @param isOutside whether it is outside of that bound
     */
    public record Dot(
            Detection detection, Duration time, @Nullable DetectionBound bound, boolean isOutside) {}

    static DetectionChart of(Grid grid, int observer, GroundTruthModel groundTruth, ZoneId zone) {
        List<RecordedOutage> failures = groundTruth.outages().failures();
        Failure kind = failures.isEmpty()
                ? Failure.CRASH
                : failures.get(failures.size() - 1).outage().kind();
        StatusReport report = grid.row(observer).report();
        DetectorKind selectedDetector = grid.selectedDetector(observer);
        List<Detection> all = groundTruth.detectionTimes().all();
        List<ChartLane> lanes = new ArrayList<>();
        for (DetectorKind detector : DetectorKind.ALL) {
            DetectionBound bound = groundTruth.predicted(detector, kind, report);
            List<Dot> dots = dots(detector, all, groundTruth);
            List<DetectionBound> others = dots.stream()
                    .map(Dot::bound)
                    .filter(Objects::nonNull)
                    .filter(other -> !other.equals(bound))
                    .distinct()
                    .toList();
            lanes.add(new ChartLane(detector, detector == selectedDetector, bound, others, dots));
        }
        return new DetectionChart(
                "Detection time, this run (" + count(groundTruth.outages()) + ")",
                end(lanes, groundTruth.settings(report).timeout()),
                lanes,
                predicted(selectedDetector, groundTruth.predicted(selectedDetector, kind, report)),
                deviation(all, groundTruth),
                zone);
    }

    private static List<Dot> dots(DetectorKind detector, List<Detection> all, GroundTruthModel groundTruth) {
        List<Dot> dots = new ArrayList<>();
        for (Detection detection : all) {
            Duration time = detection.detectionTime();
            if (detection.lane().detector() == detector && time != null) {
                DetectionBound bound = groundTruth.detectionTimes().predicted(detection);
                dots.add(new Dot(
                        detection,
                        time,
                        bound,
                        !groundTruth.deviation(detection).isEmpty()));
            }
        }
        return dots;
    }

    /** At least the timeout, all bounds and nine tenths of the times; all times if the largest is not far from them. */
    static Duration end(List<ChartLane> lanes, Duration timeout) {
        Duration least = lanes.stream()
                .flatMap(lane -> Stream.concat(Stream.ofNullable(lane.bound()), lane.otherBounds().stream()))
                .map(DetectionBound::max)
                .reduce(timeout, DetectionChart::longer);
        List<Duration> times = lanes.stream()
                .flatMap(lane -> lane.dots().stream())
                .map(Dot::time)
                .sorted()
                .toList();
        if (!times.isEmpty()) {
            least = longer(least, times.get((int) (USUAL_SHARE * (times.size() - 1))));
            Duration longest = times.get(times.size() - 1);
            least = longest.compareTo(least.multipliedBy(3).dividedBy(2)) <= 0 ? longer(least, longest) : least;
        }
        return least.plus(least.dividedBy(8));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Round times on the axis after zero, at equal distances and at most this many. */
    public List<Duration> ticks(int max) {
        long step = 1;
        for (int i = 0; end.toMillis() / step > Math.max(1, max); i++) {
            // 1, 2, 5, 10, 20, 50 ms and so on.
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        long distance = step;
        return LongStream.rangeClosed(1, end.toMillis() / step)
                .mapToObj(number -> Duration.ofMillis(number * distance))
                .toList();
    }

    /** The times of the lane that are too long for the axis, longest first. */
    public List<Dot> beyond(ChartLane lane) {
        return lane.dots().stream()
                .filter(this::isBeyond)
                .sorted(Comparator.comparing(Dot::time).reversed())
                .toList();
    }

    /** Whether the time is too long for the axis. */
    public boolean isBeyond(Dot dot) {
        return dot.time().compareTo(end) > 0;
    }

    /** "node1 about node2, crash 14:03:21.460: 12 ms, predicted 0 to 1 s". */
    public String words(Dot dot) {
        DetectionBound bound = dot.bound();
        DetectorKey key = dot.detection().lane();
        Outage outage = dot.detection().outage();
        return new CellRef(key.observer(), key.subject()) + ", " + outage.kind().label() + " "
                + DurationFormat.clock(outage.from(), zone) + ": " + DurationFormat.measured(dot.time()) + ", "
                + (bound == null ? "nothing predicted" : "predicted " + DurationFormat.range(bound.min(), bound.max()))
                + (dot.isOutside() ? ": outside" : "");
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

    private static String deviation(List<Detection> all, GroundTruthModel groundTruth) {
        for (int i = all.size() - 1; i >= 0; i--) {
            Detection detection = all.get(i);
            String word = groundTruth.deviation(detection);
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
