package dev.telltale.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessOutages;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistory;
import dev.telltale.scenario.run.Recording;
import dev.telltale.scenario.run.Recording.LagReport;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Violations are reported; verdicts that an injected fault explains are not. */
class InvariantCheckerTest {
    private static final HeartbeatSettings HEARTBEAT =
            new HeartbeatSettings(Duration.ofSeconds(1), Duration.ofSeconds(3));
    private static final Duration TOLERANCE = Duration.ofMillis(100);
    private static final NodeId ONE = new NodeId("node1");
    private static final NodeId TWO = new NodeId("node2");
    private static final NodeId THREE = new NodeId("node3");

    private final List<ProcessEvent> events = new ArrayList<>();
    private final List<LagReport> late = new ArrayList<>();
    private final List<VerdictChange> changes = new ArrayList<>();

    private static Instant at(double seconds) {
        return Instant.EPOCH.plusNanos(Math.round(seconds * 1e9));
    }

    private void event(ProcessEvent.Kind kind, NodeId node, double seconds) {
        events.add(new ProcessEvent(kind, node, 1, new ClockReading(Math.round(seconds * 1e9), at(seconds))));
    }

    /** A verdict change of the evidence detector. */
    private void verdict(NodeId observer, NodeId subject, Status to, double seconds) {
        Status from = to == Status.DOWN ? Status.UP : Status.DOWN;
        changes.add(new VerdictChange(at(seconds), observer, subject, DetectorKind.EVIDENCE, from, to, null));
    }

    private InvariantChecker check() {
        changes.sort(Comparator.comparing(VerdictChange::at));
        var recording = new Recording(
                at(0), at(60), Recording.Steps.NONE, changes, new Incidents(events, List.of()), List.of(), late);
        var quality = Quality.of(
                new GroundTruth(at(0), at(60), ProcessOutages.of(events)),
                StatusHistory.of(List.of(ONE, TWO, THREE), changes).stream()
                        .filter(history -> history.lane().detector() == DetectorKind.EVIDENCE)
                        .toList(),
                HEARTBEAT,
                TOLERANCE);
        return new InvariantChecker(recording, quality, HEARTBEAT, TOLERANCE);
    }

    private void pause(NodeId node, double from, double until) {
        event(ProcessEvent.Kind.PAUSE, node, from);
        event(ProcessEvent.Kind.RESUME, node, until);
    }

    @Test
    void aDownWithoutAnInjectedFaultIsAFalseAlarm() {
        verdict(ONE, TWO, Status.DOWN, 7);
        verdict(ONE, TWO, Status.UP, 8);

        assertThat(check().violations())
                .containsExactly(
                        "false alarm: node1 reported node2 down (evidence) at 7.000 s, which no injected fault explains");
        assertThat(check().falseAlarms()).containsExactly(Map.entry(DetectorKind.EVIDENCE, 1));
    }

    @Test
    void aFaultOfAnotherNodeExplainsNoFalseAlarm() {
        pause(THREE, 5, 10);
        verdict(ONE, THREE, Status.DOWN, 7.5);
        verdict(TWO, THREE, Status.DOWN, 7.5);
        verdict(ONE, THREE, Status.UP, 10.5);
        verdict(TWO, THREE, Status.UP, 10.5);
        verdict(ONE, TWO, Status.DOWN, 7);
        verdict(ONE, TWO, Status.UP, 8);

        assertThat(check().violations())
                .hasSize(1)
                .allMatch(one -> one.startsWith("false alarm: node1 reported node2"));
    }

    @Test
    void aDownWithinAnIntervalAfterTheReturnIsExplained() {
        pause(THREE, 5, 7.9);
        verdict(ONE, THREE, Status.DOWN, 8);
        verdict(ONE, THREE, Status.UP, 9);
        assertThat(check().violations()).isEmpty();

        verdict(TWO, THREE, Status.DOWN, 9.6);
        verdict(TWO, THREE, Status.UP, 10);
        assertThat(check().violations()).hasSize(1);
    }

    @Test
    void aStartingNodeExplainsRefusalsUntilItIsReady() {
        event(ProcessEvent.Kind.KILL, TWO, 5);
        event(ProcessEvent.Kind.START, TWO, 6);
        event(ProcessEvent.Kind.READY, TWO, 11);
        verdict(ONE, TWO, Status.DOWN, 5.1);
        verdict(THREE, TWO, Status.DOWN, 5.1);
        verdict(ONE, TWO, Status.UP, 5.9);
        verdict(ONE, TWO, Status.DOWN, 10);

        assertThat(check().violations()).noneMatch(one -> one.startsWith("false alarm"));
    }

    @Test
    void aLateOrMissingDetectionIsReported() {
        pause(TWO, 10, 20);
        verdict(ONE, TWO, Status.DOWN, 13.2);
        verdict(ONE, TWO, Status.UP, 20.1);

        assertThat(check().violations())
                .containsExactly(
                        "detected late: hang of node2 at 10.000 s, by node1 (evidence) after 3200 ms",
                        "not detected: hang of node2 at 10.000 s, by node3 (evidence)");
        assertThat(check().checked()).isEqualTo(2);
    }

    @Test
    void anObserverThatReportedALagMayDetectLate() {
        pause(TWO, 10, 20);
        verdict(ONE, TWO, Status.DOWN, 14.2);
        verdict(THREE, TWO, Status.DOWN, 14.2);
        late.add(new LagReport(THREE, at(9)));
        late.add(new LagReport(ONE, at(15)));

        assertThat(check().violations()).hasSize(1).allMatch(one -> one.contains("by node3 (evidence) after 4200 ms"));
        assertThat(check().lateByLaggingObserver()).isOne();
    }

    @Test
    void aFalseAlarmByALaggingObserverIsStillAViolation() {
        late.add(new LagReport(ONE, at(7)));
        verdict(ONE, TWO, Status.DOWN, 7);
        verdict(ONE, TWO, Status.UP, 8);

        assertThat(check().violations()).hasSize(1);
    }

    @Test
    void anObserverInOutageOrJustBackNeedNotDetect() {
        pause(ONE, 7, 9.5);
        pause(TWO, 10, 20);
        verdict(THREE, TWO, Status.DOWN, 12.9);
        verdict(THREE, TWO, Status.UP, 20.1);

        assertThat(check().violations()).isEmpty();
        assertThat(check().checked()).isOne();
    }
}
