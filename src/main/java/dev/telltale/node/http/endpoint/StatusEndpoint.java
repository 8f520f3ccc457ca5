package dev.telltale.node.http.endpoint;

import dev.telltale.auth.MessageSigner;
import dev.telltale.model.Heartbeat;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.node.Identity;
import dev.telltale.node.NodeSnapshot;
import dev.telltale.node.PeerSnapshot;
import dev.telltale.node.Starvation;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import dev.telltale.wire.HeartbeatJson;
import dev.telltale.wire.StatusJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node says of itself and of its peers, as JSON, at the time of asking. Any thread. */
public final class StatusEndpoint {
    private final Identity identity;
    private final HeartbeatSettings settings;
    private final StatusPublisher board;
    private final Starvation starvation;
    private final TimeSource clock;
    private final @Nullable MessageSigner seals;

    public StatusEndpoint(
            Identity identity,
            HeartbeatSettings settings,
            StatusPublisher board,
            Starvation starvation,
            TimeSource clock,
            @Nullable MessageSigner seals) {
        this.identity = identity;
        this.settings = settings;
        this.board = board;
        this.starvation = starvation;
        this.clock = clock;
        this.seals = seals;
    }

    public byte[] heartbeat(boolean isLeaving) {
        ClockReading now = clock.now();
        return HeartbeatJson.write(new Heartbeat(
                identity.id(), isLeaving, now.wall(), identity.incarnation(), identity.pid(), starved(now)));
    }

    private @Nullable Duration starved(ClockReading now) {
        long nanos = starvation.totalNanos(now.nanos());
        return nanos == 0 ? null : Duration.ofNanos(nanos);
    }

    public byte[] status() {
        ClockReading now = clock.now();
        NodeSnapshot beliefs = board.current();
        List<PeerReport> peers = new ArrayList<>(beliefs.peers().size());
        for (PeerSnapshot belief : beliefs.peers()) {
            peers.add(belief.reportAt(now));
        }
        return StatusJson.write(new StatusReport(
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
