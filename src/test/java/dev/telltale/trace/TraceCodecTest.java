package dev.telltale.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickTrace;
import dev.telltale.testkit.Seeds;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Encoded traces are read as they were, and everything else is refused. */
class TraceCodecTest {
    private static final NodeId PEER = new NodeId("peer0");

    private static byte[] encode(TraceHeader header, List<TickTrace> ticks) {
        var out = new ByteWriter();
        var encoder = new TickEncoder(header);
        ticks.forEach(tick -> encoder.encode(tick, out));
        return out.toBytes();
    }

    @Test
    void anyTraceIsReadAsItWas() {
        Seeds.all(300).forEach(seed -> {
            var traces = new RandomTraces(seed);
            TraceHeader header = traces.header();
            List<TickTrace> ticks = traces.ticks(100);
            assertThat(HeaderCodec.decode(HeaderCodec.encode(header))).isEqualTo(header);
            assertThat(TickDecoder.decode(header, encode(header, ticks))).isEqualTo(ticks);
        });
    }

    @Test
    void ticksAfterARestartAreReadByThemselves() {
        Seeds.all(50).forEach(seed -> {
            var traces = new RandomTraces(seed);
            var encoder = new TickEncoder(traces.header());
            var out = new ByteWriter();
            traces.ticks(50).forEach(tick -> encoder.encode(tick, out));
            encoder.restart();
            out.clear();
            List<TickTrace> ticks = traces.ticks(50);
            ticks.forEach(tick -> encoder.encode(tick, out));
            assertThat(TickDecoder.decode(traces.header(), out.toBytes())).isEqualTo(ticks);
        });
    }

    @Test
    void timesAreRoundedDownOnOneGridSoThatDifferencesOfWholeMicrosecondsStayExact() throws TraceFormatException {
        TraceHeader header = new RandomTraces(1).header();
        ClockReading start = header.start();
        TickTrace heard = tick(after(start, 1_000_999), ok(after(start, 700_999), Duration.ofNanos(500_999)));
        TickTrace timeout = tick(after(start, 700_999 + 5_000_000_000L));

        List<TickTrace> read = TickDecoder.decode(header, encode(header, List.of(heard, timeout)));

        Attempt attempt = ((NodeEvent.AttemptCompleted) read.get(0).events().get(0)).attempt();
        assertThat(read.get(0).at().nanosSince(start)).isEqualTo(1_000_000);
        assertThat(attempt.ended().nanosSince(start)).isEqualTo(700_000);
        assertThat(attempt.took()).isEqualTo(Duration.ofNanos(500_000));
        assertThat(read.get(1).at().since(attempt.ended())).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theWallClockIsRightWithinHalfAMillisecond() throws TraceFormatException {
        TraceHeader header = new RandomTraces(2).header();
        List<TickTrace> ticks = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            // Fast by 100 ppm, set forward by an hour and back.
            ClockReading at = after(header.start(), i * 100_000_000L);
            Duration ahead = Duration.ofNanos(i * 10_000L).plusHours(i / 300 % 2);
            ticks.add(tick(new ClockReading(at.nanos(), at.wall().plus(ahead))));
        }
        List<TickTrace> read = TickDecoder.decode(header, encode(header, ticks));
        for (int i = 0; i < ticks.size(); i++) {
            assertThat(Duration.between(
                                    read.get(i).at().wall(), ticks.get(i).at().wall())
                            .abs())
                    .isLessThanOrEqualTo(Duration.ofNanos(501_000));
        }
    }

    @Test
    void theTextOfAnErrorIsThatOfItsEvidence() throws TraceFormatException {
        TraceHeader header = new RandomTraces(3).header();
        ClockReading at = after(header.start(), 1_000);
        var failed =
                new Attempt(PEER, Evidence.REFUSED, at, Duration.ZERO, null, "connection refused by 10.0.0.1", null);
        TickTrace read = TickDecoder.decode(
                        header, encode(header, List.of(tick(at, new NodeEvent.AttemptCompleted(failed)))))
                .get(0);
        assertThat(((NodeEvent.AttemptCompleted) read.events().get(0)).attempt().error())
                .isEqualTo("connection refused");
    }

    @Test
    void eventsOfNodesThatAreNotMonitoredAreLeftOut() throws TraceFormatException {
        TraceHeader header = new RandomTraces(4).header();
        ClockReading at = after(header.start(), 1_000);
        var stranger = new Attempt(new NodeId("stranger"), Evidence.OK, at, Duration.ZERO, null, null, null);
        TickTrace told = tick(
                at,
                new NodeEvent.AttemptCompleted(stranger),
                new NodeEvent.ConnectionLost(PEER),
                new NodeEvent.LeaveAnnounced(stranger.peer()));
        assertThat(TickDecoder.decode(header, encode(header, List.of(told))))
                .containsExactly(tick(at, new NodeEvent.ConnectionLost(PEER)));
    }

    @Test
    void aNodeWithoutPeersHasATraceToo() throws TraceFormatException {
        TraceHeader random = new RandomTraces(9).header();
        var header = new TraceHeader(
                random.observer(), 1, List.of(), random.heartbeat(), random.detection(), random.start());
        TickTrace late = tick(after(header.start(), 1_000), new NodeEvent.IoThreadLag(300_000_000));
        assertThat(HeaderCodec.decode(HeaderCodec.encode(header))).isEqualTo(header);
        assertThat(TickDecoder.decode(header, encode(header, List.of(late)))).containsExactly(late);
    }

    @Test
    void anotherVersionIsRefusedInOneSentence() {
        byte[] header = HeaderCodec.encode(new RandomTraces(5).header());
        header[0] = 2;
        assertThatThrownBy(() -> HeaderCodec.decode(header))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage("the trace has the version 2, and this program reads version 1");
    }

    /** Each of them once cost, or could cost, memory or another exception. */
    @Test
    void malformedBytesAreRefused() {
        TraceHeader header = new RandomTraces(6).header();
        assertRefused(header, 0x30, 0);
        assertRefused(header, 0x00);
        // 2^31 - 1 events and requests that do not follow.
        assertRefused(header, 0x3f, 0, 0xff, 0xff, 0xff, 0xff, 7, 0xff, 0xff, 0xff, 0xff, 7);
        assertRefused(header, 0x40, 0, 0x08);
        assertRefused(header, 0x08, 0, 100);
        assertRefused(header, 0x01, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1);
        assertRefused(header, 0x01, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2);
        assertRefused(header, 0x01, 0, 3, 0x84);
        assertRefused(header, 0x01, 0, 3, 0x40);
        assertRefused(header, 0x01, 0, 1, 0x60, 0, 0);
        assertRefused(header, 0x01, 0, 1, 0x18, 0, 0);
        assertThatThrownBy(() -> TickDecoder.decode(header, new byte[] {2}))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage("ticks begin with the unknown unit of time 2");
    }

    private static void assertRefused(TraceHeader header, int... bytes) {
        // After the unit of time.
        byte[] ticks = new byte[1 + bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ticks[1 + i] = (byte) bytes[i];
        }
        assertThatThrownBy(() -> TickDecoder.decode(header, ticks))
                .as(Arrays.toString(bytes))
                .isInstanceOf(TraceFormatException.class);
    }

    @Test
    void changedAndRandomBytesAreReadOrRefused() {
        Seeds.all(200).forEach(seed -> {
            var traces = new RandomTraces(seed);
            var random = new SplittableRandom(seed);
            TraceHeader header = traces.header();
            byte[] encoded = HeaderCodec.encode(header);
            byte[] ticks = encode(header, traces.ticks(20));
            byte[] message = TraceMessage.encode(encoded, List.of(new TraceSegment(0, 20, ticks)));
            for (int i = 0; i < 50; i++) {
                byte[] changedHeader = changed(encoded, random);
                byte[] changedTicks = changed(ticks, random);
                byte[] changedMessage = changed(message, random);
                readOrRefuse(() -> HeaderCodec.decode(changedHeader));
                readOrRefuse(() -> TickDecoder.decode(header, changedTicks));
                readOrRefuse(() -> TraceMessage.decode(changedMessage, random.nextInt(30)));
            }
        });
    }

    private static byte[] changed(byte[] bytes, SplittableRandom random) {
        byte[] changed = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
        if (random.nextInt(10) == 0) {
            random.nextBytes(changed);
        }
        for (int i = random.nextInt(4); i > 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
        }
        return changed;
    }

    @FunctionalInterface
    private interface Reading {
        Object read() throws TraceFormatException;
    }

    private static void readOrRefuse(Reading reading) {
        try {
            assertThat(reading.read()).isNotNull();
        } catch (TraceFormatException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "null").hasSizeLessThan(250);
        }
    }

    @Test
    void aMessageHasTheTicksFromTheWantedOneOn() throws TraceFormatException {
        var traces = new RandomTraces(7);
        byte[] header = HeaderCodec.encode(traces.header());
        List<TickTrace> first = traces.ticks(10);
        List<TickTrace> second = traces.ticks(5);
        byte[] message = TraceMessage.encode(
                header,
                List.of(
                        new TraceSegment(100, 10, encode(traces.header(), first)),
                        new TraceSegment(110, 5, encode(traces.header(), second))));

        assertChunk(TraceMessage.decode(message, 95), 100, 115, 5);
        assertChunk(TraceMessage.decode(message, 100), 100, 115, 0);
        assertChunk(TraceMessage.decode(message, 113), 113, 115, 0);
        TraceChunk chunk = TraceMessage.decode(message, 109);
        assertThat(chunk.ticks())
                .startsWith(first.get(9))
                .endsWith(second.get(4))
                .hasSize(6);
        assertThat(TickDecoder.decode(HeaderCodec.decode(chunk.encodedHeader()), chunk.encodedTicks()))
                .isEqualTo(chunk.ticks());
        assertChunk(TraceMessage.decode(TraceMessage.encode(header, List.of()), 42), 42, 42, 0);
    }

    private static void assertChunk(TraceChunk chunk, long first, long next, long lost) {
        assertThat(List.of(chunk.first(), chunk.next(), chunk.lost())).containsExactly(first, next, lost);
        assertThat(chunk.ticks()).hasSize((int) (next - first));
    }

    @Test
    void aMessageWithAGapIsRefused() {
        var traces = new RandomTraces(8);
        byte[] ticks = encode(traces.header(), traces.ticks(10));
        byte[] message = TraceMessage.encode(
                HeaderCodec.encode(traces.header()),
                List.of(new TraceSegment(0, 10, ticks), new TraceSegment(11, 10, ticks)));
        assertThatThrownBy(() -> TraceMessage.decode(message, 0))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage("a segment begins with tick 11 instead of tick 10");
    }

    private static ClockReading after(ClockReading start, long nanos) {
        return new ClockReading(start.nanos() + nanos, start.wall().plusNanos(nanos));
    }

    private static TickTrace tick(ClockReading at, NodeEvent... events) {
        return new TickTrace(at, 0, List.of(events), List.of(), List.of());
    }

    private static NodeEvent ok(ClockReading ended, Duration took) {
        return new NodeEvent.AttemptCompleted(new Attempt(PEER, Evidence.OK, ended, took, 7L, null, null));
    }
}
