package dev.telltale.recording.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.groundtruth.Failure;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.node.TickTrace;
import dev.telltale.recording.RecordedChunk;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingFixture;
import dev.telltale.recording.RecordingReader;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.sim.Simulation;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.TraceRecorder;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.trace.HeaderCodec;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TraceRing;
import dev.telltale.trace.TraceSegment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedRecordingTest {
    @TempDir
    private Path folder;

    private final NodeTrace trace = trace();

    /** The trace of one of three nodes over half an hour of virtual time. */
    private static NodeTrace trace() {
        var settings = new SimulationSettings(
                3,
                2,
                HeartbeatSettings.DEFAULT,
                DetectionSettings.DEFAULT,
                DetectorKind.ALL,
                new VirtualNetwork(Duration.ofMillis(1), Duration.ofMillis(1), 0.01),
                1);
        var recorder = new TraceRecorder(settings);
        Simulation.run(settings, 0, 0, Duration.ofMinutes(30), recorder);
        return recorder.traces().get(0);
    }

    private List<RecordedChunk> chunks() {
        var ring = new TraceRing(trace.header());
        trace.ticks().forEach(ring::add);
        return ring.read(0, 1 << 20).stream().map(this::chunk).toList();
    }

    private RecordedChunk chunk(TraceSegment segment) {
        Instant at = trace.header().start().wall();
        return new RecordedChunk(
                trace.header().observer(),
                HeaderCodec.encode(trace.header()),
                at,
                at.plusSeconds(1_800),
                segment.first(),
                segment.next(),
                segment.bytes());
    }

    private LoadedRecording written(List<RecordedChunk> chunks, Gap... gaps) throws RecordingException {
        try (RecordingWriter writer = new RecordingFixture(folder).open()) {
            chunks.forEach(writer::offer);
            List.of(gaps).forEach(writer::offer);
        }
        return LoadedRecording.read(folder);
    }

    @Test
    void ofATraceThatDoesNotFitIntoMemoryOnlyTheNewestPartIsUsed() throws Exception {
        Instant end = RecordingFixture.START.plusSeconds(1_800);
        written(chunks().stream()
                .map(chunk -> new RecordedChunk(
                        chunk.node(),
                        chunk.header(),
                        RecordingFixture.START,
                        end,
                        chunk.first(),
                        chunk.next(),
                        chunk.ticks()))
                .toList());
        long bytes = new RecordingReader(folder).bytes();
        assertThat(LoadedRecording.read(folder, bytes).notes()).isEmpty();
        assertThat(LoadedRecording.read(folder, 100).notes())
                .singleElement()
                .asString()
                .startsWith("only what was recorded since ")
                .endsWith("is used: more does not fit into the memory of this program");
    }

    @Test
    void theTraceIsAsItWasRecorded() throws Exception {
        LoadedRecording loaded = written(chunks());
        assertThat(loaded.traces()).singleElement().satisfies(read -> {
            assertThat(read.header()).isEqualTo(trace.header());
            assertThat(read.isFromStart()).isTrue();
            assertThat(read.ticks()).hasSameSizeAs(trace.ticks());
            assertThat(read.ticks())
                    .extracting(TickTrace::requests)
                    .isEqualTo(trace.ticks().stream().map(TickTrace::requests).toList());
        });
        assertThat(loaded.outages()).isEmpty();
    }

    @Test
    void whatFollowsAGapIsAnotherTraceWhoseBeginIsNotItsStart() throws Exception {
        List<RecordedChunk> all = chunks();
        assertThat(all).hasSizeGreaterThan(2);
        LoadedRecording loaded = written(List.of(all.get(0), all.get(2)));
        assertThat(loaded.traces()).extracting(NodeTrace::isFromStart).containsExactly(true, false);
    }

    @Test
    void aNodeThatWasNotReachedFromTheBeginningMayHaveBeenDown() throws Exception {
        var node3 = new NodeId("node3");
        Instant end = RecordingFixture.START.plusSeconds(60);
        LoadedRecording loaded = written(chunks(), new Gap(Gap.Reason.UNREACHABLE, node3, Instant.EPOCH, end, ""));
        assertThat(loaded.outages()).singleElement().satisfies(outage -> {
            assertThat(outage.node()).isEqualTo(node3);
            assertThat(outage.kind()).isEqualTo(Failure.MUTE);
            assertThat(outage.until()).isEqualTo(end);
        });
    }

    @Test
    void aRecordingWithoutAttemptsIsRefusedInOneSentence() {
        assertThatThrownBy(() -> written(List.of()))
                .isInstanceOf(RecordingException.class)
                .hasMessage(folder + " has no attempt of a node yet");
    }

    @Test
    void anotherFormOfTicksIsRefusedInOneSentence() {
        RecordedChunk good = chunks().get(0);
        var strange = new RecordedChunk(
                good.node(), good.header(), good.from(), good.to(), good.first(), good.next(), new byte[] {1, 9, 9});
        assertThatThrownBy(() -> written(List.of(strange)))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith(folder + " has a trace that cannot be read: tick 0 of " + good.node()
                        + " and those after it: ");
    }
}
