package dev.telltale.qos;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds outages and status changes by hand. All times are milliseconds from the epoch. */
final class TimelineBuilder {
    static final NodeId ANN = new NodeId("ann");
    static final NodeId BOB = new NodeId("bob");
    static final NodeId SUE = new NodeId("sue");
    static final DetectorKey ANN_ON_SUE = new DetectorKey(ANN, SUE, DetectorKind.TIMEOUT);
    static final DetectorKey BOB_ON_SUE = new DetectorKey(BOB, SUE, DetectorKind.TIMEOUT);
    /** The timeout detector detects a failure after 30 to 50 ms. */
    static final HeartbeatSettings SETTINGS = new HeartbeatSettings(ms(20), ms(50));

    private final Map<DetectorKey, List<StatusChange>> changes = new LinkedHashMap<>();
    private final List<Outage> outages = new ArrayList<>();
    private final Instant start;
    private final Instant end;

    TimelineBuilder(long start, long end) {
        this.start = at(start);
        this.end = at(end);
    }

    static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    TimelineBuilder out(NodeId node, Failure kind, long from, @Nullable Long until) {
        return out(node, kind, from, until, null);
    }

    TimelineBuilder cut(DetectorKey lane, long from, @Nullable Long until) {
        return out(lane.subject(), Failure.CUT, from, until, lane.observer());
    }

    private TimelineBuilder out(NodeId node, Failure kind, long from, @Nullable Long until, @Nullable NodeId observer) {
        outages.add(new Outage(node, kind, at(from), until == null ? null : at(until), observer));
        return this;
    }

    TimelineBuilder lane(DetectorKey lane) {
        changes.computeIfAbsent(lane, unused -> new ArrayList<>());
        return this;
    }

    TimelineBuilder held(DetectorKey lane, Status status, long at) {
        changes.computeIfAbsent(lane, unused -> new ArrayList<>()).add(new StatusChange(at(at), status));
        return this;
    }

    TimelineBuilder down(long at) {
        return held(ANN_ON_SUE, Status.DOWN, at);
    }

    TimelineBuilder up(long at) {
        return held(ANN_ON_SUE, Status.UP, at);
    }

    GroundTruth truth() {
        return new GroundTruth(start, end, outages);
    }

    Quality quality() {
        List<StatusHistory> histories = new ArrayList<>();
        changes.forEach((lane, changes) -> histories.add(new StatusHistory(lane, changes)));
        return Quality.of(truth(), histories, SETTINGS, Duration.ZERO);
    }
}
