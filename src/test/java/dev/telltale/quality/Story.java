package dev.telltale.quality;

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

/** A timeline made by hand. All times are whole units from the epoch: milliseconds unless said otherwise. */
final class Story {
    static final NodeId ANN = new NodeId("ann");
    static final NodeId BOB = new NodeId("bob");
    static final NodeId SUE = new NodeId("sue");
    static final Lane ANN_ON_SUE = new Lane(ANN, SUE, DetectorKind.TIMEOUT);
    static final Lane BOB_ON_SUE = new Lane(BOB, SUE, DetectorKind.TIMEOUT);
    /** Timeout's band is 30 to 50 ms. */
    static final HeartbeatSettings SETTINGS = new HeartbeatSettings(ms(20), ms(50));

    private final Map<Lane, List<Belief>> beliefs = new LinkedHashMap<>();
    private final List<Outage> outages = new ArrayList<>();
    private final long start;
    private final long end;

    Story(long start, long end) {
        this.start = start;
        this.end = end;
    }

    static Instant at(long millis) {
        return Instant.EPOCH.plusMillis(millis);
    }

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    Story out(NodeId node, Failure kind, long from, @Nullable Long until) {
        outages.add(new Outage(node, kind, at(from), until == null ? null : at(until)));
        return this;
    }

    Story cut(Lane lane, long from, @Nullable Long until) {
        outages.add(
                new Outage(lane.subject(), Failure.CUT, at(from), until == null ? null : at(until), lane.observer()));
        return this;
    }

    Story lane(Lane lane) {
        beliefs.computeIfAbsent(lane, unused -> new ArrayList<>());
        return this;
    }

    Story held(Lane lane, Status status, long at) {
        beliefs.computeIfAbsent(lane, unused -> new ArrayList<>()).add(new Belief(at(at), status));
        return this;
    }

    Story down(long at) {
        return held(ANN_ON_SUE, Status.DOWN, at);
    }

    Story up(long at) {
        return held(ANN_ON_SUE, Status.UP, at);
    }

    Truth truth() {
        return new Truth(at(start), at(end), outages);
    }

    Quality quality() {
        List<History> histories = new ArrayList<>();
        beliefs.forEach((lane, changes) -> histories.add(new History(lane, changes)));
        return Quality.of(truth(), histories, SETTINGS, Duration.ZERO);
    }
}
