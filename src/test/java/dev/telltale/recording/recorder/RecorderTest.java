package dev.telltale.recording.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.config.ClusterConfig;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingFixture;
import dev.telltale.recording.RecordingLimits;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.testkit.Await;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorder on its threads, and what it takes from the logs of changes. */
class RecorderTest {
    private static final VerdictChange VERDICT = new VerdictChange(
            RecordingFixture.START,
            RecordingFixture.ONE,
            RecordingFixture.TWO,
            DetectorKind.PHI,
            Status.UP,
            Status.SUSPECT,
            null);
    private static final Transition STATUS = new Transition(
            RecordingFixture.START, RecordingFixture.ONE, RecordingFixture.TWO, Status.UP, Status.DOWN, null, null);

    @TempDir
    private Path parent = Path.of("");

    private static ProcessEvent event(RecordingFixture fixture, ProcessEvent.Kind kind) {
        return new ProcessEvent(kind, RecordingFixture.ONE, 4711, fixture.clock.now());
    }

    private static Stream<String> kinds(RecordingFixture fixture) {
        return fixture.events().stream().map(event -> event.getClass().getSimpleName());
    }

    @Test
    void allNodesAndAllChangesAreRecorded() throws IOException {
        var fixture = new RecordingFixture(parent.resolve("a"));
        var traces = new MemoryTraces();
        ClusterConfig.DEFAULT.ids().forEach(node -> traces.tick(node, "t"));
        traces.down(RecordingFixture.TWO);
        var statuses = new BoundedLog<Transition>(10);
        var verdicts = new BoundedLog<VerdictChange>(10);
        var events = new ArrayList<ProcessEvent>(List.of(event(fixture, ProcessEvent.Kind.KILL)));
        statuses.add(STATUS);
        try (RecordingWriter writer = RecordingWriter.open(
                fixture.folder, RecordingFixture.INFO, RecordingLimits.DEFAULT, TimeSource.SYSTEM, fixture.told::add)) {
            var changes = new Recorder.Changes(statuses, verdicts, () -> new Incidents(events, List.of()));
            try (var recorder =
                    new Recorder(ClusterConfig.DEFAULT.nodes(), traces, changes, writer, TimeSource.SYSTEM)) {
                recorder.start();
                Await.until("two nodes are recorded", () -> fixture.chunks().size() == 2);
                verdicts.add(VERDICT);
            }
        }
        assertThat(fixture.chunks()).containsExactlyInAnyOrder("node1 0-1 node1/1 t", "node3 0-1 node3/1 t");
        assertThat(kinds(fixture))
                .containsExactlyInAnyOrder("Settings", "StatusChanged", "ProcessChanged", "Gap", "VerdictChanged");
        assertThat(fixture.gaps()).extracting(Gap::reason).containsExactly(Gap.Reason.UNREACHABLE);
    }

    @Test
    void aLongRequestThatTheEndOfTheRecorderInterruptsIsNoGap() throws IOException {
        var fixture = new RecordingFixture(parent.resolve("a"));
        var asked = new CountDownLatch(3);
        var never = new CountDownLatch(1);
        TraceSource source = (node, from, wait) -> {
            asked.countDown();
            try {
                var unused = never.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            return new TraceSource.Chunk(new byte[0], new byte[0], from, from, 0);
        };
        try (RecordingWriter writer = fixture.open()) {
            var changes = new Recorder.Changes(new BoundedLog<>(1), new BoundedLog<>(1), () -> Incidents.NONE);
            try (var recorder =
                    new Recorder(ClusterConfig.DEFAULT.nodes(), source, changes, writer, TimeSource.SYSTEM)) {
                recorder.start();
                Await.until("all nodes are asked", () -> asked.getCount() == 0);
            }
            fixture.flush(writer);
        }
        assertThat(fixture.gaps()).isEmpty();
    }

    @Test
    void whatNodesDidSinceTheLastRequestIsReadAtTheEnd() throws IOException {
        var fixture = new RecordingFixture(parent.resolve("a"));
        var traces = new MemoryTraces();
        ClusterConfig.DEFAULT.ids().forEach(node -> traces.tick(node, "a"));
        try (RecordingWriter writer = RecordingWriter.open(
                fixture.folder, RecordingFixture.INFO, RecordingLimits.DEFAULT, TimeSource.SYSTEM, fixture.told::add)) {
            var changes = new Recorder.Changes(new BoundedLog<>(1), new BoundedLog<>(1), () -> Incidents.NONE);
            try (var recorder =
                    new Recorder(ClusterConfig.DEFAULT.nodes(), traces, changes, writer, TimeSource.SYSTEM)) {
                recorder.start();
                Await.until("all nodes are recorded", () -> fixture.chunks().size() == 3);
                ClusterConfig.DEFAULT.ids().forEach(node -> traces.tick(node, "b"));
                recorder.stopReading();
                traces.tick(RecordingFixture.ONE, "too late");
            }
        }
        assertThat(fixture.chunks())
                .hasSize(6)
                .filteredOn(chunk -> chunk.endsWith("b"))
                .hasSize(3);
        assertThat(fixture.gaps()).isEmpty();
    }

    @Test
    void aNodeThatDoesNotAnswerToTheLastHasAGap() throws IOException {
        var fixture = new RecordingFixture(parent.resolve("a"));
        var hung = new AtomicBoolean();
        TraceSource source = (node, from, wait) -> {
            try {
                Thread.sleep(hung.get() && node.id().equals(RecordingFixture.TWO) ? 60_000 : 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            return new TraceSource.Chunk(new byte[0], new byte[0], from, from, 0);
        };
        try (RecordingWriter writer = fixture.open()) {
            var changes = new Recorder.Changes(new BoundedLog<>(1), new BoundedLog<>(1), () -> Incidents.NONE);
            try (var recorder =
                    new Recorder(ClusterConfig.DEFAULT.nodes(), source, changes, writer, TimeSource.SYSTEM)) {
                recorder.start();
                hung.set(true);
            }
            fixture.flush(writer);
        }
        assertThat(fixture.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason() + " " + gap.node()).isEqualTo("UNREACHABLE node2"));
    }

    @Test
    void eachEventIsRecordedOnceThoughALaterOneIsKnownFirst() throws IOException {
        var fixture = new RecordingFixture(parent.resolve("a"));
        var events = new ArrayList<ProcessEvent>();
        try (RecordingWriter writer = fixture.open()) {
            var drain = new ChangeDrain(
                    new BoundedLog<>(1),
                    new BoundedLog<>(1),
                    () -> new Incidents(events, List.of()),
                    writer,
                    fixture.clock);
            ProcessEvent earlier = event(fixture, ProcessEvent.Kind.START);
            fixture.clock.advance(Duration.ofSeconds(1));
            events.add(event(fixture, ProcessEvent.Kind.KILL));
            drain.drain();
            events.add(0, earlier);
            drain.drain();
            drain.drain();
            fixture.flush(writer);
        }
        assertThat(kinds(fixture)).containsExactly("Settings", "ProcessChanged", "ProcessChanged");
    }

    @Test
    void changesThatWereDroppedBeforeTheyWereReadAreAGap() throws IOException {
        var fixture = new RecordingFixture(parent.resolve("a"));
        var verdicts = new BoundedLog<VerdictChange>(10);
        var events = new ArrayList<ProcessEvent>();
        try (RecordingWriter writer = fixture.open()) {
            var drain = new ChangeDrain(
                    new BoundedLog<>(1), verdicts, () -> new Incidents(events, List.of()), writer, fixture.clock);
            verdicts.add(VERDICT);
            events.add(event(fixture, ProcessEvent.Kind.KILL));
            drain.drain();
            for (int i = 0; i < 25; i++) {
                verdicts.add(VERDICT);
            }
            fixture.clock.advance(Duration.ofSeconds(1));
            events.add(event(fixture, ProcessEvent.Kind.ENDED));
            drain.drain();
            drain.drain();
            fixture.flush(writer);
        }
        assertThat(kinds(fixture).filter("VerdictChanged"::equals)).hasSize(11);
        assertThat(kinds(fixture).filter("ProcessChanged"::equals)).hasSize(2);
        assertThat(fixture.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.reason()).isEqualTo(Gap.Reason.LOST);
            assertThat(gap.detail()).isEqualTo("15 changes were not read in time");
        });
    }
}
