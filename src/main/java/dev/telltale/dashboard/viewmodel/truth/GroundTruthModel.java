package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.fault.Fault;
import dev.telltale.groundtruth.ExternalProcess;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.OutageIndex;
import dev.telltale.groundtruth.RecordedOutage;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectionBound;
import dev.telltale.qos.DetectionResult;
import dev.telltale.qos.VerdictCorrectness;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ground truth as this process knows it: outages, active faults, detection times, and the bounds that settings predict. */
public final class GroundTruthModel {
    /** Added to predicted bounds for timers, scheduling and rounded time stamps of a real machine. */
    public static final Duration TOLERANCE = Duration.ofMillis(100);

    private final HeartbeatSettings heartbeat;
    private final DetectionSettings detection;
    private final DetectionTimes detectionTimes = new DetectionTimes();
    private FaultMarks marks = FaultMarks.NONE;
    private OutageIndex outages = OutageIndex.EMPTY;
    private Incidents past = Incidents.NONE;
    private Incidents incidents = Incidents.NONE;
    private Incidents all = Incidents.NONE;
    private OutageIndex allOutages = OutageIndex.EMPTY;
    private Map<NodeId, NodeProcess> processes = Map.of();

    public GroundTruthModel(ClusterConfig config) {
        heartbeat = config.heartbeat();
        detection = config.detection();
    }

    private GroundTruthModel(GroundTruthModel present) {
        heartbeat = present.heartbeat;
        detection = present.detection;
    }

    /** The ground truth at a past instant, with the detections that were known then. */
    GroundTruthModel asOf(Instant at, Grid grid) {
        var past = new GroundTruthModel(this);
        past.update(all.asOf(at), processesAt(at), grid);
        // Measured from live reports: these are more exact than those from the history.
        past.detectionTimes.addKnownAt(at, detectionTimes);
        past.marks = past.marksOfThen(grid);
        return past;
    }

    /** The processes of now without those that were started elsewhere later. */
    private Map<NodeId, NodeProcess> processesAt(Instant at) {
        Map<NodeId, NodeProcess> then = new HashMap<>(processes);
        then.values()
                .removeIf(process -> process.external()
                        .filter(one -> one.since().isAfter(at))
                        .isPresent());
        return then;
    }

    private FaultMarks marksOfThen(Grid grid) {
        Set<NodeId> paused = grid.nodes().stream()
                .filter(node -> {
                    RecordedOutage recorded = outages.newest(node);
                    return recorded != null && recorded.outage().kind() == Failure.HANG && !recorded.isOver();
                })
                .collect(Collectors.toSet());
        List<Fault> active = incidents.faults().stream()
                .filter(interval -> interval.until() == null)
                .map(FaultInterval::fault)
                .toList();
        return new FaultMarks(grid.nodes(), active, paused);
    }

    /** Reads what was recorded, and the processes that run now, and measures detections in the grid. */
    public void update(Incidents newest, Map<NodeId, NodeProcess> running, Grid grid) {
        if (!newest.isSameAs(incidents) || !processes.equals(running)) {
            incidents = newest;
            processes = running;
            outages = OutageIndex.of(newest, external(running), heartbeat);
            addPast();
        }
        detectionTimes.measure(outages, grid, this::predicted);
    }

    /** Adds what was recorded before this session, which the past shows; nothing of the present is compared with it. */
    public void setPast(Incidents recorded) {
        past = recorded;
        addPast();
    }

    private void addPast() {
        boolean hasPast = !past.isSameAs(Incidents.NONE);
        all = hasPast ? past.and(incidents) : incidents;
        allOutages = hasPast ? OutageIndex.of(all, external(processes), heartbeat) : outages;
    }

    private static List<ExternalProcess> external(Map<NodeId, NodeProcess> running) {
        List<ExternalProcess> external = new ArrayList<>();
        running.forEach((node, process) ->
                process.external().ifPresent(one -> external.add(new ExternalProcess(node, one.pid(), one.since()))));
        return external;
    }

    public void setMarks(FaultMarks newest) {
        marks = newest;
    }

    /** The active faults, for the grid. */
    public FaultMarks marks() {
        return marks;
    }

    /** The outages of this session. */
    public OutageIndex outages() {
        return outages;
    }

    /** The outages of this session, and those that were recorded before. */
    public OutageIndex allOutages() {
        return allOutages;
    }

    public DetectionTimes detectionTimes() {
        return detectionTimes;
    }

    public DetectionSettings detection() {
        return detection;
    }

    /** The detection bound that the observer's settings predict; null if they predict none. */
    @Nullable
    public DetectionBound predicted(DetectorKind detector, Failure failure, @Nullable StatusReport observer) {
        return DetectionBound.predicted(detector, failure, settings(observer)).orElse(null);
    }

    /** The settings that the observer reports, else the configured ones. */
    public HeartbeatSettings settings(@Nullable StatusReport observer) {
        return observer == null || observer.reporter().settings() == null
                ? heartbeat
                : observer.reporter().settings();
    }

    /** Whether the observer answers and is in no outage itself: a stale report is not evaluated. */
    boolean isObserving(Grid grid, int observer, ClockReading now) {
        return grid.isAnswering(observer) && !outages.isInOutage(grid.nodes().get(observer), now.wall());
    }

    /** Whether the status of the cell is right now; null if there is none or the ground truth is not known. */
    @Nullable
    public VerdictCorrectness correctness(Grid grid, int observer, int subject, ClockReading now) {
        return isObserving(grid, observer, now) ? correctnessOf(grid, observer, subject, now) : null;
    }

    /** The same for an observer of which {@link #isObserving} is known to be true. */
    @Nullable
    VerdictCorrectness correctnessOf(Grid grid, int observer, int subject, ClockReading now) {
        PeerReport peerReport = grid.peerReport(observer, subject);
        NodeId id = grid.nodes().get(subject);
        if (observer == subject || peerReport == null || !outages.isKnown(id)) {
            return null;
        }
        RecordedOutage recorded = outages.newest(grid.nodes().get(observer), id);
        Outage outage = recorded == null ? null : recorded.outage();
        if (outage != null
                && outage.until() == null
                && outage.kind().isOfProcess()
                && isStartedElsewhere(grid, subject, outage)) {
            return null;
        }
        DetectionBound bound = outage == null ? null : allowedBound(grid, observer, outage);
        return VerdictCorrectness.of(peerReport.status(), peerReport.since(), outage, now.wall(), bound);
    }

    /** Whether it answers with a process started after its outage began: started elsewhere, at an unknown time. */
    private static boolean isStartedElsewhere(Grid grid, int subject, Outage outage) {
        StatusReport report = grid.row(subject).report();
        Instant started = report == null ? null : DetectionTimes.startedAt(report);
        return grid.isAnswering(subject) && started != null && started.isAfter(outage.from());
    }

    private @Nullable DetectionBound allowedBound(Grid grid, int observer, Outage outage) {
        StatusReport report = grid.row(observer).report();
        if (outage.until() != null) {
            HeartbeatSettings settings = settings(report);
            // With every detector, a node is up again after the next successful attempts.
            return withTolerance(new DetectionBound(
                    Duration.ZERO,
                    settings.interval()
                            .multipliedBy(detection.successThreshold())
                            .plus(settings.deadline())));
        }
        DetectionBound bound = predicted(grid.selectedDetector(observer), outage.kind(), report);
        return bound == null ? null : withTolerance(bound);
    }

    private static DetectionBound withTolerance(DetectionBound bound) {
        return new DetectionBound(bound.min(), bound.max().plus(TOLERANCE));
    }

    /** "later than predicted" or "earlier than predicted" at its time; empty within the bound or if none was predicted. */
    public String deviation(Detection detection) {
        DetectionBound bound = detectionTimes.predicted(detection);
        if (bound == null) {
            return "";
        }
        if (detection.result(bound, TOLERANCE) == DetectionResult.LATE) {
            return "later than predicted";
        }
        Duration least = bound.min().minus(TOLERANCE);
        boolean isEarly = !least.isNegative() && detection.isEarly(new DetectionBound(least, bound.max()));
        return isEarly ? "earlier than predicted" : "";
    }
}
