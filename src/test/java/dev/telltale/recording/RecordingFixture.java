package dev.telltale.recording;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.config.ClusterConfig;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A recording with a clock that tests set, files that fail on request, and parts of traces. */
public final class RecordingFixture {
    public static final Instant START = Instant.parse("2026-11-30T11:00:00Z");
    public static final RecordingInfo INFO = RecordingInfo.of(ClusterConfig.DEFAULT, START);
    public static final NodeId ONE = new NodeId("node1");
    public static final NodeId TWO = new NodeId("node2");

    /** Both clocks; set by one thread. */
    public static final class SetClock implements TimeSource {
        private volatile ClockReading now = new ClockReading(Long.MAX_VALUE - 5, START);

        @Override
        public ClockReading now() {
            return now;
        }

        public void advance(Duration time) {
            now = new ClockReading(now.nanos() + time.toNanos(), now.wall().plus(time));
        }

        public void setWall(Instant wall) {
            now = new ClockReading(now.nanos(), wall);
        }
    }

    /** Files of the system that fail while they have a reason to; a failing write leaves half of its bytes. */
    public static final class FailingFiles implements AppendFile.Creator {
        public volatile @Nullable String failure;
        public volatile boolean failsToCreate;

        @Override
        public AppendFile create(Path file) throws IOException {
            if (failsToCreate) {
                throw new IOException(failure);
            }
            AppendFile real = AppendFile.Creator.SYSTEM.create(file);
            return new AppendFile() {
                @Override
                public void append(byte[] bytes) throws IOException {
                    if (failure != null) {
                        real.append(Arrays.copyOf(bytes, bytes.length / 2));
                        throw new IOException(failure);
                    }
                    real.append(bytes);
                }

                @Override
                public void sync() throws IOException {
                    real.sync();
                }

                @Override
                public void close() throws IOException {
                    real.close();
                }
            };
        }
    }

    public final SetClock clock = new SetClock();
    public final FailingFiles files = new FailingFiles();
    public final List<String> told = new ArrayList<>();
    public final Path folder;
    private final long[] next = new long[3];

    public RecordingFixture(Path folder) {
        this.folder = folder;
    }

    public RecordingWriter open(RecordingLimits limits) throws RecordingException {
        return new RecordingWriter(folder, INFO, limits, files, clock, told::add);
    }

    public RecordingWriter open() throws RecordingException {
        return open(RecordingLimits.DEFAULT);
    }

    /** The next part of the trace of node 1 or 2, of the last second. */
    public RecordedChunk chunk(int node, int ticks, int bytes) {
        Instant now = clock.now().wall();
        long first = next[node];
        next[node] += ticks;
        return chunk(new NodeId("node" + node), first, next[node], now, "x".repeat(bytes));
    }

    public static RecordedChunk chunk(NodeId node, long first, long next, Instant at, String ticks) {
        return new RecordedChunk(node, bytes("header of " + node), at.minusSeconds(1), at, first, next, bytes(ticks));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public RecordingReader reader() {
        return assertDoesNotThrow(() -> new RecordingReader(folder));
    }

    /** All parts, as text: node, first, next and ticks. */
    public List<String> chunks() {
        return chunks(Instant.MIN, Instant.MAX);
    }

    public List<String> chunks(Instant from, Instant until) {
        List<String> found = new ArrayList<>();
        assertDoesNotThrow(() -> reader().attempts(from, until, chunk -> found.add(text(chunk))));
        return found;
    }

    static String text(RecordedChunk chunk) {
        return chunk.node() + " " + chunk.first() + "-" + chunk.next() + " "
                + new String(chunk.header(), StandardCharsets.US_ASCII) + " "
                + new String(chunk.ticks(), StandardCharsets.US_ASCII);
    }

    public List<RecordedEvent> events() {
        List<RecordedEvent> found = new ArrayList<>();
        assertDoesNotThrow(() -> reader().events(Instant.MIN, Instant.MAX, found::add));
        return found;
    }

    public List<RecordedEvent.Gap> gaps() {
        return events().stream()
                .filter(event -> event instanceof RecordedEvent.Gap)
                .map(event -> (RecordedEvent.Gap) event)
                .toList();
    }

    /** The segments of a kind, in order. */
    List<Path> segments(Segment.Kind kind) {
        return assertDoesNotThrow(
                () -> Segment.list(folder, kind).stream().map(Segment::file).toList());
    }

    /** The segments of attempts, in order. */
    public List<Path> attempts() {
        return segments(Segment.Kind.ATTEMPTS);
    }

    /** Lets the writer write what waits, now. */
    public void flush(RecordingWriter writer) {
        writer.flush();
    }

    List<String> fileNames() {
        return assertDoesNotThrow(() -> {
            try (Stream<Path> all = Files.list(folder)) {
                return all.map(file -> String.valueOf(file.getFileName()))
                        .sorted()
                        .toList();
            }
        });
    }
}
