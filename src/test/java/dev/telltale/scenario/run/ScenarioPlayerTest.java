package dev.telltale.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.scenario.Action;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import dev.telltale.testkit.ShippedScenarios;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Running, pausing, stepping and stopping a scenario, in virtual time. */
class ScenarioPlayerTest {
    private record Over(
            @Nullable RunResult result,
            boolean isUndisturbed,
            @Nullable String failure) {}

    private final Queue<String> steps = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Over> over = new CompletableFuture<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    private ScenarioPlayer player(Scenario scenario) {
        return new ScenarioPlayer(
                scenario,
                () -> new RecordingTestbed(new SimulationTestbed(scenario, 1)),
                new ScenarioPlayer.Listener() {
                    @Override
                    public void onClock(Duration time) {
                        // The steps suffice.
                    }

                    @Override
                    public void onStep(int number, Step step, boolean isEnd) {
                        steps.add((isEnd ? "end " : "begin ") + number);
                    }

                    @Override
                    public void onFinished(
                            @Nullable RunResult result, boolean isUndisturbed, @Nullable String failure) {
                        over.complete(new Over(result, isUndisturbed, failure));
                    }
                });
    }

    /** Records the calls. */
    private final class RecordingTestbed implements Testbed {
        private final Testbed testbed;

        RecordingTestbed(Testbed testbed) {
            this.testbed = testbed;
        }

        @Override
        public List<RunResult.Fact> facts() {
            return testbed.facts();
        }

        @Override
        public void open() throws TestbedException, InterruptedException {
            testbed.open();
        }

        @Override
        public void runUntil(Duration time) throws TestbedException, InterruptedException {
            testbed.runUntil(time);
        }

        @Override
        public void begin(int number, Action action) {
            calls.add("begin " + number);
            testbed.begin(number, action);
        }

        @Override
        public void end(int number) {
            calls.add("end " + number);
            testbed.end(number);
        }

        @Override
        public Recording recording() {
            return testbed.recording();
        }

        @Override
        public void close() {
            calls.add("closed");
        }
    }

    private Over awaitOver() {
        assertThat(over).succeedsWithin(20, TimeUnit.SECONDS);
        return over.join();
    }

    @Test
    void aCompletedRunIsEvaluated() {
        player(ShippedScenarios.named("one-way-cut")).start();

        Over end = awaitOver();
        assertThat(end.failure()).isNull();
        assertThat(end.isUndisturbed()).isTrue();
        assertThat(Objects.requireNonNull(end.result()).expectations())
                .allMatch(verdict -> verdict.result() == RunResult.Result.PASSED);
        assertThat(steps).containsExactly("begin 1", "end 1");
        assertThat(calls).containsExactly("begin 1", "end 1", "closed");
    }

    @Test
    void requestedStepsAreExecutedAndNotEvaluated() {
        ScenarioPlayer player = player(ShippedScenarios.named("crash"));
        player.pause(true);
        player.step();
        player.step();
        player.step();
        player.start();

        Over end = awaitOver();
        assertThat(end.isUndisturbed()).isFalse();
        assertThat(steps).containsExactly("begin 1", "begin 2");
    }

    @Test
    void aStoppedRunUndoesItsActiveSteps() throws InterruptedException {
        ScenarioPlayer player = player(ShippedScenarios.named("one-way-cut"));
        player.pause(true);
        player.step();
        player.start();
        while (calls.isEmpty()) {
            Thread.onSpinWait();
        }
        player.stop();

        Over end = awaitOver();
        assertThat(end.result()).isNull();
        assertThat(end.failure()).as("a stop is no failure").isNull();
        assertThat(calls).containsExactly("begin 1", "end 1", "closed");
    }
}
