package dev.telltale.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessOutages;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistories;
import dev.telltale.scenario.run.Recording;
import dev.telltale.scenario.run.Recording.Late;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is not as promised is told, and what was done explains what follows from it. */
class InvariantCheckerTest {
    private static final HeartbeatSettings HEARTBEAT =
            new HeartbeatSettings(Duration.ofSeconds(1), Duration.ofSeconds(3));
    private static final Duration TOLERANCE = Duration.ofMillis(100);
    private static final NodeId ONE = new NodeId("node1");
    private static final NodeId TWO = new NodeId("node2");
    private static final NodeId THREE = new NodeId("node3");

    private final List<ProcessEvent> deeds = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    private final List<VerdictChange> changes = new ArrayList<>();

    private static Instant at(double seconds) {
        return Instant.EPOCH.plusNanos(Math.round(seconds * 1e9));
    }

    private void deed(ProcessEvent.Kind kind, NodeId node, double seconds) {
        deeds.add(new ProcessEvent(kind, node, 1, new ClockReading(Math.round(seconds * 1e9), at(seconds))));
    }

    /** Under the evidence detector alone; the others say nothing. */
    private void says(NodeId observer, NodeId subject, Status to, double seconds) {
        Status from = to == Status.DOWN ? Status.UP : Status.DOWN;
        changes.add(new VerdictChange(at(seconds), observer, subject, DetectorKind.EVIDENCE, from, to));
    }

    private InvariantChecker judge() {
        changes.sort(Comparator.comparing(VerdictChange::at));
        var recording =
                new Recording(at(0), at(60), Map.of(), Map.of(), changes, deeds, List.of(), List.of(), List.of(), late);
        var quality = Quality.of(
                new GroundTruth(at(0), at(60), ProcessOutages.of(deeds)),
                StatusHistories.of(List.of(ONE, TWO, THREE), changes).stream()
                        .filter(history -> history.lane().detector() == DetectorKind.EVIDENCE)
                        .toList(),
                HEARTBEAT,
                TOLERANCE);
        return new InvariantChecker(recording, quality, HEARTBEAT, TOLERANCE);
    }

    private void pause(NodeId node, double from, double until) {
        deed(ProcessEvent.Kind.PAUSE, node, from);
        deed(ProcessEvent.Kind.RESUME, node, until);
    }

    @Test
    void whoIsCalledDownThoughNothingWasDoneIsAFalseAlarm() {
        says(ONE, TWO, Status.DOWN, 7);
        says(ONE, TWO, Status.UP, 8);

        assertThat(judge().broken())
                .containsExactly(
                        "false alarm: node1 said node2 down under evidence at 7.000 s, which nothing that was done explains");
        assertThat(judge().alarms()).containsExactly(Map.entry(DetectorKind.EVIDENCE, 1));
    }

    @Test
    void whatWasDoneToAnotherExplainsNothing() {
        pause(THREE, 5, 10);
        says(ONE, THREE, Status.DOWN, 7.5);
        says(TWO, THREE, Status.DOWN, 7.5);
        says(ONE, THREE, Status.UP, 10.5);
        says(TWO, THREE, Status.UP, 10.5);
        says(ONE, TWO, Status.DOWN, 7);
        says(ONE, TWO, Status.UP, 8);

        assertThat(judge().broken()).hasSize(1).allMatch(one -> one.startsWith("false alarm: node1 said node2"));
    }

    @Test
    void whoIsCalledDownWithinAHeartbeatAfterItCameBackIsExplained() {
        pause(THREE, 5, 7.9);
        says(ONE, THREE, Status.DOWN, 8);
        says(ONE, THREE, Status.UP, 9);
        assertThat(judge().broken()).isEmpty();

        says(TWO, THREE, Status.DOWN, 9.6);
        says(TWO, THREE, Status.UP, 10);
        assertThat(judge().broken()).hasSize(1);
    }

    @Test
    void aNodeThatStartsRefusesUntilItIsReady() {
        deed(ProcessEvent.Kind.KILL, TWO, 5);
        deed(ProcessEvent.Kind.START, TWO, 6);
        deed(ProcessEvent.Kind.READY, TWO, 11);
        says(ONE, TWO, Status.DOWN, 5.1);
        says(THREE, TWO, Status.DOWN, 5.1);
        says(ONE, TWO, Status.UP, 5.9);
        says(ONE, TWO, Status.DOWN, 10);

        assertThat(judge().broken()).noneMatch(one -> one.startsWith("false alarm"));
    }

    @Test
    void aFailureThatIsNoticedLateOrNotAtAllIsTold() {
        pause(TWO, 10, 20);
        says(ONE, TWO, Status.DOWN, 13.2);
        says(ONE, TWO, Status.UP, 20.1);

        assertThat(judge().broken())
                .containsExactly(
                        "noticed late: node2 hang at 10.000 s, and node1 said down under evidence after 3200 ms",
                        "not noticed: node2 hang at 10.000 s, and node3 said down under evidence never");
        assertThat(judge().judged()).isEqualTo(2);
    }

    @Test
    void whoSaidThatItWasLateItselfMayNoticeLate() {
        pause(TWO, 10, 20);
        says(ONE, TWO, Status.DOWN, 14.2);
        says(THREE, TWO, Status.DOWN, 14.2);
        late.add(new Late(THREE, at(9)));
        late.add(new Late(ONE, at(15)));

        assertThat(judge().broken())
                .hasSize(1)
                .allMatch(one -> one.contains("node3 said down under evidence after 4200 ms"));
        assertThat(judge().excused()).isOne();
    }

    @Test
    void whoWasLateItselfMayNotRaiseAFalseAlarm() {
        late.add(new Late(ONE, at(7)));
        says(ONE, TWO, Status.DOWN, 7);
        says(ONE, TWO, Status.UP, 8);

        assertThat(judge().broken()).hasSize(1);
    }

    @Test
    void whoWasAwayOrCameBackJustNowNeedNotNotice() {
        pause(ONE, 7, 9.5);
        pause(TWO, 10, 20);
        says(THREE, TWO, Status.DOWN, 12.9);
        says(THREE, TWO, Status.UP, 20.1);

        assertThat(judge().broken()).isEmpty();
        assertThat(judge().judged()).isOne();
    }
}
