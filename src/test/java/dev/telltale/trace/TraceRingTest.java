package dev.telltale.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.node.TickTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ring keeps the newest ticks, and whatever is read of it can be decoded. */
@Timeout(60)
class TraceRingTest {
    private static final int ALL = Integer.MAX_VALUE;

    private final RandomTraces traces = new RandomTraces(1);
    private final TraceHeader header = traces.header();
    private final TraceRing ring = new TraceRing(header);

    private TraceChunk read(long from, int maxBytes) throws TraceFormatException {
        return TraceMessage.decode(TraceMessage.encode(HeaderCodec.encode(header), ring.read(from, maxBytes)), from);
    }

    private static int bytes(List<TraceSegment> segments) {
        return segments.stream().mapToInt(segment -> segment.bytes().length).sum();
    }

    @Test
    void anEmptyRingHasNothing() throws TraceFormatException {
        assertThat(ring.next()).isZero();
        assertThat(ring.read(0, ALL)).isEmpty();
        assertThat(read(5, ALL).next()).isEqualTo(5);
    }

    @Test
    void everyTickIsReadFromAnyNumberOn() throws TraceFormatException {
        List<TickTrace> ticks = traces.ticks(500);
        ticks.forEach(ring::add);
        assertThat(ring.next()).isEqualTo(500);
        for (int from : new int[] {0, 1, 250, 499, 500}) {
            TraceChunk chunk = read(from, ALL);
            assertThat(chunk.ticks()).isEqualTo(ticks.subList(from, 500));
            assertThat(chunk.lost()).isZero();
        }
        assertThat(ring.read(501, ALL)).isEmpty();
    }

    @Test
    void aReaderWithALimitReadsOnWhereItStopped() throws TraceFormatException {
        List<TickTrace> ticks = traces.ticks(2_000);
        ticks.forEach(ring::add);
        List<TickTrace> read = new ArrayList<>();
        while (read.size() < ticks.size()) {
            assertThat(bytes(ring.read(read.size(), 10_000))).isBetween(1, 10_000);
            read.addAll(read(read.size(), 10_000).ticks());
        }
        assertThat(read).isEqualTo(ticks);
        assertThat(ring.read(0, 1)).as("one segment at least").hasSize(1);
    }

    @Test
    void theOldestTicksAreForgottenAndTheLossIsTold() throws TraceFormatException {
        long encoded = 0;
        List<TickTrace> all = new ArrayList<>();
        while (encoded < 3 * TraceRing.MAX_BYTES) {
            TickTrace tick = traces.tick();
            all.add(tick);
            ring.add(tick);
            encoded += encodedSize(tick);
            assertThat(bytes(ring.read(0, ALL))).isLessThanOrEqualTo(TraceRing.MAX_BYTES);
        }
        TraceChunk chunk = read(0, ALL);
        assertThat(chunk.lost()).isPositive().isEqualTo(chunk.first());
        assertThat(chunk.next()).isEqualTo(all.size());
        assertThat(chunk.ticks()).isEqualTo(all.subList((int) chunk.first(), all.size()));
        assertThat(bytes(ring.read(0, ALL))).as("most of the room is used").isGreaterThan(TraceRing.MAX_BYTES * 3 / 4);
    }

    private int encodedSize(TickTrace tick) {
        var out = new ByteWriter();
        new TickEncoder(header).encode(tick, out);
        return out.size();
    }

    @Test
    void readersOnOtherThreadsSeeWholeTicksWithoutGaps() throws Exception {
        List<TickTrace> ticks = traces.ticks(20_000);
        var isDone = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Long> reader = () -> {
                long next = 0;
                long seen = 0;
                boolean isLast;
                do {
                    isLast = isDone.get();
                    TraceChunk chunk = read(next, 16 * 1024);
                    assertThat(chunk.first()).isEqualTo(next + chunk.lost());
                    assertThat(chunk.ticks()).isEqualTo(ticks.subList((int) chunk.first(), (int) chunk.next()));
                    seen += chunk.ticks().size() + chunk.lost();
                    next = chunk.next();
                } while (!isLast || next < ring.next());
                return seen;
            };
            List<Future<Long>> readers = List.of(threads.submit(reader), threads.submit(reader));
            ticks.forEach(ring::add);
            isDone.set(true);
            for (Future<Long> future : readers) {
                assertThat(future.get()).isEqualTo(ticks.size());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
