package dev.telltale.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.ScenarioException;
import dev.telltale.scenario.Step;
import dev.telltale.scenario.file.ScenarioReader;
import dev.telltale.scenario.file.ScenarioWriter;
import dev.telltale.time.ClockReading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Manual actions become equivalent steps. */
class ManualRunRecorderTest {
    private static final List<NodeId> NODES =
            List.of(new NodeId("alpha"), new NodeId("beta"), new NodeId("gamma"), new NodeId("delta"));
    private static final Instant START = Instant.parse("2026-11-23T14:00:00Z");

    private final List<ProcessEvent> events = new ArrayList<>();
    private final List<FaultInterval> faults = new ArrayList<>();

    private static ClockReading at(long millis) {
        return new ClockReading(millis * 1_000_000, START.plusMillis(millis));
    }

    private void did(ProcessEvent.Kind kind, int node, long millis) {
        events.add(new ProcessEvent(kind, NODES.get(node), 7, at(millis)));
    }

    private void ready() {
        for (int node = 0; node < NODES.size(); node++) {
            did(ProcessEvent.Kind.START, node, -500);
            did(ProcessEvent.Kind.READY, node, node - 3);
        }
    }

    private void broke(FaultType effect, long from, @Nullable Long until) {
        var fault = new Fault(new FaultId("f" + faults.size()), "panel", effect, START, Duration.ofSeconds(5));
        faults.add(new FaultInterval(fault, at(from), until == null ? null : at(until)));
    }

    private Optional<Scenario> scenario() {
        return ManualRunRecorder.of(
                "by-hand", NODES, HeartbeatSettings.DEFAULT, DetectionSettings.DEFAULT, events, faults);
    }

    private List<String> words() {
        return scenario().orElseThrow().steps().stream().map(Step::words).toList();
    }

    @Test
    void aRecorderWithoutActionsGivesNoScenario() {
        assertThat(scenario()).isEmpty();
        ready();
        assertThat(scenario()).isEmpty();
    }

    @Test
    void commandsAndFaultsAreRecordedAsStepsInTimeOrder() {
        ready();
        did(ProcessEvent.Kind.PAUSE, 0, 4_020);
        did(ProcessEvent.Kind.RESUME, 0, 7_060);
        did(ProcessEvent.Kind.KILL, 1, 10_000);
        did(ProcessEvent.Kind.ENDED, 1, 10_004);
        did(ProcessEvent.Kind.START, 1, 12_000);
        did(ProcessEvent.Kind.READY, 1, 12_400);
        broke(new LinkFault.Cut(Set.of(new Link(NODES.get(0), NODES.get(2)))), 1_940, 3_000L);
        broke(new NodeFault.Skew(NODES.get(3), Duration.ofSeconds(-5)), 15_000, null);

        assertThat(words())
                .containsExactly(
                        "at 1.9 s: cut node1 to node3, for 1.1 s",
                        "at 4 s: pause node1, for 3 s",
                        "at 10 s: kill node2",
                        "at 12 s: start node2",
                        "at 15 s: node4's clock 5 s behind");
        assertThat(scenario().orElseThrow().end()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void whatAScenarioOrTheLauncherDidIsNotRecorded() {
        ready();
        did(ProcessEvent.Kind.PAUSE, 0, 1_000);
        events.add(new ProcessEvent(ProcessEvent.Kind.RESUME, NODES.get(0), 7, at(2_000), Origin.SCENARIO));
        events.add(new ProcessEvent(ProcessEvent.Kind.PAUSE, NODES.get(2), 7, at(3_000), Origin.SCENARIO));
        events.add(new ProcessEvent(ProcessEvent.Kind.KILL, NODES.get(1), 7, at(4_000), Origin.SCENARIO));
        events.add(new ProcessEvent(ProcessEvent.Kind.START, NODES.get(1), 8, at(5_000), Origin.AUTOMATIC));
        broke(new NodeFault.Stall(NODES.get(3)), 6_000, null);
        FaultInterval manual = faults.get(0);
        faults.set(0, new FaultInterval(manual.fault(), manual.from(), null, Origin.SCENARIO, null));

        assertThat(words()).containsExactly("at 1 s: pause node1, for 1 s");
    }

    @Test
    void partitionsAreDescribedInTheirSimplestForm() {
        ready();
        broke(new LinkFault.Cut(LinkSets.isolate(NODES, NODES.get(1))), 1_000, null);
        broke(new LinkFault.Cut(LinkSets.split(List.of(NODES.subList(0, 3), NODES.subList(3, 4)))), 2_000, null);
        broke(
                new LinkFault.Cut(LinkSets.split(
                        List.of(List.of(NODES.get(0), NODES.get(2)), List.of(NODES.get(1), NODES.get(3))))),
                3_000,
                null);
        broke(new LinkFault.Cut(LinkSets.row(NODES, NODES.get(2))), 4_000, null);
        broke(new LinkFault.Drop(LinkSets.between(NODES.get(0), NODES.get(1)), 0.3), 5_000, null);

        assertThat(words())
                .containsExactly(
                        "at 1 s: isolate node2",
                        "at 2 s: isolate node4",
                        "at 3 s: split node1, node3 / node2, node4",
                        "at 4 s: cut node3 to all",
                        "at 5 s: drop 30 % of node1 to node2 and back");
    }

    @Test
    void aRecordedScenarioReadsBackUnchanged() throws ScenarioException {
        ready();
        did(ProcessEvent.Kind.PAUSE, 0, 4_000);
        broke(new NodeFault.Slow(NODES.get(1), Duration.ofMillis(300), Duration.ZERO), 1_000, 2_000L);
        broke(new LinkFault.Cut(LinkSets.halves(NODES)), 2_500, 3_500L);
        Scenario scenario = scenario().orElseThrow();

        byte[] written = ScenarioWriter.write(scenario).getBytes(StandardCharsets.UTF_8);
        assertThat(ScenarioReader.parse("by-hand.json", written)).isEqualTo(scenario);
    }
}
