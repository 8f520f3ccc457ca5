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

/** Builds a matrix of what is remembered: reports as the observers would have written them at one moment. */
final class PastMatrix {
    private final List<NodeId> nodes;
    private final ClockReading at;
    private final Map<NodeId, MatrixRow> rows = new HashMap<>();
    private final List<PeerReport> peers = new ArrayList<>();
    private @Nullable NodeId observer;
    private @Nullable ObserverState presence;
    private long spoken;

    PastMatrix(List<NodeId> nodes, ClockReading at) {
        this.nodes = nodes;
        this.at = at;
    }

    /** Begins an observer's row, whose last word was at that instant. */
    void begin(NodeId next, ObserverState how, long lastWord) {
        observer = next;
        presence = how;
        spoken = lastWord;
        peers.clear();
    }

    void add(NodeId subject, String url, RecordedStatus held, long since) {
        Instant began = WallMicros.instant(since);
        List<DetectorVerdict> verdicts = detector()
                .map(kind ->
                        new DetectorVerdict(kind, held.status(), began, held.evidence(), null, null, null, List.of()))
                .map(List::of)
                .orElse(List.of());
        peers.add(new PeerReport(
                subject,
                url,
                held.status(),
                null,
                null,
                began,
                null,
                held.evidence(),
                null,
                0,
                held.error(),
                held.evidence(),
                0,
                0,
                null,
                verdicts));
    }

    private Optional<DetectorKind> detector() {
        String word = presence == null ? null : presence.detector();
        return word == null ? Optional.empty() : DetectorKind.ofWord(word);
    }

    void end() {
        NodeId self = Objects.requireNonNull(observer);
        ObserverState how = Objects.requireNonNull(presence);
        Instant wall = WallMicros.instant(spoken);
        var answered =
                new ClockReading(at.nanos() - Duration.between(wall, at.wall()).toNanos(), wall);
        var report = new StatusReport(
                self, null, null, null, wall, null, how.settings(), how.detector(), null, how.health(), peers);
        boolean hasSpoken = !how.isSilent() || !peers.isEmpty();
        rows.put(self, new MatrixRow(self, hasSpoken ? report : null, hasSpoken ? answered : null, how.silence()));
    }

    Matrix matrix() {
        return new Matrix(nodes, rows);
    }
}
