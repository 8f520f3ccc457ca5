package dev.telltale.recording.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.recording.RecordedChunk;
import dev.telltale.recording.RecordingFixture;
import dev.telltale.recording.RecordingLimits;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.recording.SimulatedTraces;
import dev.telltale.recording.load.LoadedRecording;
import dev.telltale.testkit.Await;
import dev.telltale.time.TimeSource;
import dev.telltale.trace.NodeTrace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording costs; prints what it measured. */
class RecordingCostTest {
    /** Of the ticks of nodes that are not simulated. */
    private static final int ATTEMPT_BYTES = 6;

    @TempDir
    private Path parent = Path.of("");

    /** Three nodes that ask two peers each every 2 s, read every half second, for a day. */
    @Test
    void aDayOfThreeNodesIsSmallAndQuicklyRead() throws IOException {
        var fixture = new RecordingFixture(parent.resolve("a"));
        List<NodeTrace> traces = SimulatedTraces.of(3, Duration.ofDays(1));
        long attempts = 0;
        long ticks = 0;
        Duration longest = Duration.ZERO;
        try (RecordingWriter writer = fixture.open()) {
            List<RecordedChunk> parts = traces.stream()
                    .flatMap(trace -> SimulatedTraces.parts(trace).stream())
                    .sorted(Comparator.comparing(RecordedChunk::to))
                    .toList();
            for (RecordedChunk part : parts) {
                while (part.to().isAfter(fixture.clock.now().wall())) {
                    fixture.clock.advance(RecordingWriter.FLUSH);
                    var began = TimeSource.SYSTEM.now();
                    fixture.flush(writer);
                    Duration took = TimeSource.SYSTEM.now().since(began);
                    longest = took.compareTo(longest) > 0 ? took : longest;
                }
                writer.offer(part);
            }
        }
        for (NodeTrace trace : traces) {
            ticks += trace.ticks().size();
            attempts += SimulatedTraces.attempts(trace);
        }
        long bytes = 0;
        for (Path file : fixture.attempts()) {
            bytes += Files.size(file);
        }
        var inSpan = new AtomicLong();
        Instant noon = RecordingFixture.START.plus(Duration.ofHours(20));
        Duration span = best(() -> {
            inSpan.set(0);
            fixture.reader().attempts(noon, noon.plusSeconds(60), chunk -> inSpan.addAndGet(chunk.count()));
        });
        Duration files = best(() -> fixture.reader().attempts(Instant.MIN, Instant.MAX, chunk -> {}));
        Duration decoded = best(() -> LoadedRecording.read(fixture.folder));
        System.out.printf(
                "day of three nodes: %d attempts, %d ticks, %d bytes, %.2f bytes an attempt; read in %.0f ms, and decoded"
                        + " in %.0f ms, a minute of it read in %.1f ms; 6 h made compact in %.0f ms%n",
                attempts,
                ticks,
                bytes,
                bytes / (double) attempts,
                files.toNanos() / 1e6,
                decoded.toNanos() / 1e6,
                span.toNanos() / 1e6,
                longest.toNanos() / 1e6);
        assertThat(LoadedRecording.read(fixture.folder).traces())
                .extracting(trace -> trace.ticks().size())
                .containsExactlyInAnyOrderElementsOf(
                        traces.stream().map(trace -> trace.ticks().size()).toList());
        // Intervals are up to a tenth shorter, so that nodes do not ask at the same time.
        assertThat(attempts).isBetween(259_000L, 285_000L);
        assertThat(bytes).isLessThan(3_000_000);
        assertThat(files).isLessThan(Duration.ofMillis(500));
        assertThat(decoded).isLessThan(Duration.ofSeconds(3));
        assertThat(inSpan.get()).isBetween(180L, 60_000L);
    }

    /** The shortest of five. */
    private static Duration best(ThrowingRunnable reading) {
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 5; i++) {
            var began = TimeSource.SYSTEM.now();
            assertDoesNotThrow(reading::run);
            Duration took = TimeSource.SYSTEM.now().since(began);
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }

    @FunctionalInterface
    private interface ThrowingRunnable {
        void run() throws IOException;
    }

    /** Thirty nodes with 29 attempts each in 2 s, on the recorder's own threads, for 6 s. */
    @Test
    @Tag("load")
    void recordingThirtyNodesTakesLittleProcessorTime() throws IOException {
        var fixture = new RecordingFixture(parent.resolve("a"));
        List<Member> members = IntStream.rangeClosed(1, 30)
                .mapToObj(n -> new Member(new NodeId("node" + n), new Address("127.0.0.1", 8_000 + n)))
                .toList();
        var began = TimeSource.SYSTEM.now();
        // Each node has a tick for each attempt: 29 in 2 s.
        TraceSource traces = (node, from, wait) -> {
            long next = TimeSource.SYSTEM.now().since(began).toMillis() * 29 / 2_000;
            int count = (int) Math.max(0, next - from);
            return new TraceSource.Chunk(
                    RecordingFixture.bytes(node.id() + " with a header"),
                    new byte[count * ATTEMPT_BYTES],
                    Math.min(from, next),
                    next,
                    0);
        };
        var threads = ManagementFactory.getThreadMXBean();
        long[] used = new long[1];
        try (RecordingWriter writer = RecordingWriter.open(
                fixture.folder, RecordingFixture.INFO, RecordingLimits.DEFAULT, TimeSource.SYSTEM, fixture.told::add)) {
            var changes = new Recorder.Changes(new BoundedLog<>(1), new BoundedLog<>(1), () -> Incidents.NONE);
            try (var recorder = new Recorder(members, traces, changes, writer, TimeSource.SYSTEM)) {
                recorder.start();
                Await.elapse(Duration.ofSeconds(2), "the compiler has seen the code");
                long before = processorNanos(threads);
                Await.elapse(Duration.ofSeconds(6), "the processor time is measured");
                used[0] = processorNanos(threads) - before;
            }
        }
        double share = used[0] / 6e9;
        System.out.printf("recording 30 nodes: %.2f %% of a core%n", share * 100);
        assertThat(share).isLessThan(0.05);
        assertThat(fixture.chunks().size()).isGreaterThan(300);
    }

    private static long processorNanos(ThreadMXBean threads) {
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith("record-")) {
                nanos += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return nanos;
    }
}
