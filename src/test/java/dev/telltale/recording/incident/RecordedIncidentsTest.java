package dev.telltale.recording.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.NodeFault;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Interval;
import dev.telltale.incident.Availability;
import dev.telltale.incident.Incident;
import dev.telltale.incident.IncidentTruth;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.recording.RecordingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedIncidentsTest {
    private static final Duration DETECTION = Duration.ofSeconds(6);

    @TempDir
    private Path folder;

    private final SimulatedRecording run = new SimulatedRecording();

    private RecordedIncidents read() throws RecordingException {
        return RecordedIncidents.read(run.writeTo(folder.resolve("recording")), Instant.EPOCH, Instant.MAX);
    }

    @Test
    void aCrashIsOneIncidentWithItsObserversAndItsTruth() throws Exception {
        Instant killed = run.kill(2);
        run.on(Duration.ofSeconds(30));
        Instant started = run.start(2);
        run.on(Duration.ofSeconds(60));

        RecordedIncidents found = read();

        assertThat(found.incidents()).hasSize(1);
        Incident incident = found.incidents().get(0);
        assertThat(incident.cause()).isEqualTo(CauseKind.CRASH.of(run.node(2)));
        assertThat(incident.from()).isBetween(killed, killed.plus(DETECTION));
        assertThat(incident.until()).isNotNull().isBetween(started, started.plus(DETECTION));
        assertThat(incident.notices()).hasSize(2);
        IncidentTruth truth = Objects.requireNonNull(incident.truth());
        assertThat(truth.outages()).singleElement().satisfies(outage -> {
            assertThat(outage.kind()).isEqualTo(Failure.CRASH);
            assertThat(outage.from()).isEqualTo(killed);
        });
        assertThat(truth.wrong()).isEmpty();
    }

    @Test
    void aPauseThatNobodyRecordedIsKnownFromTheTrace() throws Exception {
        Instant paused = run.pause(3);
        run.on(Duration.ofSeconds(20));
        Instant resumed = run.resume(3);
        run.on(Duration.ofSeconds(60));

        Incident incident = read().incidents().get(0);

        assertThat(incident.cause()).isEqualTo(CauseKind.HANG.of(run.node(3)));
        IncidentTruth truth = Objects.requireNonNull(incident.truth());
        assertThat(truth.outages()).singleElement().satisfies(outage -> {
            assertThat(outage.kind()).isEqualTo(Failure.HANG);
            assertThat(outage.from()).isBetween(paused.minusSeconds(3), paused);
            assertThat(outage.until()).isBetween(resumed, resumed.plusSeconds(1));
        });
    }

    @Test
    void aRecordedFaultIsTheTruthAlsoWhereTheTraceTellsLess() throws Exception {
        Instant stalled = run.pause(3);
        run.on(Duration.ofSeconds(20));
        Instant healed = run.resume(3);
        run.on(Duration.ofSeconds(60));
        var fault =
                new Fault(new FaultId("f-1"), "test", new NodeFault.Stall(run.node(3)), stalled, Duration.ofMinutes(1));
        run.add(new RecordedEvent.FaultChanged(
                new FaultInterval(fault, RecordedMatrix.reading(stalled), RecordedMatrix.reading(healed))));

        IncidentTruth truth = Objects.requireNonNull(read().incidents().get(0).truth());

        assertThat(truth.outages()).singleElement().satisfies(outage -> {
            assertThat(outage.from()).isEqualTo(stalled);
            assertThat(outage.until()).isEqualTo(healed);
        });
    }

    @Test
    void availabilityCountsOnlyWhatWasRecorded() throws Exception {
        run.kill(2);
        run.on(Duration.ofSeconds(40));
        run.start(2);
        run.on(Duration.ofSeconds(60));
        RecordedIncidents found = read();
        Instant end = run.now();

        Availability day = found.availability(run.node(2), new Interval(end.minus(Duration.ofHours(24)), end));

        assertThat(day.recorded()).isBetween(Duration.ofSeconds(105), Duration.ofSeconds(121));
        assertThat(day.trulyUp())
                .isBetween(day.known().minusSeconds(41), day.known().minusSeconds(39));
        assertThat(day.upByAll())
                .isBetween(day.recorded().minusSeconds(45), day.recorded().minusSeconds(35));
        assertThat(day.upByAll()).isLessThanOrEqualTo(day.upByMajority());
        assertThat(day.recordedText()).contains("min").endsWith("of 24 h");
        Availability other = found.availability(run.node(1), new Interval(end.minus(Duration.ofHours(24)), end));
        assertThat(other.upByAll()).isEqualTo(other.recorded());
    }

    @Test
    void aGapOfTheRecorderCountsForNothing() throws Exception {
        Instant from = run.now();
        run.on(Duration.ofSeconds(50));
        Instant until = run.now();
        run.add(new Gap(Gap.Reason.NOT_RUNNING, null, from, until, ""));
        run.on(Duration.ofSeconds(30));

        RecordedIncidents found = read();

        assertThat(found.recorded(new Interval(from, until))).isZero();
        assertThat(found.availability(run.node(1), new Interval(from, until)).upByOne())
                .isZero();
        assertThat(found.recorded(new Interval(until, run.now()))).isGreaterThan(Duration.ofSeconds(25));
    }

    @Test
    void aSpanWithinAnOutageBeginsWithTheStatusesOfThen() throws Exception {
        Instant killed = run.kill(2);
        run.on(Duration.ofSeconds(60));

        Path recording = run.writeTo(folder.resolve("recording"));
        RecordedIncidents found = RecordedIncidents.read(recording, killed.plusSeconds(30), Instant.MAX);

        assertThat(found.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.from()).isBefore(killed.plusSeconds(30));
            assertThat(incident.isOpen()).isTrue();
        });
    }

    @Test
    void oneSegmentOfAttemptsSaysNothingOfIncidents() throws Exception {
        Path recording = run.writeTo(folder.resolve("recording"));
        List<Path> attempts;
        try (var files = Files.list(recording)) {
            attempts = files.filter(file -> file.toString().endsWith(".ttr")).toList();
        }

        assertThatThrownBy(() -> RecordedIncidents.read(attempts.get(0), Instant.EPOCH, Instant.MAX))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("says nothing of incidents");
    }

    @Test
    void anIncidentOfTwoRecordingsCountsOnce() {
        run.kill(2);
        run.on(Duration.ofSeconds(30));
        Path one = run.writeTo(folder.resolve("one"));
        Path two = run.writeTo(folder.resolve("two"));

        PastIncidents past = PastIncidents.read(
                List.of(one, two, folder.resolve("none")), List.of(run.node(1), run.node(2)), Instant.EPOCH, run.now());

        assertThat(past.incidents()).singleElement().satisfies(found -> {
            assertThat(found.recording()).isEqualTo(one);
            assertThat(found.lengthText()).startsWith("at least ");
        });
        assertThat(past.problems()).singleElement().asString().contains("there is no file or folder");
        assertThat(past.availabilities()).hasSize(6);
    }
}
