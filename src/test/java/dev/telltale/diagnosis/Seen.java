package dev.telltale.diagnosis;

import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Link;
import dev.telltale.model.Links;
import dev.telltale.model.Matrix;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Report;
import dev.telltale.model.Row;
import dev.telltale.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A matrix as a test tells it: what was done to n nodes, long enough ago for everybody to have noticed. */
final class Seen {
    /** Starts just below the wrap of the monotonic clock. */
    static final Moment NOW = new Moment(Long.MAX_VALUE - 1_000, Instant.parse("2026-11-23T04:20:40Z"));

    static final Duration DONE_AGO = Duration.ofSeconds(10);
    private static final Duration HEARD_AGO = Duration.ofMillis(500);
    private static final Duration TOLD_AGO = Duration.ofMillis(100);
    private static final Duration STALE_FOR = Duration.ofSeconds(8);

    final List<NodeId> nodes;
    private final Map<Link, PeerReport> cells = new HashMap<>();
    private final Set<Link> unsaid = new HashSet<>();
    private final Set<NodeId> silent = new HashSet<>();
    private final Map<NodeId, Integer> health = new HashMap<>();
    private final Map<NodeId, Duration> backs = new HashMap<>();
    private final Map<NodeId, Duration> ahead = new HashMap<>();
    private final Map<NodeId, Duration> uptimes = new HashMap<>();

    Seen(int size) {
        nodes = IntStream.rangeClosed(1, size).mapToObj(Seen::node).toList();
        Links.split(nodes.stream().map(List::of).toList()).forEach(link -> set(link, up(link, HEARD_AGO)));
    }

    static NodeId node(int number) {
        return new NodeId("node" + number);
    }

    static Link link(int observer, int subject) {
        return new Link(node(observer), node(subject));
    }

    /** All causes that are read from cells and rows of a matrix without a doubt about time. */
    Seen with(Cause cause) {
        if (cause instanceof Cause.OfLinks ofLinks) {
            return cut(Causes.links(nodes, ofLinks));
        }
        if (cause instanceof Cause.Overload) {
            nodes.forEach(node -> health.put(node, 4));
            return this;
        }
        NodeId node = ((Cause.OfNode) cause).node();
        if (cause instanceof Cause.Crash) {
            return silent(node).column(node, Evidence.REFUSED);
        }
        if (cause instanceof Cause.Left) {
            return silent(node).column(node, Evidence.LEFT);
        }
        if (cause instanceof Cause.Hang) {
            return silent(node).column(node, Evidence.TIMEOUT);
        }
        if (cause instanceof Cause.Failing) {
            return silent(node).column(node, Evidence.BAD_STATUS);
        }
        if (cause instanceof Cause.GrayStatus) {
            return silent(node);
        }
        if (cause instanceof Cause.SickObserver) {
            health.put(node, 5);
            return this;
        }
        if (cause instanceof Cause.Skewed) {
            return ahead(node, Duration.ofSeconds(5));
        }
        uptimes.put(node, Duration.ofSeconds(3));
        Links.column(nodes, node).forEach(link -> set(link, restarted(link)));
        return this;
    }

    Seen ahead(NodeId node, Duration by) {
        ahead.put(node, by);
        return this;
    }

    Seen health(int number, int value) {
        health.put(node(number), value);
        return this;
    }

    Seen cut(Set<Link> links) {
        links.forEach(link -> down(link, Evidence.TIMEOUT, DONE_AGO));
        return this;
    }

    Seen column(NodeId subject, Evidence evidence) {
        Links.column(nodes, subject).forEach(link -> down(link, evidence, DONE_AGO));
        return this;
    }

    Seen down(Link link, @Nullable Evidence evidence, Duration ago) {
        return set(link, belief(link, Status.DOWN, ago, ago.plusSeconds(5), evidence, null));
    }

    /** It was down on this evidence, and now the last attempt failed for this reason. */
    Seen downThen(Link link, Evidence evidence, String error) {
        return set(link, belief(link, Status.DOWN, DONE_AGO, DONE_AGO.plusSeconds(5), evidence, error));
    }

    Seen suspect(Link link, Duration ago) {
        return set(link, belief(link, Status.SUSPECT, ago, ago.plusSeconds(2), Evidence.TIMEOUT, null));
    }

    /** Up, and last heard so long ago. */
    Seen heard(Link link, Duration ago) {
        return set(link, up(link, ago));
    }

    Seen unknown(Link link) {
        return set(link, belief(link, Status.UNKNOWN, Duration.ZERO, Duration.ZERO, null, null));
    }

    /** The node does not answer here. */
    Seen silent(NodeId node) {
        silent.add(node);
        return this;
    }

    /** The node was silent and answers here again for so long. */
    Seen back(int number, Duration ago) {
        backs.put(node(number), ago);
        return this;
    }

    /** Up again for so long. */
    Seen again(Link link, Duration ago) {
        return set(link, belief(link, Status.UP, ago, Duration.ofMillis(150), Evidence.OK, null));
    }

    /** The observer answers, but says nothing of the subject. */
    Seen unsaid(Link link) {
        unsaid.add(link);
        return this;
    }

    Diagnosis diagnosis() {
        return Diagnosis.of(matrix(), NOW);
    }

    Matrix matrix() {
        Map<NodeId, Row> rows = new HashMap<>();
        for (NodeId node : nodes) {
            Moment told = ago(silent.contains(node) ? STALE_FOR : TOLD_AGO);
            String silence = silent.contains(node) ? "does not answer" : null;
            Duration back = backs.get(node);
            rows.put(
                    node,
                    new Row(node, report(node, told), told, silence, back == null ? null : ago(back), ahead(node)));
        }
        return new Matrix(nodes, rows);
    }

    private Report report(NodeId self, Moment told) {
        List<PeerReport> peers = new ArrayList<>();
        for (NodeId subject : nodes) {
            PeerReport belief = subject.equals(self) ? null : cells.get(new Link(self, subject));
            if (belief != null && !unsaid.contains(new Link(self, subject))) {
                peers.add(shifted(belief, ahead(self)));
            }
        }
        return new Report(
                self,
                1L,
                1L,
                1L,
                told.wall().plus(ahead(self)),
                uptimes.getOrDefault(self, Duration.ofHours(1)),
                HeartbeatSettings.DEFAULT,
                "evidence",
                Duration.ZERO,
                health.getOrDefault(self, 0),
                peers);
    }

    /** Whose clock is ahead stamps everything ahead. */
    private static PeerReport shifted(PeerReport peer, Duration by) {
        return new PeerReport(
                peer.id(),
                peer.url(),
                peer.status(),
                shifted(peer.lastHeartbeat(), by),
                shifted(peer.lastCheck(), by),
                shifted(peer.since(), by),
                peer.incarnation(),
                peer.evidence(),
                peer.roundTrip(),
                peer.missed(),
                peer.error(),
                peer.flaps(),
                peer.restarts(),
                List.of());
    }

    private static @Nullable Instant shifted(@Nullable Instant instant, Duration by) {
        return instant == null ? null : instant.plus(by);
    }

    private static PeerReport up(Link link, Duration heardAgo) {
        return belief(link, Status.UP, Duration.ofHours(1), heardAgo, Evidence.OK, null);
    }

    private PeerReport restarted(Link link) {
        return new PeerReport(
                link.subject(),
                "",
                Status.UP,
                wall(HEARD_AGO),
                wall(HEARD_AGO),
                wall(Duration.ofSeconds(3)),
                2L,
                Evidence.OK,
                null,
                0,
                null,
                0,
                1,
                List.of());
    }

    private static PeerReport belief(
            Link link,
            Status status,
            Duration since,
            Duration heard,
            @Nullable Evidence evidence,
            @Nullable String error) {
        return new PeerReport(
                link.subject(), "", status, wall(heard), wall(HEARD_AGO), wall(since), 1L, evidence, null, 0, error);
    }

    private Seen set(Link link, PeerReport belief) {
        cells.put(link, belief);
        return this;
    }

    private Duration ahead(NodeId node) {
        return ahead.getOrDefault(node, Duration.ZERO);
    }

    private static Instant wall(Duration ago) {
        return NOW.wall().minus(ago);
    }

    private static Moment ago(Duration time) {
        return new Moment(NOW.nanos() - time.toNanos(), wall(time));
    }
}
