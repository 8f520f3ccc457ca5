package dev.telltale.node.http;

import dev.telltale.model.Heartbeat;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Moment;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Report;
import dev.telltale.node.Belief;
import dev.telltale.node.Beliefs;
import dev.telltale.node.Identity;
import dev.telltale.node.Starvation;
import dev.telltale.seal.Seals;
import dev.telltale.time.NanoClock;
import dev.telltale.wire.HeartbeatJson;
import dev.telltale.wire.StatusJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node says of itself and of its peers, as JSON, at the time of asking. Any thread. */
final class Pages {
    private final Identity identity;
    private final HeartbeatSettings settings;
    private final BeliefBoard board;
    private final Starvation starvation;
    private final NanoClock clock;
    private final @Nullable Seals seals;

    Pages(
            Identity identity,
            HeartbeatSettings settings,
            BeliefBoard board,
            Starvation starvation,
            NanoClock clock,
            @Nullable Seals seals) {
        this.identity = identity;
        this.settings = settings;
        this.board = board;
        this.starvation = starvation;
        this.clock = clock;
        this.seals = seals;
    }

    byte[] heartbeat(boolean isLeaving) {
        Moment now = clock.now();
        return HeartbeatJson.write(new Heartbeat(
                identity.id(), isLeaving, now.wall(), identity.incarnation(), identity.pid(), starved(now)));
    }

    private @Nullable Duration starved(Moment now) {
        long nanos = starvation.totalNanos(now.nanos());
        return nanos == 0 ? null : Duration.ofNanos(nanos);
    }

    byte[] status() {
        Moment now = clock.now();
        Beliefs beliefs = board.current();
        List<PeerReport> peers = new ArrayList<>(beliefs.peers().size());
        for (Belief belief : beliefs.peers()) {
            peers.add(belief.reportAt(now));
        }
        return StatusJson.write(new Report(
                identity.id(),
                identity.incarnation(),
                identity.pid(),
                beliefs.version(),
                now.wall(),
                now.since(identity.started()),
                settings,
                beliefs.deciding().word(),
                Duration.ofNanos(beliefs.lagNanos()),
                beliefs.health(),
                peers,
                seals == null ? Map.of() : seals.refused()));
    }
}
