package dev.telltale.recording.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.groundtruth.ProcessEvent.Kind;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingFixture;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.time.ClockReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedHistoryTest {
    private static final NodeId ONE = RecordingFixture.ONE;
    private static final NodeId TWO = RecordingFixture.TWO;
    private static final NodeId THREE = new NodeId("node3");

    @TempDir
    private Path folder;

    private static final RecordedLines LINES = new RecordedLines(RecordingFixture.START);

    private static Instant at(double seconds) {
        return LINES.at(seconds);
    }

    private static RecordedEvent status(double seconds, NodeId observer, NodeId subject, Status from, Status to) {
        return LINES.status(seconds, observer, subject, from, to);
    }

    private static RecordedEvent process(double seconds, Kind kind, NodeId node, long pid) {
        return LINES.process(seconds, kind, node, pid);
    }

    private RecordedHistory read(RecordedEvent... events) {
        return read(Instant.MIN, events);
    }

    private RecordedHistory read(Instant from, RecordedEvent... events) {
        try {
            try (RecordingWriter writer = new RecordingFixture(folder).open()) {
                Stream.of(events).forEach(writer::offer);
            }
            return RecordedHistory.read(folder, from);
        } catch (RecordingException e) {
            throw new AssertionError(e);
        }
    }

    private static MatrixRow row(RecordedHistory history, DetectorKind detector, NodeId observer, double seconds) {
        Matrix matrix = history.statuses().history(detector).matrixAt(new ClockReading(0, at(seconds)));
        return matrix.row(observer);
    }

    private static MatrixRow row(RecordedHistory history, NodeId observer, double seconds) {
        return row(history, DetectorKind.EVIDENCE, observer, seconds);
    }

    private static Status status(RecordedHistory history, DetectorKind detector, double seconds) {
        return history.statuses()
                .history(detector)
                .matrixAt(new ClockReading(0, at(seconds)))
                .cell(ONE, TWO)
                .status();
    }

    private static Status status(RecordedHistory history, double seconds) {
        return status(history, DetectorKind.EVIDENCE, seconds);
    }

    @Test
    void aStatusThatIsOlderThanTheRecordingHoldsFromItsBegin() {
        var history = read(status(-100, ONE, TWO, Status.UNKNOWN, Status.UP), LINES.gap(20, 20, Gap.Reason.PAUSED));
        assertThat(history.begin()).isEqualTo(at(0));
        assertThat(history.end()).isEqualTo(at(20));
        assertThat(status(history, 0)).isEqualTo(Status.UP);
        assertThat(row(history, ONE, 10).report().of(TWO).since()).isEqualTo(at(-100));
        assertThat(row(history, ONE, -1).isPolled()).isFalse();
        assertThat(history.statuses().journal(DetectorKind.EVIDENCE).since(0)).isEmpty();
    }

    @Test
    void anObserverIsNotRecordedBeforeItsFirstChange() {
        var history =
                read(status(-1, ONE, TWO, Status.UNKNOWN, Status.UP), status(7, THREE, TWO, Status.UNKNOWN, Status.UP));
        assertThat(row(history, THREE, 6.9).silence()).isEqualTo("not recorded: nothing was read of it yet");
        assertThat(row(history, THREE, 7).isAnswering()).isTrue();
        assertThat(row(history, TWO, 7).isAnswering()).isFalse();
    }

    @Test
    void aChangeTellsWhatHeldBeforeIt() {
        // The segment with its first change was deleted.
        var history = read(status(5, ONE, TWO, Status.UP, Status.DOWN));
        assertThat(status(history, 4.9)).isEqualTo(Status.UP);
        assertThat(status(history, 5)).isEqualTo(Status.DOWN);
    }

    @Test
    void verdictsOfTheOtherDetectorsAreTheirOwn() {
        var history = read(
                status(1, ONE, TWO, Status.UNKNOWN, Status.UP),
                new RecordedEvent.VerdictChanged(
                        new VerdictChange(at(2), ONE, TWO, DetectorKind.PHI, Status.UNKNOWN, Status.SUSPECT, null)),
                new RecordedEvent.VerdictChanged(
                        new VerdictChange(at(2), ONE, TWO, DetectorKind.EVIDENCE, Status.UP, Status.DOWN, null)));
        assertThat(status(history, DetectorKind.EVIDENCE, 2)).isEqualTo(Status.UP);
        assertThat(status(history, DetectorKind.PHI, 2)).isEqualTo(Status.SUSPECT);
        assertThat(status(history, DetectorKind.SWIM, 2)).isEqualTo(Status.UNKNOWN);
        assertThat(row(history, DetectorKind.PHI, ONE, 2).report().reporter().detector())
                .isEqualTo("phi");
    }

    @Test
    void inAGapNothingIsHeld() {
        var history = read(
                status(1, ONE, TWO, Status.UNKNOWN, Status.UP),
                LINES.gap(5, 8, Gap.Reason.UNREACHABLE, ONE),
                LINES.gap(10, 12, Gap.Reason.NOT_RUNNING));
        assertThat(row(history, ONE, 4.9).isAnswering()).isTrue();
        assertThat(row(history, ONE, 5).silence()).isEqualTo("not recorded: the node did not answer the recorder");
        assertThat(status(history, 7.9)).isEqualTo(Status.UNKNOWN);
        assertThat(status(history, 8)).isEqualTo(Status.UP);
        assertThat(row(history, ONE, 11).silence()).isEqualTo("not recorded: no recorder ran");
        assertThat(history.gaps()).hasSize(2);
    }

    @Test
    void aRestartedObserverHoldsNothingOfItsFormerProcess() {
        var history = read(
                status(1, ONE, TWO, Status.UNKNOWN, Status.UP),
                status(1, ONE, THREE, Status.UNKNOWN, Status.UP),
                status(6.5, ONE, TWO, Status.UNKNOWN, Status.DOWN),
                LINES.gap(5, 9, Gap.Reason.RESTARTED, ONE));
        assertThat(row(history, ONE, 6.4).silence()).contains("another one was started");
        // The trace of the new process is recorded from its start, before the end of the gap.
        assertThat(row(history, ONE, 6.5).isAnswering()).isTrue();
        assertThat(status(history, 6.5)).isEqualTo(Status.DOWN);
        assertThat(row(history, ONE, 8).report().of(THREE).status()).isEqualTo(Status.UNKNOWN);
        assertThat(status(history, 10)).isEqualTo(Status.DOWN);
    }

    @Test
    void anObserverIsSilentWhileItsProcessDoesNotRun() {
        var history = read(
                process(0, Kind.START, ONE, 1),
                process(0.5, Kind.READY, ONE, 1),
                status(1, ONE, TWO, Status.UNKNOWN, Status.UP),
                process(3, Kind.KILL, ONE, 1),
                process(6, Kind.START, ONE, 2),
                process(6.5, Kind.READY, ONE, 2),
                status(7, ONE, TWO, Status.UNKNOWN, Status.UP),
                process(8, Kind.PAUSE, ONE, 2),
                process(9, Kind.RESUME, ONE, 2));
        assertThat(row(history, ONE, 3).silence()).isEqualTo("its process did not run");
        assertThat(row(history, ONE, 6).isAnswering()).isTrue();
        assertThat(status(history, 6.9)).isEqualTo(Status.UNKNOWN);
        assertThat(status(history, 7)).isEqualTo(Status.UP);
        assertThat(row(history, ONE, 8).silence()).isEqualTo("its process was paused");
        assertThat(status(history, 9)).isEqualTo(Status.UP);
        assertThat(history.incidents().events()).hasSize(7);
    }

    @Test
    void whatARecorderTellsAgainAfterItsStartIsNoChange() throws Exception {
        var fixture = new RecordingFixture(folder);
        RecordedEvent change = status(1, ONE, TWO, Status.UNKNOWN, Status.UP);
        for (int run = 0; run < 2; run++) {
            try (RecordingWriter writer = fixture.open()) {
                writer.offer(change);
                writer.offer(process(0, Kind.START, TWO, 7));
                writer.offer(process(2 + run, Kind.READY, TWO, 7));
            }
            fixture.clock.advance(Duration.ofSeconds(60));
        }
        var history = RecordedHistory.read(folder, Instant.MIN);
        assertThat(history.statuses().journal(DetectorKind.EVIDENCE).since(0)).hasSize(1);
        assertThat(history.incidents().events()).hasSize(2);
    }

    @Test
    void whatWasNotReadToTheEndIsNotKnownThere() throws Exception {
        var fixture = new RecordingFixture(folder);
        try (RecordingWriter writer = fixture.open()) {
            writer.offer(status(0, ONE, TWO, Status.UNKNOWN, Status.UP));
            writer.offer(status(0, TWO, ONE, Status.UNKNOWN, Status.UP));
            fixture.clock.advance(Duration.ofSeconds(1));
            writer.offer(fixture.chunk(1, 1, 3));
            fixture.flush(writer);
            fixture.clock.advance(Duration.ofSeconds(59));
            writer.offer(fixture.chunk(2, 1, 3));
            fixture.flush(writer);
            // Not closed: it was killed. A closed segment is compact, and its blocks are long.
            var history = RecordedHistory.read(folder, Instant.MIN);
            assertThat(history.end()).isEqualTo(at(60));
            assertThat(row(history, ONE, 0).isAnswering()).isTrue();
            assertThat(row(history, ONE, 1).silence()).isEqualTo("not recorded: nothing was read of it any more");
            assertThat(row(history, TWO, 60).isAnswering()).isTrue();
            assertThat(row(history, THREE, 60).isAnswering()).isFalse();
        }
    }

    @Test
    void aTornLineIsLeftOutAndTold() throws IOException {
        read(status(1, ONE, TWO, Status.UNKNOWN, Status.UP));
        Path changes;
        try (Stream<Path> files = Files.list(folder)) {
            changes = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(changes, "{\"kind\":\"status\",\"at\":\"2026", StandardOpenOption.APPEND);
        RecordedHistory history = assertRead();
        assertThat(history.notes()).singleElement().asString().contains("are incomplete and left out");
        assertThat(status(history, 1)).isEqualTo(Status.UP);
    }

    private RecordedHistory assertRead() {
        try {
            return RecordedHistory.read(folder, Instant.MIN);
        } catch (RecordingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void earlierEventsCountAsWhatHoldsAtTheFirstInstant() {
        var history = read(
                at(10),
                status(1, ONE, TWO, Status.UNKNOWN, Status.UP),
                status(2, ONE, TWO, Status.UP, Status.DOWN),
                status(12, ONE, TWO, Status.DOWN, Status.UP));
        assertThat(history.begin()).isEqualTo(at(10));
        assertThat(row(history, ONE, 9).isPolled()).isFalse();
        assertThat(status(history, 10)).isEqualTo(Status.DOWN);
        assertThat(history.statuses().journal(DetectorKind.EVIDENCE).since(0))
                .extracting(BoundedLog.Entry::element)
                .extracting(Transition::at)
                .containsExactly(at(12));
    }

    @Test
    void aSegmentOfAttemptsAloneIsRefused() throws Exception {
        var fixture = new RecordingFixture(folder);
        try (RecordingWriter writer = fixture.open()) {
            writer.offer(fixture.chunk(1, 1, 3));
        }
        Path attempts = fixture.attempts().get(0);
        assertThatThrownBy(() -> RecordedHistory.read(attempts, Instant.MIN))
                .isInstanceOf(RecordingException.class)
                .hasMessage(attempts + " has no changes of statuses; open the folder of its recording");
        assertThatThrownBy(() -> RecordedHistory.read(folder.resolve("none"), Instant.MIN))
                .isInstanceOf(RecordingException.class);
    }
}
