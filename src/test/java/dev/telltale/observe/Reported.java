package dev.telltale.observe;

import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Report;
import dev.telltale.model.Row;
import dev.telltale.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows as a watch would see them, told in a line each. */
final class Reported {
    static final Instant BEGIN = Instant.parse("2026-11-23T14:00:00Z");

    private Reported() {}

    static NodeId node(int number) {
        return new NodeId("node" + number);
    }

    static List<NodeId> nodes(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Reported::node).toList();
    }

    static Moment at(long millis) {
        return new Moment(Long.MAX_VALUE - 5 + millis * 1_000_000, BEGIN.plusMillis(millis));
    }

    static PeerReport peer(int subject, Status status, Instant since) {
        return new PeerReport(
                node(subject),
                "http://127.0.0.1:" + (8000 + subject),
                status,
                since,
                since,
                since,
                1L,
                status == Status.UP ? Evidence.OK : Evidence.TIMEOUT,
                Duration.ofMillis(1),
                0,
                status == Status.UP ? null : "no answer within 1 s");
    }

    /** An answer that arrived so many milliseconds after the beginning. */
    static Row answer(int observer, long millis, @Nullable Instant stamped, List<PeerReport> peers) {
        var report = new Report(
                node(observer), 1L, 1L, 1L, stamped, Duration.ZERO, HeartbeatSettings.DEFAULT, "evidence", peers);
        return new Row(node(observer), report, at(millis), null);
    }

    /** An answer about all others, whose status is as old as it. */
    static Row answer(int observer, int nodes, long millis, Function<Integer, Status> status) {
        List<PeerReport> peers = IntStream.rangeClosed(1, nodes)
                .filter(subject -> subject != observer)
                .mapToObj(subject -> peer(subject, status.apply(subject), BEGIN.plusMillis(millis)))
                .toList();
        return answer(observer, millis, BEGIN.plusMillis(millis), peers);
    }

    static Row silent(Row before, String why) {
        return new Row(before.observer(), before.report(), before.answered(), why);
    }
}
