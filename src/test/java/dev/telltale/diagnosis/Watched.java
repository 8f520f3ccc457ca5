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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster whose links break, or one of whose nodes hangs, at one instant and is well again from another on, watched by
 * somebody whose questions take their time: each observer notices when its own turn comes, and each row is as old as its
 * answer was slow. All times in milliseconds from the instant at which it breaks.
 */
final class Watched {
    private static final long INTERVAL = HeartbeatSettings.DEFAULT.interval().toMillis();
    private static final long TIMEOUT = HeartbeatSettings.DEFAULT.timeout().toMillis();
    private static final long DEADLINE = HeartbeatSettings.DEFAULT.deadline().toMillis();
    private static final long QUESTION = 2_250;
    private static final Moment BROKEN = new Moment(Long.MAX_VALUE - 1_000, Instant.parse("2026-11-23T04:20:40Z"));

    final List<NodeId> nodes;
    private final Set<Link> cut;
    private final @Nullable NodeId hung;
    private final long healed;
    private final long longestLag;
    private final Random random;
    private final Map<Link, Long> phases = new HashMap<>();

    Watched(List<NodeId> nodes, Cause cause, Duration healed, Duration longestLag, Random random) {
        this.nodes = nodes;
        hung = cause instanceof Cause.Hang hang ? hang.node() : null;
        cut = cause instanceof Cause.OfLinks links ? Causes.links(nodes, links) : Links.column(nodes, hung(cause));
        this.healed = healed.toMillis();
        this.longestLag = longestLag.toMillis();
        this.random = random;
        nodes.forEach(observer -> nodes.stream()
                .filter(subject -> !subject.equals(observer))
                .forEach(subject -> phases.put(new Link(observer, subject), random.nextLong(INTERVAL))));
    }

    /** What the watcher holds at that time. */
    Diagnosis at(long now) {
        Map<NodeId, Row> rows = new HashMap<>();
        for (NodeId observer : nodes) {
            long told = now - random.nextLong(longestLag + 1);
            rows.put(observer, observer.equals(hung) ? hungRow(observer, told) : answering(observer, told, null));
        }
        return Diagnosis.of(new Matrix(nodes, rows), moment(now));
    }

    private static NodeId hung(Cause cause) {
        return ((Cause.Hang) cause).node();
    }

    /** Its last answer stands until the next question has had no answer for as long as the watcher waits. */
    private Row hungRow(NodeId node, long told) {
        if (told < 0 || told >= healed) {
            return answering(node, told, told < 0 ? null : moment(healed));
        }
        return new Row(node, report(node, -1), moment(-1), told < QUESTION ? null : "does not answer");
    }

    private Row answering(NodeId node, long told, @Nullable Moment back) {
        return new Row(node, report(node, told), moment(told), null, back, Duration.ZERO);
    }

    private Report report(NodeId self, long told) {
        List<PeerReport> peers = new ArrayList<>();
        nodes.stream()
                .filter(peer -> !peer.equals(self))
                .forEach(peer -> peers.add(belief(new Link(self, peer), told)));
        return new Report(
                self,
                1L,
                1L,
                1L,
                wall(told),
                Duration.ofHours(1),
                HeartbeatSettings.DEFAULT,
                "evidence",
                Duration.ZERO,
                0,
                peers);
    }

    /** Attempts begin every interval; one that meets a cut link ends by its deadline. */
    private PeerReport belief(Link link, long told) {
        long heard = Long.MIN_VALUE;
        long checked = Long.MIN_VALUE;
        long missedSince = Long.MIN_VALUE;
        long upSince = -Duration.ofHours(1).toMillis();
        boolean isMissing = false;
        for (long begun = phases.getOrDefault(link, 0L) - 4 * INTERVAL; begun <= told; begun += INTERVAL) {
            if (link.observer().equals(hung) && begun >= 0 && begun < healed) {
                // It asks nobody meanwhile, and blames nobody for it: it starts anew when it is well.
                begun = Math.max(begun, healed - INTERVAL);
                heard = healed;
                continue;
            }
            boolean isAnswered = !cut.contains(link) || begun < 0 || begun >= healed;
            long ended = begun + (isAnswered ? 1 : DEADLINE);
            if (ended > told) {
                break;
            }
            checked = ended;
            if (isAnswered) {
                upSince = isMissing ? ended : upSince;
                isMissing = false;
                heard = ended;
            } else if (!isMissing) {
                isMissing = true;
                missedSince = ended;
            }
        }
        boolean isDown = told - heard >= TIMEOUT;
        Status status = isDown ? Status.DOWN : isMissing ? Status.SUSPECT : Status.UP;
        long since = isDown ? heard + TIMEOUT : isMissing ? missedSince : upSince;
        Evidence evidence = status == Status.UP ? Evidence.OK : Evidence.TIMEOUT;
        return new PeerReport(
                link.subject(), "", status, wall(heard), wall(checked), wall(since), 1L, evidence, null, 0, null);
    }

    private static Moment moment(long time) {
        return new Moment(BROKEN.nanos() + Duration.ofMillis(time).toNanos(), wall(time));
    }

    private static Instant wall(long time) {
        return BROKEN.wall().plusMillis(time);
    }

    static List<NodeId> nodes(int size) {
        return IntStream.rangeClosed(1, size).mapToObj(Seen::node).toList();
    }
}
