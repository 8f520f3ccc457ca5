package dev.telltale.dashboard.viewmodel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
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
    private final Scenario lesson = ShippedScenarios.named("crash");
    private final EmptyStage stage = new EmptyStage(lesson.end());
    private final ScenarioViewModel model =
            new ScenarioViewModel(ClusterConfig.DEFAULT, () -> stage, unheard -> {}, notice -> {});

    /** Nothing is on it, so that its time flies; it tells what was begun before much more than the lesson's has passed. */
    private static final class EmptyStage implements Testbed {
        private final Duration enough;
        private final CompletableFuture<Integer> begunByThen = new CompletableFuture<>();
        private int begun;

        EmptyStage(Duration end) {
            enough = end.multipliedBy(2);
        }

        @Override
        public List<Fact> facts() {
            return List.of();
        }

        @Override
        public void open() {
            // There is nobody to start.
        }

        @Override
        public void passUntil(Duration time) throws TestbedException, InterruptedException {
            if (time.compareTo(enough) > 0) {
                begunByThen.complete(begun);
                new CountDownLatch(1).await();
            }
        }

        @Override
        public void begin(int number, Action act) {
            begun++;
        }

        @Override
        public void end(int number, Action act) {
            // Nothing was done.
        }

        @Override
        public Recording recording() {
            begunByThen.complete(begun);
            throw new IllegalStateException("it was played to its end");
        }
    }

    /** The player may be quicker than the click that makes it stand still. */
    @RepeatedTest(200)
    void aLessonThatIsBegunWithAStepStandsStillAfterIt() {
        model.choose(lesson);
        model.step();
        assertThat(stage.begunByThen).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(1);
        model.stop();
    }
}
