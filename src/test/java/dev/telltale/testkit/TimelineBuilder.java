package dev.telltale.testkit;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.quality.Belief;
import dev.telltale.quality.Failure;
import dev.telltale.quality.History;
import dev.telltale.quality.Lane;
import dev.telltale.quality.Outage;
import dev.telltale.quality.Quality;
import dev.telltale.quality.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds outages and status changes by hand. All times are milliseconds from the epoch. */
public final class TimelineBuilder {
    public static final NodeId ANN = new NodeId("ann");
    public static final NodeId BOB = new NodeId("bob");
    public static final NodeId SUE = new NodeId("sue");
    public static final Lane ANN_ON_SUE = new Lane(ANN, SUE, DetectorKind.TIMEOUT);
    public static final Lane BOB_ON_SUE = new Lane(BOB, SUE, DetectorKind.TIMEOUT);
    /** The timeout detector detects a failure after 30 to 50 ms. */
    public static final HeartbeatSettings SETTINGS = new HeartbeatSettings(ms(20), ms(50));

    private final Map<Lane, List<Belief>> beliefs = new LinkedHashMap<>();
    private final List<Outage> outages = new ArrayList<>();
    private final Instant start;
    private final Instant end;

    public TimelineBuilder(long start, long end) {
        this.start = at(start);
        this.end = at(end);
    }

    public static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    public static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    public TimelineBuilder out(NodeId node, Failure kind, long from, @Nullable Long until) {
        return out(node, kind, from, until, null);
    }

    public TimelineBuilder cut(Lane lane, long from, @Nullable Long until) {
        return out(lane.subject(), Failure.CUT, from, until, lane.observer());
    }

    private TimelineBuilder out(NodeId node, Failure kind, long from, @Nullable Long until, @Nullable NodeId observer) {
        outages.add(new Outage(node, kind, at(from), until == null ? null : at(until), observer));
        return this;
    }

    public TimelineBuilder lane(Lane lane) {
        beliefs.computeIfAbsent(lane, unused -> new ArrayList<>());
        return this;
    }

    public TimelineBuilder held(Lane lane, Status status, long at) {
        beliefs.computeIfAbsent(lane, unused -> new ArrayList<>()).add(new Belief(at(at), status));
        return this;
    }

    public TimelineBuilder down(long at) {
        return held(ANN_ON_SUE, Status.DOWN, at);
    }

    public TimelineBuilder up(long at) {
        return held(ANN_ON_SUE, Status.UP, at);
    }

    public Truth truth() {
        return new Truth(start, end, outages);
    }

    public Quality quality() {
        List<History> histories = new ArrayList<>();
        beliefs.forEach((lane, changes) -> histories.add(new History(lane, changes)));
        return Quality.of(truth(), histories, SETTINGS, Duration.ZERO);
    }
}
