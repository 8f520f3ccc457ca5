package dev.telltale.soak;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SoakPlanTest {
    private static final HeartbeatSettings HEARTBEAT =
            new HeartbeatSettings(Duration.ofSeconds(1), Duration.ofSeconds(3));

    private static SoakSettings settings(long seed) {
        return new SoakSettings(seed, 3 + (int) (seed % 5), HEARTBEAT);
    }

    @Test
    void theSameSeedAndNumberAreTheSameRoundAndOthersAreNot() {
        Set<Scenario> rounds = new HashSet<>();
        for (int round = 1; round <= 50; round++) {
            assertThat(SoakPlan.round(settings(7), round)).isEqualTo(SoakPlan.round(settings(7), round));
            rounds.add(SoakPlan.round(settings(7), round));
            rounds.add(SoakPlan.round(settings(8), round));
        }
        assertThat(rounds).hasSize(100);
    }

    @Test
    @Tag("fuzz")
    void everyRoundMendsWhatItBreaksLongBeforeItsEnd() {
        Seeds.of(1_000).forEach(seed -> {
            Scenario round = SoakPlan.round(settings(seed), 1);
            assertThat(round.steps()).hasSizeBetween(3, Scenario.MAX_STEPS).allSatisfy(step -> {
                assertThat(step.lasting() != null || !step.act().isUndoable()).isTrue();
                assertThat(over(step).plus(HEARTBEAT.timeout())).isLessThan(round.end());
            });
        });
    }

    @Test
    @Tag("fuzz")
    void noNodeIsInTwoFaultsAtOnce() {
        Seeds.of(1_000).forEach(seed -> {
            Map<NodeId, Duration> busyUntil = new HashMap<>();
            for (Step step : SoakPlan.round(settings(seed), 1).steps()) {
                for (NodeId node : RandomFaults.concerned(step.act())) {
                    Duration before = busyUntil.put(node, over(step));
                    assertThat(before == null || before.compareTo(step.at()) < 0)
                            .as(step.words())
                            .isTrue();
                }
            }
        });
    }

    @Test
    void everyKindOfFaultComes() {
        Set<String> kinds = new HashSet<>();
        for (int round = 1; round <= 100; round++) {
            for (Step step : SoakPlan.round(settings(1), round).steps()) {
                kinds.add(
                        step.act() instanceof Action.OnProcesses processes
                                ? processes.verb().word()
                                : step.act() instanceof Action.OnNode one
                                        ? one.effect().word()
                                        : ((Action.OnLinks) step.act()).effect().word());
            }
        }
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "kill", "stop", "restart", "pause", "stall", "slow", "error", "gray", "skew", "cut", "delay",
                        "drop");
    }

    /** In virtual time, where nothing is late: the plan asks nothing that cannot be. */
    @Test
    @Tag("fuzz")
    void allPromisesHoldInEveryRoundOfVirtualTime() {
        var judged = new AtomicInteger();
        Seeds seeds = Seeds.of(150);
        seeds.forEach(seed -> {
            Scenario round = SoakPlan.round(settings(seed), 3);
            var stage = new SimulationTestbed(round, seed);
            RunResult story = ScenarioRun.play(round, stage, (number, step, isEnd) -> {});
            var judge = new InvariantChecker(stage.recording(), story.quality(), HEARTBEAT, Duration.ofMillis(100));

            assertThat(judge.broken()).as(round.steps().toString()).isEmpty();
            assertThat(story.isPassed()).as(story.verdicts().toString()).isTrue();
            judged.addAndGet(judge.judged());
        });
        assertThat((long) judged.get()).isGreaterThan(10 * seeds.stream().count());
    }

    private static Duration over(Step step) {
        return step.lasting() == null ? step.at() : step.at().plus(step.lasting());
    }
}
