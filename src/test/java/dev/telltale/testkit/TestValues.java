package dev.telltale.testkit;

import dev.telltale.fault.Link;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.Evidence;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Node ids, times and status reports, with fixed values for everything that a test does not set. */
public final class TestValues {
    /** Just below the wrap of the monotonic clock. */
    public static final ClockReading NOW =
            new ClockReading(Long.MAX_VALUE - 5, Instant.parse("2026-11-23T14:03:25.480Z"));

    private static final long INCARNATION = 1_763_906_471_123L;

    /** The state of one subject as one observer reports it. */
    public record PeerState(
            Status status,
            @Nullable Evidence evidence,
            Instant heard,
            Instant since,
            @Nullable Evidence last) {
        public PeerState(Status status, @Nullable Evidence evidence, Instant heard, Instant since) {
            this(status, evidence, heard, since, evidence);
        }

        @Nullable
        String error() {
            return last == null ? null : TestValues.error(last);
        }
    }

    private TestValues() {}

    public static NodeId node(int number) {
        return new NodeId("node" + number);
    }

    public static List<NodeId> nodes(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(TestValues::node).toList();
    }

    public static Link link(int observer, int subject) {
        return new Link(node(observer), node(subject));
    }

    /** This long after {@link #NOW}, or before it if the duration is negative. */
    public static ClockReading later(Duration time) {
        return new ClockReading(NOW.nanos() + time.toNanos(), NOW.wall().plus(time));
    }

    public static ClockReading at(long millis) {
        return later(Duration.ofMillis(millis));
    }

    static Instant ago(Duration time) {
        return NOW.wall().minus(time);
    }

    private static @Nullable String error(Evidence evidence) {
        String reason = evidence == Evidence.TIMEOUT ? "no answer within 1 s" : evidence.phrase();
        return evidence == Evidence.OK ? null : reason;
    }

    /** The URL of "node1" has port 8001, and so on; the incarnation has changed this number of times. */
    static PeerReport peer(
            NodeId subject,
            PeerState state,
            Instant checked,
            int restarts,
            @Nullable Silence silence,
            List<DetectorVerdict> verdicts) {
        return new PeerReport(
                subject,
                "http://127.0.0.1:" + (8_000 + Integer.parseInt(subject.value().substring("node".length()))),
                INCARNATION + restarts,
                new PeerReport.Current(state.status(), state.since(), state.evidence()),
                new PeerReport.Attempts(
                        state.heard(),
                        checked,
                        Duration.ofNanos(700_000),
                        state.status() == Status.UP ? 0 : 1,
                        state.error(),
                        state.last()),
                new PeerReport.Returns(0, restarts, silence),
                verdicts);
    }

    public static PeerReport peer(NodeId subject, PeerState state, Instant checked) {
        return peer(subject, state, checked, 0, null, List.of());
    }

    /** The status changed with the last heartbeat or failed attempt. */
    public static PeerReport peer(int subject, Status status, Instant at) {
        return peer(
                node(subject), new PeerState(status, status == Status.UP ? Evidence.OK : Evidence.TIMEOUT, at, at), at);
    }

    /** The row of a healthy observer. */
    public static MatrixRow row(
            NodeId observer, ClockReading answered, @Nullable Instant timestamp, List<PeerReport> peers) {
        return new MatrixBuilder.Observer().row(observer, answered, timestamp, peers);
    }

    /** The observer answers this number of milliseconds after {@link #NOW}, when all statuses have just changed. */
    public static MatrixRow row(int observer, int nodes, long millis, IntFunction<Status> status) {
        Instant at = at(millis).wall();
        List<PeerReport> peers = IntStream.rangeClosed(1, nodes)
                .filter(subject -> subject != observer)
                .mapToObj(subject -> peer(subject, status.apply(subject), at))
                .toList();
        return row(node(observer), at(millis), at, peers);
    }

    /** Plausible verdicts of the four detectors on the same heartbeats; the evidence detector has the given state. */
    static List<DetectorVerdict> verdicts(PeerState state, Instant written, List<NodeId> confirming) {
        Status status = state.status();
        Instant since = state.since();
        Duration left = left(written, state.heard().plusMillis(5_000));
        Duration phiLeft = left(written, state.heard().plusMillis(status == Status.DOWN ? 5_400 : 5_140));
        if (status == Status.DOWN) {
            return List.of(
                    down(DetectorKind.EVIDENCE, since, List.of()),
                    verdict(DetectorKind.TIMEOUT, Status.SUSPECT, since, Evidence.REFUSED, left),
                    verdict(DetectorKind.PHI, Status.SUSPECT, since.plusMillis(600), null, phiLeft),
                    down(DetectorKind.SWIM, since.plusMillis(1_198), confirming));
        }
        if (status == Status.UNKNOWN) {
            return List.of();
        }
        Evidence evidence = status == Status.UP ? Evidence.OK : Evidence.TIMEOUT;
        Instant phiSince = status == Status.UP ? since : since.minusSeconds(130);
        Duration swimLeft = status == Status.UP ? null : Duration.ofMillis(2_400);
        return List.of(
                verdict(DetectorKind.EVIDENCE, status, since, evidence, left),
                verdict(DetectorKind.TIMEOUT, status, since, evidence, left),
                verdict(DetectorKind.PHI, Status.UP, phiSince, status == Status.UP ? evidence : null, phiLeft),
                verdict(DetectorKind.SWIM, status, since, evidence, swimLeft));
    }

    static DetectorVerdict down(DetectorKind kind, Instant since, List<NodeId> confirming) {
        return new DetectorVerdict(kind, Status.DOWN, since, Evidence.REFUSED, null, null, null, confirming);
    }

    private static Duration left(Instant written, Instant end) {
        return end.isBefore(written) ? Duration.ZERO : Duration.between(written, end);
    }

    private static DetectorVerdict verdict(
            DetectorKind kind, Status status, Instant since, @Nullable Evidence evidence, @Nullable Duration nextIn) {
        boolean isPhi = kind == DetectorKind.PHI;
        double phi = status == Status.SUSPECT ? 5.9 : evidence == null ? 0.4 : 0;
        Status next = isPhi && status == Status.UP ? Status.SUSPECT : Status.DOWN;
        return new DetectorVerdict(
                kind, status, since, evidence, isPhi ? phi : null, nextIn == null ? null : next, nextIn, List.of());
    }
}
