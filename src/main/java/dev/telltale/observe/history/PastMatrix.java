package dev.telltale.observe.history;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.time.ClockReading;
import dev.telltale.time.WallMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the matrix of a past instant from recorded statuses. */
final class PastMatrix {
    private final List<NodeId> nodes;
    private final ClockReading at;
    private final Map<NodeId, MatrixRow> rows = new HashMap<>();
    private final List<PeerReport> peers = new ArrayList<>();
    private @Nullable NodeId observer;
    private @Nullable ObserverState state;
    private long reportedMicros;

    PastMatrix(List<NodeId> nodes, ClockReading at) {
        this.nodes = nodes;
        this.at = at;
    }

    /** Begins an observer's row; its last report is of that instant, in {@link WallMicros}. */
    void begin(NodeId next, ObserverState nextState, long lastReported) {
        observer = next;
        state = nextState;
        reportedMicros = lastReported;
        peers.clear();
    }

    /** Adds a cell to the row; {@code sinceMicros} is in {@link WallMicros}. */
    void add(NodeId subject, String url, RecordedStatus status, long sinceMicros) {
        Instant since = WallMicros.instant(sinceMicros);
        List<DetectorVerdict> verdicts = detector()
                .map(kind -> new DetectorVerdict(
                        kind, status.status(), since, status.evidence(), null, null, null, List.of()))
                .map(List::of)
                .orElse(List.of());
        peers.add(new PeerReport(
                subject,
                url,
                status.status(),
                null,
                null,
                since,
                null,
                status.evidence(),
                null,
                0,
                status.error(),
                status.evidence(),
                0,
                0,
                null,
                verdicts));
    }

    private Optional<DetectorKind> detector() {
        String word = state == null ? null : state.detector();
        return word == null ? Optional.empty() : DetectorKind.ofWord(word);
    }

    /** Completes the row. */
    void end() {
        NodeId self = Objects.requireNonNull(observer);
        ObserverState observed = Objects.requireNonNull(state);
        Instant wall = WallMicros.instant(reportedMicros);
        var answered =
                new ClockReading(at.nanos() - Duration.between(wall, at.wall()).toNanos(), wall);
        var report = new StatusReport(
                self,
                null,
                null,
                null,
                wall,
                null,
                observed.settings(),
                observed.detector(),
                null,
                observed.health(),
                peers);
        boolean hasReport = !observed.isSilent() || !peers.isEmpty();
        rows.put(self, new MatrixRow(self, hasReport ? report : null, hasReport ? answered : null, observed.silence()));
    }

    Matrix matrix() {
        return new Matrix(nodes, rows);
    }
}
