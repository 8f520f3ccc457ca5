package dev.telltale.soak;

import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.qos.DetectorKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Decides whether an injected fault or an outage explains a verdict, or the lack of one, of one lane. */
final class ExplainedVerdicts {
    private final Incidents incidents;
    /** The outages as observers meet them. */
    private final List<Outage> outages;

    private final Duration recoveryTime;

    /**
     * @param tolerance added to the time that a node may take to be heard after an outage, for delays of the machine
     */
    ExplainedVerdicts(Incidents incidents, HeartbeatSettings heartbeat, Duration tolerance) {
        this.incidents = incidents;
        outages = incidents.outages(heartbeat).stream().map(this::untilReady).toList();
        recoveryTime = heartbeat.interval().plus(heartbeat.deadline()).plus(tolerance);
    }

    /** A process outage ends at the start of the next process, which refuses connections until it is ready. */
    private Outage untilReady(Outage outage) {
        Instant until = outage.until();
        if (until == null || !outage.kind().losesState()) {
            return outage;
        }
        Instant ready = incidents
                .readyTimes(outage.node())
                .filter(at -> !at.isBefore(until))
                .findFirst()
                .orElse(until);
        return new Outage(outage.node(), outage.kind(), outage.from(), ready);
    }

    /**
     * Whether the subject was out for the observer at that instant, or was until so recently that it may not be heard
     * yet.
     */
    boolean explainsDown(DetectorKey lane, Instant at) {
        return ofLane(lane).anyMatch(outage -> overlaps(outage, at.minus(recoveryTime), at));
    }

    /**
     * Whether the observer had to detect a failure: both nodes were healthy before, and it could observe until the end.
     */
    boolean mustDetect(DetectorKey lane, Instant failure, Instant end) {
        Instant healthySince = failure.minus(recoveryTime);
        return ofLane(lane).noneMatch(outage -> overlaps(outage, healthySince, failure.minusNanos(1)))
                && outages.stream()
                        .filter(outage -> outage.node().equals(lane.observer()))
                        .noneMatch(outage -> outage.kind().isOfProcess() && overlaps(outage, healthySince, end))
                && incidents
                        .readyTimes(lane.observer())
                        .noneMatch(ready -> !ready.isBefore(healthySince) && !ready.isAfter(end))
                && !incidents.isStatusHidden(lane.observer(), healthySince.minusNanos(1), end.plusNanos(1));
    }

    private Stream<Outage> ofLane(DetectorKey lane) {
        return outages.stream()
                .filter(outage -> outage.node().equals(lane.subject()))
                .filter(outage -> outage.observer() == null || outage.observer().equals(lane.observer()));
    }

    /** Whether they have an instant in common; both ends of both belong to them. */
    private static boolean overlaps(Outage outage, Instant from, Instant until) {
        return outage.overlaps(from.minusNanos(1), until.plusNanos(1));
    }
}
