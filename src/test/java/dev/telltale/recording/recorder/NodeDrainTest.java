package dev.telltale.recording.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.model.Member;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordedEvent.Gap.Reason;
import dev.telltale.recording.RecordingFixture;
import dev.telltale.recording.RecordingWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one node gives is recorded once and in order; what it cannot give is a gap. Time is set. */
class NodeDrainTest {
    private static final Member NODE = ClusterConfig.DEFAULT.nodes().get(0);

    @TempDir
    private Path parent = Path.of("");

    private final MemoryTraces traces = new MemoryTraces();
    private RecordingFixture fixture = new RecordingFixture(parent);
    private RecordingWriter writer;
    private NodeDrain drain;

    @BeforeEach
    void open() throws IOException {
        fixture = new RecordingFixture(parent.resolve("a"));
        writer = fixture.open();
        drain = drain(traces);
    }

    private NodeDrain drain(TraceSource source) {
        return new NodeDrain(NODE, source, writer, fixture.clock, Duration.ZERO);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    /** Lets a second pass, and reads. */
    private Duration step() {
        fixture.clock.advance(Duration.ofSeconds(1));
        Duration pause = drain.drain();
        fixture.flush(writer);
        return pause;
    }

    private void tick(String... ticks) {
        for (String tick : ticks) {
            traces.tick(NODE.id(), tick);
        }
    }

    private static Instant second(int second) {
        return RecordingFixture.START.plusSeconds(second);
    }

    @Test
    void ticksAreReadOnceAndInOrder() {
        tick("a", "b");
        assertThat(step()).isEqualTo(NodeDrain.PAUSE);
        step();
        tick("c");
        step();
        assertThat(fixture.chunks()).containsExactly("node1 0-2 node1/1 ab", "node1 2-3 node1/1 c");
        assertThat(fixture.gaps()).isEmpty();
        // Nothing is known of when the first ones happened; the others happened after the request before.
        assertThat(fixture.chunks(Instant.MIN, Instant.EPOCH.plusSeconds(1))).hasSize(1);
        assertThat(fixture.chunks(second(3), Instant.MAX)).containsExactly("node1 2-3 node1/1 c");
    }

    @Test
    void aRestartIsAGapAndTheNewProcessIsReadFromItsStart() {
        tick("a", "b", "c");
        step();
        traces.restart(NODE.id());
        tick("x", "y", "z", "w");
        assertThat(step()).isEqualTo(Duration.ZERO);
        step();
        assertThat(fixture.chunks()).containsExactly("node1 0-3 node1/1 abc", "node1 0-4 node1/2 xyzw");
        assertThat(fixture.gaps()).containsExactly(new Gap(Reason.RESTARTED, NODE.id(), second(1), second(2), ""));
    }

    @Test
    void aRestartWithoutATickYetIsOneGap() {
        tick("a");
        step();
        traces.restart(NODE.id());
        step();
        step();
        tick("x");
        step();
        assertThat(fixture.chunks()).containsExactly("node1 0-1 node1/1 a", "node1 0-1 node1/2 x");
        assertThat(fixture.gaps()).extracting(Gap::reason).containsExactly(Reason.RESTARTED);
    }

    @Test
    void ticksThatTheNodeOverwroteAreAGap() {
        tick("a");
        step();
        for (int i = 0; i < 10; i++) {
            traces.tick(NODE.id(), "b", 4);
        }
        step();
        assertThat(fixture.chunks()).containsExactly("node1 0-1 node1/1 a", "node1 7-11 node1/1 bbbb");
        assertThat(fixture.gaps())
                .containsExactly(
                        new Gap(Reason.LOST, NODE.id(), second(1), second(2), "6 ticks were not read in time"));
    }

    @Test
    void whatWasOverwrittenBeforeTheRecordingBeganIsNoGap() {
        for (int i = 0; i < 10; i++) {
            traces.tick(NODE.id(), "b", 4);
        }
        step();
        assertThat(fixture.chunks()).containsExactly("node1 6-10 node1/1 bbbb");
        assertThat(fixture.gaps()).isEmpty();
    }

    @Test
    void aNodeThatDoesNotAnswerIsAskedLessOftenAndIsAGapOnlyIfItIsSilentAtTheEnd() {
        tick("a");
        step();
        traces.down(NODE.id());
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            pauses.add(step().toMillis());
        }
        assertThat(pauses).containsExactly(450L, 900L, 1_800L, 3_600L, 5_000L, 5_000L, 5_000L);
        traces.up(NODE.id());
        tick("b");
        assertThat(step()).isEqualTo(NodeDrain.PAUSE);
        // The node had kept everything.
        assertThat(fixture.chunks()).containsExactly("node1 0-1 node1/1 a", "node1 1-2 node1/1 b");
        drain.end();
        fixture.flush(writer);
        assertThat(fixture.gaps()).isEmpty();

        traces.down(NODE.id());
        step();
        drain.end();
        fixture.flush(writer);
        assertThat(fixture.gaps()).containsExactly(new Gap(Reason.UNREACHABLE, NODE.id(), second(9), second(10), ""));
    }

    @Test
    void nothingIsLostWhileTheFilesCannotBeWritten() {
        tick("a");
        step();
        fixture.files.failure = "No space left on device";
        fixture.files.failsToCreate = true;
        String megabyte = "x".repeat(900_000);
        for (int i = 0; i < 30; i++) {
            tick(megabyte);
            step();
        }
        fixture.files.failure = null;
        fixture.files.failsToCreate = false;
        // What the writer did not take is read again, but for parts that are too large for one block.
        long before = fixture.chunks().size();
        step();
        assertThat(fixture.chunks().size()).isBetween((int) before + 5, (int) before + 12);
        assertThat(fixture.gaps()).extracting(Gap::reason).containsExactly(Reason.STORAGE);
    }

    @Test
    void whatCannotBeATraceIsNotRecorded() {
        byte[] header = "h".getBytes(StandardCharsets.US_ASCII);
        List<TraceSource.Chunk> wrong = List.of(
                new TraceSource.Chunk(header, new byte[2_000_000], 0, 5, 0),
                new TraceSource.Chunk(new byte[100_000], new byte[1], 0, 5, 0),
                new TraceSource.Chunk(header, new byte[1], 0, Long.MAX_VALUE, 0),
                new TraceSource.Chunk(header, new byte[1], -5, 5, 0));
        for (TraceSource.Chunk chunk : wrong) {
            drain = drain((node, from, wait) -> chunk);
            assertThat(step()).isEqualTo(NodeDrain.PAUSE);
            step();
        }
        assertThat(fixture.chunks()).isEmpty();
    }

    @Test
    void aRecordingIsContinuedWhereItEnded() throws IOException {
        tick("a", "b");
        step();
        writer.close();
        tick("c");
        writer = fixture.open();
        drain = drain(traces);
        writer.earlier().forEach(drain::continueAfter);
        step();
        assertThat(fixture.chunks()).containsExactly("node1 0-2 node1/1 ab", "node1 2-3 node1/1 c");
        assertThat(fixture.gaps()).extracting(Gap::reason).containsExactly(Reason.NOT_RUNNING);
    }
}
