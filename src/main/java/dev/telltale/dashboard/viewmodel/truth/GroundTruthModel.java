package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.fault.Fault;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectionBound;
import dev.telltale.qos.DetectionBounds;
import dev.telltale.qos.DetectionResult;
import dev.telltale.qos.VerdictCorrectness;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was really done, how soon it was noticed, and what the settings promise of that. */
public final class GroundTruthModel {
    /** What timers, scheduling and the rounding of two stamps add on a real machine. */
    public static final Duration TOLERANCE = Duration.ofMillis(100);

    private final HeartbeatSettings heartbeat;
    private final DetectionSettings detection;
    private final DetectionTimes stopwatches = new DetectionTimes();
    private FaultMarks marks = FaultMarks.NONE;
    private OutageIndex done = OutageIndex.NOTHING;
    private List<ProcessEvent> deeds = List.of();
    private List<FaultInterval> faults = List.of();
    private Map<NodeId, NodeProcess> processes = Map.of();

    public GroundTruthModel(ClusterConfig config) {
        heartbeat = config.heartbeat();
        detection = config.detection();
    }

    private GroundTruthModel(GroundTruthModel present) {
        heartbeat = present.heartbeat;
        detection = present.detection;
    }

    /** What had been done by then, and was noticed as far as the grid of that time tells. */
    GroundTruthModel asOf(Instant at, Grid grid) {
        var past = new GroundTruthModel(this);
        past.update(
                deeds.stream().filter(deed -> !deed.at().wall().isAfter(at)).toList(),
                processes,
                faults.stream()
                        .filter(deed -> !deed.from().wall().isAfter(at))
                        .map(deed -> asOf(at, deed))
                        .toList(),
                grid);
        past.marks = past.marksOfThen(grid);
        return past;
    }

    private static FaultInterval asOf(Instant at, FaultInterval deed) {
        boolean isYetToCome = deed.until() != null && deed.until().wall().isAfter(at);
        return isYetToCome ? new FaultInterval(deed.fault(), deed.from(), null) : deed;
    }

    private FaultMarks marksOfThen(Grid grid) {
        Set<NodeId> paused = grid.nodes().stream()
                .filter(node -> {
                    ObservedOutage absence = done.newest(node);
                    return absence != null && absence.how() == ObservedOutage.How.PAUSE && !absence.isOver();
                })
                .collect(Collectors.toSet());
        List<Fault> broken = faults.stream()
                .filter(deed -> deed.until() == null)
                .map(FaultInterval::fault)
                .toList();
        return new FaultMarks(grid.nodes(), broken, paused);
    }

    public void update(
            List<ProcessEvent> newest, Map<NodeId, NodeProcess> running, List<FaultInterval> broken, Grid grid) {
        if (!isSame(newest) || !processes.equals(running) || !faults.equals(broken)) {
            deeds = newest;
            processes = running;
            faults = broken;
            done = OutageIndex.of(newest, running, broken, heartbeat);
        }
        stopwatches.look(done, grid);
    }

    /** Deeds are only ever added: comparing the last one is enough. */
    private boolean isSame(List<ProcessEvent> newest) {
        int last = newest.size() - 1;
        return newest.size() == deeds.size() && (last < 0 || newest.get(last).equals(deeds.get(last)));
    }

    public void broken(FaultMarks newest) {
        marks = newest;
    }

    /** What is broken on purpose now. */
    public FaultMarks marks() {
        return marks;
    }

    public OutageIndex done() {
        return done;
    }

    public DetectionTimes stopwatches() {
        return stopwatches;
    }

    public DetectionSettings detection() {
        return detection;
    }

    /** What the settings promise; null where nothing follows from them. */
    @Nullable
    public DetectionBound predicted(DetectorKind detector, Failure failure, @Nullable StatusReport observer) {
        return DetectionBounds.predicted(detector, failure, settings(observer)).orElse(null);
    }

    public HeartbeatSettings settings(@Nullable StatusReport observer) {
        return observer == null || observer.settings() == null ? heartbeat : observer.settings();
    }

    /** Whether the observer answers and is truly there: the dead hold nothing, whatever they said last. */
    boolean isWitness(Grid grid, int observer, ClockReading now) {
        return grid.isAnswering(observer) && !done.isOut(grid.nodes().get(observer), now.wall());
    }

    /** What the cell's belief is worth now; null if the observer holds none, or the truth is not known. */
    @Nullable
    public VerdictCorrectness standing(Grid grid, int observer, int subject, ClockReading now) {
        return isWitness(grid, observer, now) ? standingOf(grid, observer, subject, now) : null;
    }

    /** The same of an observer that is known to be a witness. */
    @Nullable
    VerdictCorrectness standingOf(Grid grid, int observer, int subject, ClockReading now) {
        PeerReport belief = grid.belief(observer, subject);
        NodeId id = grid.nodes().get(subject);
        if (observer == subject || belief == null || !done.isKnown(id)) {
            return null;
        }
        ObservedOutage absence = done.newest(grid.nodes().get(observer), id);
        Outage outage = absence == null ? null : absence.outage();
        if (outage != null
                && outage.until() == null
                && outage.kind().isOfProcess()
                && livesElsewhere(grid, subject, outage)) {
            return null;
        }
        DetectionBound band = outage == null ? null : allowed(grid, observer, outage);
        return VerdictCorrectness.of(belief.status(), belief.since(), outage, now.wall(), band);
    }

    /** It answers, and was born after we ended it: somebody else has started it, and we do not know when. */
    private static boolean livesElsewhere(Grid grid, int subject, Outage outage) {
        StatusReport report = grid.row(subject).report();
        Instant born = report == null ? null : DetectionTimes.bornAt(report);
        return grid.isAnswering(subject) && born != null && born.isAfter(outage.from());
    }

    private @Nullable DetectionBound allowed(Grid grid, int observer, Outage outage) {
        StatusReport report = grid.row(observer).report();
        if (outage.until() != null) {
            HeartbeatSettings beat = settings(report);
            // A node that is back is heard with the next attempts, and that is soon by any detector.
            return wider(new DetectionBound(
                    Duration.ZERO,
                    beat.interval().multipliedBy(detection.successThreshold()).plus(beat.deadline())));
        }
        DetectionBound band = predicted(grid.deciding(observer), outage.kind(), report);
        return band == null ? null : wider(band);
    }

    private static DetectionBound wider(DetectionBound band) {
        return new DetectionBound(band.least(), band.most().plus(TOLERANCE));
    }

    /** Whether reality left the band: "later than predicted"; empty if it did not, or nothing is predicted. */
    public String departure(Detection detection, @Nullable StatusReport observer) {
        DetectionBound band =
                predicted(detection.lane().detector(), detection.outage().kind(), observer);
        if (band == null) {
            return "";
        }
        if (detection.judgement(band, TOLERANCE) == DetectionResult.LATE) {
            return "later than predicted";
        }
        Duration least = band.least().minus(TOLERANCE);
        boolean isEarly = !least.isNegative() && detection.isEarly(new DetectionBound(least, band.most()));
        return isEarly ? "earlier than predicted" : "";
    }
}
