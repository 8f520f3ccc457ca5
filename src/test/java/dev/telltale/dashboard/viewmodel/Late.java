package dev.telltale.dashboard.viewmodel;

import dev.telltale.model.Matrix;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Report;
import dev.telltale.model.Row;
import dev.telltale.model.Status;
import dev.telltale.model.Verdict;
import dev.telltale.observe.ClusterView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/** A view in which every down came later. */
final class Late {
    private Late() {}

    static ClusterView by(ClusterView view, Duration delay) {
        var rows = new HashMap<>(view.matrix().rows());
        rows.replaceAll((node, row) -> row(row, delay));
        return new ClusterView(view.at(), new Matrix(view.matrix().nodes(), rows), view.journalEnd());
    }

    private static Row row(Row row, Duration delay) {
        Report said = Objects.requireNonNull(row.report());
        var report = new Report(
                said.self(),
                said.incarnation(),
                said.pid(),
                said.version(),
                said.timestamp(),
                said.uptime(),
                said.settings(),
                said.detector(),
                said.lag(),
                said.health(),
                said.peers().stream().map(peer -> peer(peer, delay)).toList());
        return new Row(row.observer(), report, row.answered(), row.silence());
    }

    private static PeerReport peer(PeerReport peer, Duration delay) {
        Instant since = peer.status() == Status.DOWN && peer.since() != null
                ? peer.since().plus(delay)
                : peer.since();
        List<Verdict> verdicts = peer.verdicts().stream()
                .map(verdict -> verdict.status() == Status.DOWN && verdict.since() != null
                        ? new Verdict(
                                verdict.detector(),
                                Status.DOWN,
                                verdict.since().plus(delay),
                                verdict.evidence(),
                                verdict.level(),
                                null,
                                null,
                                verdict.confirmedBy())
                        : verdict)
                .toList();
        return new PeerReport(
                peer.id(),
                peer.url(),
                peer.status(),
                peer.lastHeartbeat(),
                peer.lastCheck(),
                since,
                peer.incarnation(),
                peer.evidence(),
                peer.roundTrip(),
                peer.missed(),
                peer.error(),
                peer.flaps(),
                peer.restarts(),
                verdicts);
    }
}
