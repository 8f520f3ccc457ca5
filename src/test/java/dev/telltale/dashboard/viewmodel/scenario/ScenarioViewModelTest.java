package dev.telltale.dashboard.viewmodel.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.dashboard.viewmodel.scenario.ScenarioLine.Mark;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel.State;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.Recording;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.scenario.run.SimulationTestbed;
import dev.telltale.scenario.run.Testbed;
import dev.telltale.scenario.run.TestbedException;
import dev.telltale.testkit.ShippedScenarios;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ScenarioViewModelTest {
    private final Scenario scenario = ShippedScenarios.named("crash");
    private final EmptyTestbed testbed = new EmptyTestbed(scenario.end());
    private final ScenarioViewModel model =
            new ScenarioViewModel(OwnCluster.of(scenario), () -> testbed, unheard -> {}, notice -> {});

    /** A testbed without nodes or delays; counts the steps begun until well after the end of the scenario. */
    private static final class EmptyTestbed implements Testbed {
        private final Duration enough;
        private final CompletableFuture<Integer> begunSteps = new CompletableFuture<>();
        private int begun;

        EmptyTestbed(Duration end) {
            enough = end.multipliedBy(2);
        }

        @Override
        public List<Fact> facts() {
            return List.of();
        }

        @Override
        public void open() {
            // There are no nodes to start.
        }

        @Override
        public void runUntil(Duration time) throws TestbedException, InterruptedException {
            if (time.compareTo(enough) > 0) {
                begunSteps.complete(begun);
                new CountDownLatch(1).await();
            }
        }

        @Override
        public void begin(int number, Action act) {
            begun++;
        }

        @Override
        public void end(int number) {
            // There is no fault to end.
        }

        @Override
        public Recording recording() {
            begunSteps.complete(begun);
            throw new IllegalStateException("it was played to its end");
        }
    }

    /** The player may otherwise execute further steps before the pause takes effect. */
    @RepeatedTest(200)
    void aScenarioStartedByAStepPausesAfterThatStep() {
        model.choose(scenario);
        model.step();
        assertThat(testbed.begunSteps).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(1);
        model.stop();
    }

    @Test
    void everyExpectationOfACompleteRunHasItsMeasuredValue() {
        BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
        var played = new ScenarioViewModel(
                OwnCluster.of(scenario), () -> new SimulationTestbed(scenario, 1), events::add, notice -> {});
        played.choose(scenario);
        played.run();
        while (played.stateProperty().get() != State.OVER) {
            assertDoesNotThrow(() ->
                    Objects.requireNonNull(events.poll(20, TimeUnit.SECONDS)).run());
        }
        List<ScenarioLine> lines = played.expectations();
        assertThat(lines).extracting(ScenarioLine::mark).containsOnly(Mark.PASSED);
        assertThat(lines.get(1).words())
                .isEqualTo(scenario.expectations().get(1).words(scenario));
        assertThat(lines.get(1).result()).matches("passed: after 1\\.\\d\\d s");
        assertThat(ScenarioSummary.of(State.OVER, "", lines).words()).isEqualTo("8 of 8 passed");
    }
}
