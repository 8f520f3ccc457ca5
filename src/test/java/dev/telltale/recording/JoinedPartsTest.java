package dev.telltale.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.node.TickTrace;
import dev.telltale.time.ClockReading;
import dev.telltale.trace.HeaderCodec;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TickDecoder;
import dev.telltale.trace.TraceHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The parts of closed segments have the same ticks in fewer bytes. */
class JoinedPartsTest {
    private static final List<NodeTrace> TRACES = SimulatedTraces.of(3, Duration.ofMinutes(10));

    private static List<TickTrace> ticks(List<RecordedChunk> parts, TraceHeader header) {
        List<TickTrace> ticks = new ArrayList<>();
        long next = 0;
        for (RecordedChunk part : parts) {
            if (part.node().equals(header.observer())) {
                assertThat(part.first()).isEqualTo(next);
                assertThat(assertDoesNotThrow(() -> HeaderCodec.decode(part.header())))
                        .isEqualTo(header);
                ticks.addAll(assertDoesNotThrow(() -> TickDecoder.decode(header, part.ticks())));
                next = part.next();
            }
        }
        return ticks;
    }

    private static long bytes(List<RecordedChunk> parts) {
        return parts.stream().mapToLong(part -> part.ticks().length).sum();
    }

    @Test
    void theTicksAreTheSameInFewerBytes() {
        List<RecordedChunk> parts = TRACES.stream()
                .flatMap(trace -> SimulatedTraces.parts(trace).stream())
                .sorted(Comparator.comparing(RecordedChunk::to))
                .toList();

        List<RecordedChunk> joined = Compaction.JoinedParts.of(parts);

        System.out.printf(
                "joined %d parts with %d bytes to %d with %d%n",
                parts.size(), bytes(parts), joined.size(), bytes(joined));
        assertThat(joined).hasSize(3);
        assertThat(bytes(joined)).isLessThan(bytes(parts) * 3 / 4);
        for (NodeTrace trace : TRACES) {
            assertThat(ticks(joined, trace.header()))
                    .hasSize(trace.ticks().size())
                    .isEqualTo(ticks(parts, trace.header()));
        }
        assertThat(joined.get(0).from()).isEqualTo(parts.get(0).from());
    }

    /** Differences between the clocks up to 0.5 ms are not in a part; joining adds no error to that. */
    @Test
    void theWallClockStaysAsItWasInEachPart() {
        var random = new SplittableRandom(3);
        NodeTrace steady = TRACES.get(0);
        List<TickTrace> ticks = new ArrayList<>();
        long ahead = 0;
        for (TickTrace tick : steady.ticks()) {
            ahead += random.nextInt(300);
            ClockReading at =
                    new ClockReading(tick.at().nanos(), tick.at().wall().plusNanos(ahead * 1_000));
            ticks.add(new TickTrace(at, tick.lateNanos(), tick.events(), tick.requests(), tick.probes()));
        }
        List<RecordedChunk> parts = SimulatedTraces.parts(new NodeTrace(steady.header(), ticks, true));

        List<RecordedChunk> joined = Compaction.JoinedParts.of(parts);

        assertThat(joined).hasSize(1);
        assertThat(ticks(joined, steady.header())).isEqualTo(ticks(parts, steady.header()));
    }

    @Test
    void aPartThatCannotBeDecodedStays() {
        List<RecordedChunk> parts = new ArrayList<>(SimulatedTraces.parts(TRACES.get(0)));
        RecordedChunk good = parts.get(2);
        byte[] broken = RecordingFixture.bytes("no ticks");
        parts.set(
                2,
                new RecordedChunk(
                        good.node(), good.header(), good.from(), good.to(), good.first(), good.next(), broken));

        assertThat(Compaction.JoinedParts.of(parts)).isEqualTo(parts);
    }

    @Test
    void partsAcrossAGapOrOfOtherProcessesAreNotJoined() {
        List<RecordedChunk> parts = new ArrayList<>(SimulatedTraces.parts(TRACES.get(0)));
        parts.remove(5);
        assertThat(Compaction.JoinedParts.of(parts))
                .hasSize(2)
                .extracting(RecordedChunk::first)
                .first()
                .isEqualTo(0L);

        Instant at = RecordingFixture.START;
        List<RecordedChunk> opaque = List.of(
                RecordingFixture.chunk(RecordingFixture.ONE, 0, 1, at, "a"),
                RecordingFixture.chunk(RecordingFixture.ONE, 1, 2, at, "b"));
        assertThat(Compaction.JoinedParts.of(opaque)).isEqualTo(opaque);
    }
}
