package dev.telltale.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.fault.NodeFault;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.ScenarioRun;
import dev.telltale.scenario.run.SimulationTestbed;
import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SoakPlanTest {
    private static final HeartbeatSettings HEARTBEAT =
            new HeartbeatSettings(Duration.ofSeconds(1), Duration.ofSeconds(3));

    private static SoakSettings settings(long seed) {
        return new SoakSettings(seed, 3 + (int) (seed % 5), HEARTBEAT);
    }

    @Test
    void aRoundDependsOnlyOnItsSeedAndNumber() {
        Set<Scenario> rounds = new HashSet<>();
        for (int round = 1; round <= 50; round++) {
            assertThat(SoakPlan.round(settings(7), round)).isEqualTo(SoakPlan.round(settings(7), round));
            rounds.add(SoakPlan.round(settings(7), round));
            rounds.add(SoakPlan.round(settings(8), round));
        }
        assertThat(rounds).hasSize(100);
    }

    /** A clock is set by one of 7,200 values: rounds that repeat each other would have the same few. */
    @Test
    void aRoundDoesNotRepeatTheOneBefore() {
        List<Action> skews = IntStream.rangeClosed(1, 300)
                .mapToObj(round -> SoakPlan.round(settings(7), round))
                .flatMap(round -> round.steps().stream())
                .map(Step::action)
                .filter(action -> action instanceof Action.OnNode node && node.effect() instanceof NodeFault.Skew)
                .toList();

        assertThat(skews).hasSizeGreaterThan(40);
        assertThat(new HashSet<>(skews)).hasSizeGreaterThan(skews.size() * 9 / 10);
    }

    @Test
    @Tag("fuzz")
    void everyRoundUndoesItsStepsAtLeastATimeoutBeforeItsEnd() {
        Seeds.of(1_000).forEach(seed -> {
            Scenario round = SoakPlan.round(settings(seed), 1);
            assertThat(round.steps()).hasSizeBetween(3, Scenario.MAX_STEPS).allSatisfy(step -> {
                assertThat(step.duration() != null || !step.action().isUndoable())
                        .isTrue();
                assertThat(end(step).plus(HEARTBEAT.timeout())).isLessThan(round.end());
            });
        });
    }

    @Test
    @Tag("fuzz")
    void noNodeIsInTwoFaultsAtOnce() {
        Seeds.of(1_000).forEach(seed -> {
            Map<NodeId, Duration> busyUntil = new HashMap<>();
            for (Step step : SoakPlan.round(settings(seed), 1).steps()) {
                for (NodeId node : step.action().affected()) {
                    Duration before = busyUntil.put(node, end(step));
                    assertThat(before == null || before.compareTo(step.at()) < 0)
                            .as(step.words())
                            .isTrue();
                }
            }
        });
    }

    @Test
    void soakPlansContainEveryKindOfFault() {
        Set<String> kinds = new HashSet<>();
        for (int round = 1; round <= 100; round++) {
            for (Step step : SoakPlan.round(settings(1), round).steps()) {
                kinds.add(
                        step.action() instanceof Action.OnProcesses processes
                                ? processes.verb().id()
                                : step.action() instanceof Action.OnNode one
                                        ? one.effect().id()
                                        : ((Action.OnLinks) step.action())
                                                .effect()
                                                .id());
            }
        }
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "kill", "stop", "restart", "pause", "stall", "slow", "error", "gray", "skew", "cut", "delay",
                        "drop");
    }

    /** In virtual time without delays every expectation and guarantee of a plan can be met. */
    @Test
    @Tag("fuzz")
    void allInvariantsHoldInEverySimulatedRound() {
        var checked = new AtomicInteger();
        Seeds seeds = Seeds.of(150);
        seeds.forEach(seed -> {
            Scenario round = SoakPlan.round(settings(seed), 3);
            var testbed = new SimulationTestbed(round, seed);
            RunResult run = ScenarioRun.play(round, testbed, (number, step, isEnd) -> {});
            var checker = new InvariantChecker(testbed.recording(), run.quality(), HEARTBEAT, Duration.ofMillis(100));

            assertThat(checker.violations()).as(round.steps().toString()).isEmpty();
            assertThat(run.isPassed()).as(run.expectations().toString()).isTrue();
            checked.addAndGet(checker.checked());
        });
        assertThat((long) checked.get()).isGreaterThan(10 * seeds.stream().count());
    }

    private static Duration end(Step step) {
        return step.duration() == null ? step.at() : step.at().plus(step.duration());
    }
}
