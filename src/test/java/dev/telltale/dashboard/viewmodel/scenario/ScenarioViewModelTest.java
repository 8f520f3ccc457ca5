package dev.telltale.dashboard.viewmodel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.scenario.Action;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.Recording;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.scenario.run.Testbed;
import dev.telltale.scenario.run.TestbedException;
import dev.telltale.testkit.ShippedScenarios;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;

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
}
