package dev.telltale.trace;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickResult;
import dev.telltale.node.TickTrace;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Traces of everything that a node can be told, with times of whole microseconds. */
final class RandomTraces {
    private static final int MAX_PEERS = 40;
    private static final Evidence[] EVIDENCE = Evidence.values();

    private final SplittableRandom random;
    private final TraceHeader header;
    private long micros;
    private long wallAhead;
    private List<NodeId> lastRequests = List.of();

    RandomTraces(long seed) {
        random = new SplittableRandom(seed);
        List<NodeId> peers = new ArrayList<>();
        int count = 1 + random.nextInt(MAX_PEERS);
        for (int i = 0; i < count; i++) {
            peers.add(new NodeId("peer" + i));
        }
        long interval = 10L + random.nextInt(3_000);
        header = new TraceHeader(
                new NodeId("observer"),
                random.nextLong(),
                peers,
                new HeartbeatSettings(
                        Duration.ofMillis(interval), Duration.ofMillis(interval + 1 + random.nextInt(9_000))),
                new DetectionSettings(
                        DetectorKind.ALL.get(random.nextInt(DetectorKind.ALL.size())),
                        1 + random.nextInt(100),
                        1 + random.nextInt(100),
                        Duration.ofMillis(random.nextInt(60_000)),
                        1 + 15 * random.nextDouble(),
                        random.nextInt(17)),
                // Any monotonic time, also shortly before it wraps.
                new ClockReading(
                        random.nextBoolean() ? Long.MAX_VALUE - random.nextInt(1_000_000) : random.nextLong(),
                        Instant.parse("2026-11-30T00:00:00Z").plus(random.nextInt(), ChronoUnit.MICROS)));
    }

    TraceHeader header() {
        return header;
    }

    List<TickTrace> ticks(int count) {
        List<TickTrace> ticks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ticks.add(tick());
        }
        return ticks;
    }

    TickTrace tick() {
        micros += micros(30);
        if (random.nextInt(50) == 0) {
            // Far enough that it is recorded.
            wallAhead += 1_000 + random.nextInt(1_000_000_000);
        }
        List<NodeEvent> events = new ArrayList<>();
        for (int i = count(); i > 0; i--) {
            events.add(event());
        }
        List<NodeId> requests = new ArrayList<>();
        if (random.nextBoolean()) {
            requests.addAll(lastRequests);
        } else {
            for (int i = count(); i > 0; i--) {
                requests.add(peer());
            }
        }
        lastRequests = requests;
        List<TickResult.Probe> probes = new ArrayList<>();
        for (int i = random.nextInt(10) == 0 ? count() : 0; i > 0; i--) {
            probes.add(new TickResult.Probe(peer(), peer()));
        }
        long lateNanos = random.nextInt(10) == 0 ? 1_000 * micros(30) : 0;
        return new TickTrace(reading(micros), lateNanos, events, requests, probes);
    }

    /** Mostly few, sometimes many. */
    private int count() {
        return random.nextInt(1 << random.nextInt(6));
    }

    /** From 0, with any number of bits up to the largest. */
    private long micros(int bits) {
        return random.nextLong(1L << random.nextInt(bits));
    }

    private ClockReading reading(long at) {
        return new ClockReading(
                header.start().nanos() + 1_000 * at, header.start().wall().plus(at + wallAhead, ChronoUnit.MICROS));
    }

    private NodeId peer() {
        return header.peers().get(random.nextInt(header.peers().size()));
    }

    private NodeEvent event() {
        return switch (random.nextInt(20)) {
            case 0 -> new NodeEvent.ConnectionLost(peer());
            case 1 -> new NodeEvent.IoThreadLag(1_000 * micros(40));
            case 2 ->
                new NodeEvent.ProbeCompleted(
                        peer(), peer(), random.nextBoolean() ? null : EVIDENCE[random.nextInt(8)], incarnation());
            case 3 -> new NodeEvent.HeartbeatRequested(peer());
            case 4 -> new NodeEvent.LeaveAnnounced(peer());
            case 5 -> new NodeEvent.ProbeRequested(peer(), 0);
            default -> new NodeEvent.AttemptCompleted(attempt());
        };
    }

    private @Nullable Long incarnation() {
        return switch (random.nextInt(20)) {
            case 0 -> null;
            case 1 -> random.nextLong();
            default -> header.incarnation() + 5;
        };
    }

    private Attempt attempt() {
        Evidence evidence = random.nextInt(4) == 0 ? EVIDENCE[random.nextInt(EVIDENCE.length)] : Evidence.OK;
        return new Attempt(
                peer(),
                evidence,
                reading(micros - micros(20)),
                Duration.of(micros(24), ChronoUnit.MICROS),
                incarnation(),
                evidence == Evidence.OK ? null : evidence.phrase(),
                random.nextInt(10) == 0 ? Duration.of(random.nextInt(3), ChronoUnit.MILLIS) : null);
    }
}
