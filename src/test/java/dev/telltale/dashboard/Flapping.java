package dev.telltale.dashboard;

import dev.telltale.config.ClusterConfig;
import dev.telltale.model.Evidence;
import dev.telltale.model.Matrix;
import dev.telltale.model.Member;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Report;
import dev.telltale.model.Row;
import dev.telltale.model.Status;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.MatrixHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a watch would tell of a cluster in which all change their mind about all, all the time. Confined to one thread. */
final class Flapping {
    private static final Status[] STATUSES = {Status.UP, Status.SUSPECT, Status.DOWN};

    private final ClusterConfig config;
    private final Random random;
    private final MatrixHistory history;
    private final Map<NodeId, Row> rows = new HashMap<>();
    private final Map<Integer, Instant> since = new HashMap<>();
    private final Map<Integer, Status> held = new HashMap<>();
    private int next;

    Flapping(ClusterConfig config, long seed) {
        this.config = config;
        random = new Random(seed);
        history = new MatrixHistory(config.ids(), MatrixHistory.ENOUGH_MARKS);
    }

    MatrixHistory history() {
        return history;
    }

    /** All have told something. */
    ClusterView all(Moment now) {
        config.nodes().forEach(member -> next(now));
        return view(now);
    }

    /** One observer has news, each in its turn: of a fifth of the others it holds something else than before. */
    ClusterView next(Moment now) {
        int observer = next++ % config.nodes().size();
        NodeId self = config.ids().get(observer);
        List<PeerReport> peers = new ArrayList<>();
        for (int subject = 0; subject < config.nodes().size(); subject++) {
            if (subject != observer) {
                peers.add(peer(observer, subject, now.wall()));
            }
        }
        var report = new Report(
                self,
                1L,
                48_213L,
                (long) next,
                now.wall(),
                Duration.ofMinutes(10),
                config.heartbeat(),
                "evidence",
                Duration.ofMillis(2),
                0,
                peers);
        var row = new Row(self, report, now, null);
        rows.put(self, row);
        history.take(row, now);
        return view(now);
    }

    private PeerReport peer(int observer, int subject, Instant now) {
        int cell = observer * config.nodes().size() + subject;
        if (!held.containsKey(cell) || random.nextInt(5) == 0) {
            held.put(cell, STATUSES[random.nextInt(STATUSES.length)]);
            since.put(cell, now);
        }
        Status status = held.getOrDefault(cell, Status.UP);
        Instant from = since.getOrDefault(cell, now);
        Instant heard = status == Status.UP ? now.minusMillis(50) : from.minusMillis(900);
        Member member = config.nodes().get(subject);
        return new PeerReport(
                member.id(),
                member.address().url(),
                status,
                heard,
                now,
                from,
                1L,
                status == Status.UP ? Evidence.OK : Evidence.TIMEOUT,
                Duration.ofMillis(1),
                0,
                status == Status.UP ? null : Evidence.TIMEOUT.phrase(),
                3,
                0,
                StoryVerdicts.of(status, now, heard, from, List.of()));
    }

    private ClusterView view(Moment now) {
        return new ClusterView(now, new Matrix(config.ids(), rows), 0);
    }
}
