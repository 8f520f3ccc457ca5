package dev.telltale.recording.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.recording.RecordedChunk;
import dev.telltale.recording.RecordingFixture;
import dev.telltale.recording.RecordingLimits;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.testkit.Await;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording costs; prints what it measured. The ticks of an attempt take 6 bytes here. */
class RecordingCostTest {
    private static final int ATTEMPT_BYTES = 6;

    @TempDir
    private Path parent = Path.of("");

    /** Three nodes that ask two peers each every 2 s, read every half second, for a day. */
    @Test
    void aDayOfThreeNodesIsSmallAndQuicklyRead() throws IOException {
        var fixture = new RecordingFixture(parent.resolve("a"));
        int rounds = 43_200;
        long attempts = 0;
        try (RecordingWriter writer = fixture.open()) {
            for (int round = 0; round < rounds; round++) {
                // The heartbeats of the three nodes fall into different seconds.
                for (int half = 0; half < 4; half++) {
                    fixture.clock.advance(Duration.ofMillis(500));
                    if (half < 3) {
                        writer.offer(chunk(half, round, fixture.clock.now().wall()));
                        attempts += 2;
                    }
                    fixture.flush(writer);
                }
            }
        }
        long bytes = 0;
        for (Path file : fixture.attempts()) {
            bytes += Files.size(file);
        }
        long framing = bytes - attempts * ATTEMPT_BYTES;
        var read = new AtomicLong();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            read.set(0);
            long began = TimeSource.SYSTEM.nanos();
            fixture.reader().attempts(Instant.MIN, Instant.MAX, chunk -> read.addAndGet(chunk.count()));
            best = Math.min(best, TimeSource.SYSTEM.nanos() - began);
            if (i == 0) {
                System.out.printf("day of three nodes: first read %.0f ms%n", best / 1e6);
            }
        }
        long spanBegan = TimeSource.SYSTEM.nanos();
        Instant noon = RecordingFixture.START.plus(Duration.ofHours(20));
        var inSpan = new AtomicLong();
        fixture.reader().attempts(noon, noon.plusSeconds(60), chunk -> inSpan.addAndGet(chunk.count()));
        System.out.printf(
                "day of three nodes: %d attempts, %d bytes, framing %.2f bytes an attempt, read in %.0f ms,"
                        + " a minute of it in %.1f ms%n",
                attempts,
                bytes,
                framing / (double) attempts,
                best / 1e6,
                (TimeSource.SYSTEM.nanos() - spanBegan) / 1e6);
        assertThat(read.get()).isEqualTo(attempts);
        assertThat(bytes).isLessThan(3_000_000);
        assertThat(framing / (double) attempts).isLessThan(1.5);
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(500));
        assertThat(inSpan.get()).isBetween(180L, 20_000L);
    }

    private static RecordedChunk chunk(int node, int round, Instant at) {
        byte[] header = RecordingFixture.bytes("header of 100 bytes ".repeat(5));
        byte[] ticks = new byte[2 * ATTEMPT_BYTES];
        return new RecordedChunk(
                new NodeId("node" + node), header, at.minusSeconds(2), at, round * 2L, round * 2L + 2, ticks);
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
