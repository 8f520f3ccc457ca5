package dev.telltale.recording.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessEvent.Kind;
import dev.telltale.model.Cell;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingFixture;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import dev.telltale.time.WallMicros;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a window shows of recordings that others wrote. Time is set. */
class RecordedPastTest {
    private static final List<NodeId> NODES =
            RecordingFixture.INFO.members().stream().map(member -> member.id()).toList();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path parent = Path.of("");

    private long lines;

    private void status(
            RecordingFixture fixture, RecordingWriter writer, NodeId one, NodeId other, Status from, Status to) {
        Instant at = fixture.clock.now().wall();
        Evidence evidence = to == Status.UP ? Evidence.OK : Evidence.TIMEOUT;
        assertThat(writer.offer(new RecordedEvent.StatusChanged(
                        new Transition(at, one, other, from, to, evidence, to == Status.UP ? null : "no response"))))
                .isTrue();
        DetectorKind.ALL.forEach(detector -> assertThat(writer.offer(
                        new RecordedEvent.VerdictChanged(new VerdictChange(at, one, other, detector, from, to, null))))
                .isTrue());
        lines += 1 + DetectorKind.ALL.size();
    }

    private void process(RecordingFixture fixture, RecordingWriter writer, Kind kind, NodeId node) {
        assertThat(writer.offer(
                        new RecordedEvent.ProcessChanged(new ProcessEvent(kind, node, lines, fixture.clock.now()))))
                .isTrue();
        lines++;
    }

    private void all(RecordingFixture fixture, RecordingWriter writer, Kind kind) {
        NODES.forEach(node -> process(fixture, writer, kind, node));
    }

    /** A session in which all nodes run. */
    private void session(RecordingFixture fixture, Duration length) throws IOException {
        try (RecordingWriter writer = fixture.open()) {
            fixture.clock.advance(MINUTE);
            all(fixture, writer, Kind.START);
            all(fixture, writer, Kind.READY);
            NODES.forEach(one -> NODES.stream()
                    .filter(other -> !other.equals(one))
                    .forEach(other -> status(fixture, writer, one, other, Status.UNKNOWN, Status.UP)));
            fixture.flush(writer);
            fixture.clock.advance(length);
            all(fixture, writer, Kind.STOP);
            fixture.flush(writer);
        }
    }

    private static List<String> kinds(MatrixHistory history, Instant from, Instant until) {
        List<String> found = new ArrayList<>();
        history.forEachInterval(
                NODES.get(0),
                NODES.get(1),
                WallMicros.of(from),
                WallMicros.of(until),
                (begin, end, kind, status) ->
                        found.add((end - begin) / 60_000_000 + " min " + (kind == Cell.Kind.NO_ANSWER ? "?" : status)));
        return found;
    }

    @Test
    void betweenTwoSessionsAndAfterTheLastNothingIsUpAndNothingIsMeasured() throws IOException {
        var fixture = new RecordingFixture(parent.resolve("a"));
        session(fixture, Duration.ofMinutes(10));
        fixture.clock.advance(Duration.ofMinutes(60));
        session(fixture, Duration.ofMinutes(20));
        Instant end = RecordingFixture.START.plus(Duration.ofMinutes(92));
        RecordedPast past = RecordedPast.read(fixture.folder, Instant.EPOCH);
        assertThat(kinds(
                        past.history().statuses().history(DetectorKind.EVIDENCE),
                        RecordingFixture.START,
                        end.plus(Duration.ofMinutes(30))))
                .filteredOn(words -> words.contains("UP"))
                .containsExactly("10 min " + up(), "20 min " + up());
        assertThat(past.measuredTimes()).containsExactly(minutes(1, 11), minutes(71, 92));
        assertThat(past.gaps())
                .extracting(RecordedEvent.Gap::reason)
                .containsExactly(RecordedEvent.Gap.Reason.NOT_RUNNING);
        assertThat(past.verdicts()).hasSize(2 * 6 * 4);
    }

    private static String up() {
        return "RecordedStatus[status=UP, evidence=OK, error=null]";
    }

    private static Interval minutes(int from, int to) {
        return new Interval(
                RecordingFixture.START.plus(Duration.ofMinutes(from)),
                RecordingFixture.START.plus(Duration.ofMinutes(to)));
    }

    @Test
    void aSessionInWhichANodeWasNeverSeenIsNotMeasured() throws IOException {
        var fixture = new RecordingFixture(parent.resolve("a"));
        try (RecordingWriter writer = fixture.open()) {
            process(fixture, writer, Kind.READY, NODES.get(0));
            fixture.clock.advance(MINUTE);
            fixture.flush(writer);
        }
        assertThat(RecordedPast.read(fixture.folder, Instant.EPOCH).measuredTimes())
                .isEmpty();
    }

    /** Every node is killed once in four hours. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void thirtyDaysOfThreeFlappingNodesAreRead(int suspicionsOfALinkInAnHour) throws IOException {
        var fixture = new RecordingFixture(parent.resolve("a"));
        var random = new Random(1);
        int links = NODES.size() * (NODES.size() - 1);
        try (RecordingWriter writer = fixture.open()) {
            all(fixture, writer, Kind.START);
            all(fixture, writer, Kind.READY);
            for (int minute = 0; minute < 30 * 24 * 60; minute++) {
                fixture.clock.advance(MINUTE);
                NodeId one = NODES.get(random.nextInt(NODES.size()));
                NodeId other = NODES.get((NODES.indexOf(one) + 1 + random.nextInt(NODES.size() - 1)) % NODES.size());
                if (random.nextInt(60) < suspicionsOfALinkInAnHour * links) {
                    status(fixture, writer, one, other, Status.UP, Status.SUSPECT);
                    status(fixture, writer, one, other, Status.SUSPECT, Status.UP);
                }
                if (random.nextInt(80) == 0) {
                    process(fixture, writer, Kind.KILL, other);
                    status(fixture, writer, one, other, Status.UP, Status.DOWN);
                    fixture.clock.advance(Duration.ofSeconds(5));
                    process(fixture, writer, Kind.START, other);
                    process(fixture, writer, Kind.READY, other);
                    status(fixture, writer, one, other, Status.DOWN, Status.UP);
                }
                if (minute % 500 == 0) {
                    fixture.flush(writer);
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            ClockReading before = TimeSource.SYSTEM.now();
            RecordedPast past = RecordedPast.read(fixture.folder, Instant.EPOCH);
            Duration took = TimeSource.SYSTEM.now().since(before);
            BoundedLog<Transition> journal = past.history().statuses().journal(DetectorKind.EVIDENCE);
            System.out.printf(
                    "30 days of three nodes, %d suspicions an hour, %d lines, %d kills: read in %d ms%n",
                    suspicionsOfALinkInAnHour * links,
                    lines,
                    past.history().incidents().events().stream()
                            .filter(event -> event.kind() == Kind.KILL)
                            .count(),
                    took.toMillis());
            assertThat(journal.all()).hasSizeGreaterThan(8_000);
            assertThat(Duration.between(past.history().begin(), past.history().end()))
                    .isGreaterThan(Duration.ofDays(30));
        }
    }
}
