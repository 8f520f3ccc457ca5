package dev.telltale.soak;

import dev.telltale.fault.Endpoint;
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

/** When what was done to the ends of a lane explains what its observer says, or that it says nothing. */
final class ExplainedVerdicts {
    private final Recording recording;
    private final List<Outage> outages;
    private final Duration grace;

    /** The grace is what a node that is well again may take to be heard: the next heartbeat, and what the machine adds. */
    ExplainedVerdicts(Recording recording, HeartbeatSettings heartbeat, Duration tolerance) {
        this.recording = recording;
        outages = CombinedOutages.outages(recording.deeds(), recording.faults(), heartbeat);
        grace = heartbeat.interval().plus(heartbeat.deadline()).plus(tolerance);
    }

    /** Whether the observer could not reach the subject at that instant, or only so lately that it need not know yet. */
    boolean explainDown(DetectorKey lane, Instant at) {
        return ofLane(lane).anyMatch(outage -> isDuring(outage.from(), over(outage), at.minus(grace), at));
    }

    /** Whether a failure at that instant was for the observer to notice: both had been well, and it could tell until the end. */
    boolean couldNotice(DetectorKey lane, Instant failure, Instant end) {
        Instant settled = failure.minus(grace);
        return ofLane(lane).noneMatch(outage -> isDuring(outage.from(), over(outage), settled, failure.minusNanos(1)))
                && outages.stream()
                        .filter(outage -> outage.node().equals(lane.observer()))
                        .filter(outage -> outage.kind().isOfProcess())
                        .noneMatch(outage -> isDuring(outage.from(), over(outage), settled, end))
                && recording.deeds().stream()
                        .filter(deed -> deed.node().equals(lane.observer()) && deed.kind() == ProcessEvent.Kind.READY)
                        .map(deed -> deed.at().wall())
                        .noneMatch(born -> isDuring(born, born, settled, end))
                && recording.faults().stream()
                        .filter(deed -> hides(deed.fault().effect(), lane.observer()))
                        .noneMatch(deed -> isDuring(deed.from().wall(), over(deed), settled, end));
    }

    private Stream<Outage> ofLane(DetectorKey lane) {
        return outages.stream()
                .filter(outage -> outage.node().equals(lane.subject()))
                .filter(outage -> outage.observer() == null || outage.observer().equals(lane.observer()));
    }

    private static boolean isDuring(Instant begin, @Nullable Instant over, Instant from, Instant until) {
        return !begin.isAfter(until) && (over == null || !over.isBefore(from));
    }

    /** Whether what it breaks keeps the node from telling what it believes. */
    private static boolean hides(FaultType effect, NodeId node) {
        return effect instanceof FaultType.OnNode one
                && one.node().equals(node)
                && (effect instanceof FaultType.Stall
                        || effect instanceof FaultType.Fail
                        || (effect instanceof FaultType.Gray gray && gray.broken() == Endpoint.STATUS));
    }

    private static @Nullable Instant over(FaultInterval deed) {
        return deed.until() == null ? null : deed.until().wall();
    }

    /** The truth about a process ends when the next one is made; until that is ready, it refuses. Null for not yet. */
    private @Nullable Instant over(Outage outage) {
        Instant until = outage.until();
        if (until == null || outage.kind() == Failure.HANG || !outage.kind().isOfProcess()) {
            return until;
        }
        return recording.deeds().stream()
                .filter(deed -> deed.node().equals(outage.node()) && deed.kind() == ProcessEvent.Kind.READY)
                .map(deed -> deed.at().wall())
                .filter(ready -> !ready.isBefore(until))
                .findFirst()
                .orElse(until);
    }
}
