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

/** The bodies of {@code GET /heartbeat} and {@code GET /status}: the current state of a node as JSON. Any thread. */
public final class StatusEndpoint {
    private static final Duration MAX_AGE = Duration.ofMillis(5);

    private final Identity identity;
    private final HeartbeatSettings settings;
    private final StatusPublisher publisher;
    private final Starvation starvation;
    private final TimeSource clock;
    private final @Nullable MessageSigner signer;
    private volatile @Nullable Encoded encoded;

    public StatusEndpoint(
            Identity identity,
            HeartbeatSettings settings,
            StatusPublisher publisher,
            Starvation starvation,
            TimeSource clock,
            @Nullable MessageSigner signer) {
        this.identity = identity;
        this.settings = settings;
        this.publisher = publisher;
        this.starvation = starvation;
        this.clock = clock;
        this.signer = signer;
    }

    /** The heartbeat as JSON; {@code isLeaving} announces the end of the node. */
    public byte[] heartbeat(boolean isLeaving) {
        ClockReading now = clock.now();
        return HeartbeatJson.write(new Heartbeat(
                identity.id(), isLeaving, now.wall(), identity.incarnation(), identity.pid(), starved(now)));
    }

    private @Nullable Duration starved(ClockReading now) {
        long nanos = starvation.totalNanos(now.nanos());
        return nanos == 0 ? null : Duration.ofNanos(nanos);
    }

    /** The status report as JSON; that of the same version may be up to 5 ms old, as its timestamp says. */
    public byte[] status() {
        ClockReading now = clock.now();
        NodeSnapshot snapshot = publisher.current();
        Encoded recent = encoded;
        if (recent == null || recent.version != snapshot.version() || !recent.isRecent(now)) {
            recent = new Encoded(snapshot.version(), now, write(snapshot, now));
            encoded = recent;
        }
        return recent.json;
    }

    /** A report as JSON, and when it was made. */
    private static final class Encoded {
        private final long version;
        private final ClockReading made;
        private final byte[] json;

        Encoded(long version, ClockReading made, byte[] json) {
            this.version = version;
            this.made = made;
            this.json = json;
        }

        /** By the wall clock, too: it may have been set since then, also by an injected fault. */
        boolean isRecent(ClockReading now) {
            Duration byWall = Duration.between(made.wall(), now.wall());
            return now.nanos() - made.nanos() <= MAX_AGE.toNanos()
                    && !byWall.isNegative()
                    && byWall.compareTo(MAX_AGE) <= 0;
        }
    }

    private byte[] write(NodeSnapshot snapshot, ClockReading now) {
        List<PeerReport> peers = new ArrayList<>(snapshot.peers().size());
        for (PeerSnapshot peer : snapshot.peers()) {
            peers.add(peer.reportAt(now));
        }
        return StatusJson.write(new StatusReport(
                identity.id(),
                new StatusReport.Reporter(
                        identity.incarnation(),
                        identity.pid(),
                        now.since(identity.started()),
                        settings,
                        snapshot.deciding().id()),
                snapshot.version(),
                now.wall(),
                Duration.ofNanos(snapshot.lagNanos()),
                snapshot.health(),
                peers,
                signer == null ? Map.of() : signer.rejections()));
    }
}
