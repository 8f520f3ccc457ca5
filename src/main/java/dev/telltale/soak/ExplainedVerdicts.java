package dev.telltale.soak;

import dev.telltale.fault.FaultType;
import dev.telltale.groundtruth.CombinedOutages;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.qos.DetectorKey;
import dev.telltale.scenario.run.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides whether an injected fault or an outage explains a verdict, or the lack of one, of one lane. */
final class ExplainedVerdicts {
    private final Recording recording;
    private final List<Outage> outages;
    private final Duration recoveryTime;

    /**
     * @param tolerance added to the time that a node may take to be heard after an outage, for delays of the machine
     */
    ExplainedVerdicts(Recording recording, HeartbeatSettings heartbeat, Duration tolerance) {
        this.recording = recording;
        outages = CombinedOutages.of(recording.processEvents(), recording.faults(), heartbeat);
        recoveryTime = heartbeat.interval().plus(heartbeat.deadline()).plus(tolerance);
    }

    /**
     * Whether the subject was out for the observer at that instant, or was until so recently that it may not be heard
     * yet.
     */
    boolean explainsDown(DetectorKey lane, Instant at) {
        return ofLane(lane).anyMatch(outage -> overlaps(outage.from(), endOf(outage), at.minus(recoveryTime), at));
    }

    /**
     * Whether the observer had to detect a failure: both nodes were healthy before, and it could observe until the end.
     */
    boolean mustDetect(DetectorKey lane, Instant failure, Instant end) {
        Instant healthySince = failure.minus(recoveryTime);
        return ofLane(lane)
                        .noneMatch(
                                outage -> overlaps(outage.from(), endOf(outage), healthySince, failure.minusNanos(1)))
                && outages.stream()
                        .filter(outage -> outage.node().equals(lane.observer()))
                        .filter(outage -> outage.kind().isOfProcess())
                        .noneMatch(outage -> overlaps(outage.from(), endOf(outage), healthySince, end))
                && recording.processEvents().stream()
                        .filter(event ->
                                event.node().equals(lane.observer()) && event.kind() == ProcessEvent.Kind.READY)
                        .map(event -> event.at().wall())
                        .noneMatch(ready -> overlaps(ready, ready, healthySince, end))
                && recording.faults().stream()
                        .filter(fault -> hidesStatus(fault.fault().effect(), lane.observer()))
                        .noneMatch(fault -> overlaps(fault.from().wall(), endOf(fault), healthySince, end));
    }

    private Stream<Outage> ofLane(DetectorKey lane) {
        return outages.stream()
                .filter(outage -> outage.node().equals(lane.subject()))
                .filter(outage -> outage.observer() == null || outage.observer().equals(lane.observer()));
    }

    private static boolean overlaps(Instant start, @Nullable Instant end, Instant from, Instant until) {
        return !start.isAfter(until) && (end == null || !end.isBefore(from));
    }

    /** Whether the fault keeps the node from publishing its status. */
    private static boolean hidesStatus(FaultType effect, NodeId node) {
        return effect.hidesStatusOf(node);
    }

    private static @Nullable Instant endOf(FaultInterval fault) {
        return fault.until() == null ? null : fault.until().wall();
    }

    /**
     * End of an outage as observers meet it; null if it has not ended. A process outage ends at the start of the next
     * process, which refuses connections until it is ready.
     */
    private @Nullable Instant endOf(Outage outage) {
        Instant until = outage.until();
        if (until == null || outage.kind() == Failure.HANG || !outage.kind().isOfProcess()) {
            return until;
        }
        return recording.processEvents().stream()
                .filter(event -> event.node().equals(outage.node()) && event.kind() == ProcessEvent.Kind.READY)
                .map(event -> event.at().wall())
                .filter(ready -> !ready.isBefore(until))
                .findFirst()
                .orElse(until);
    }
}
