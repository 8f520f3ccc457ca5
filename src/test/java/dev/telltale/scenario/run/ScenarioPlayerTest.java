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

/** A scenario that is run, held, pushed on and stopped by a person; in virtual time, so that nothing waits. */
class ScenarioPlayerTest {
    private record Over(
            @Nullable RunResult story,
            boolean isAsWritten,
            @Nullable String trouble) {}

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Over> over = new CompletableFuture<>();
    private final Queue<String> stage = new ConcurrentLinkedQueue<>();

    private ScenarioPlayer player(Scenario scenario) {
        return new ScenarioPlayer(
                scenario, () -> new Noting(new SimulationTestbed(scenario, 1)), new ScenarioPlayer.Listener() {
                    @Override
                    public void onClock(Duration time) {
                        // Tells nothing that the steps do not tell.
                    }

                    @Override
                    public void onStep(int number, Step step, boolean isEnd) {
                        told.add((isEnd ? "end " : "begin ") + number);
                    }

                    @Override
                    public void onOver(@Nullable RunResult story, boolean isAsWritten, @Nullable String trouble) {
                        over.complete(new Over(story, isAsWritten, trouble));
                    }
                });
    }

    /** Notes what is done on it. */
    private final class Noting implements Testbed {
        private final Testbed inner;

        Noting(Testbed inner) {
            this.inner = inner;
        }

        @Override
        public List<RunResult.Fact> facts() {
            return inner.facts();
        }

        @Override
        public void open() throws TestbedException, InterruptedException {
            inner.open();
        }

        @Override
        public void passUntil(Duration time) throws TestbedException, InterruptedException {
            inner.passUntil(time);
        }

        @Override
        public void begin(int number, Action act) {
            stage.add("begin " + number);
            inner.begin(number, act);
        }

        @Override
        public void end(int number, Action act) {
            stage.add("end " + number);
            inner.end(number, act);
        }

        @Override
        public Recording recording() {
            return inner.recording();
        }

        @Override
        public void close() {
            stage.add("closed");
        }
    }

    private Over awaitOver() {
        assertThat(over).succeedsWithin(20, TimeUnit.SECONDS);
        return over.join();
    }

    @Test
    void aRunToTheEndIsJudged() {
        player(ShippedScenarios.named("one-way-cut")).start();

        Over end = awaitOver();
        assertThat(end.trouble()).isNull();
        assertThat(end.isAsWritten()).isTrue();
        assertThat(Objects.requireNonNull(end.story()).verdicts())
                .allMatch(verdict -> verdict.result() == RunResult.Result.PASSED);
        assertThat(told).containsExactly("begin 1", "end 1");
        assertThat(stage).containsExactly("begin 1", "end 1", "closed");
    }

    @Test
    void stepsComeWhenTheyAreAskedForAndAreNotJudged() {
        ScenarioPlayer player = player(ShippedScenarios.named("crash"));
        player.pause(true);
        player.step();
        player.step();
        player.step();
        player.start();

        Over end = awaitOver();
        assertThat(end.isAsWritten()).isFalse();
        assertThat(told).containsExactly("begin 1", "begin 2");
    }

    @Test
    void whatWasBrokenIsMendedWhenItIsStopped() throws InterruptedException {
        ScenarioPlayer player = player(ShippedScenarios.named("one-way-cut"));
        player.pause(true);
        player.step();
        player.start();
        while (stage.isEmpty()) {
            Thread.onSpinWait();
        }
        player.stop();

        Over end = awaitOver();
        assertThat(end.story()).isNull();
        assertThat(end.trouble()).isEqualTo("stopped");
        assertThat(stage).containsExactly("begin 1", "end 1", "closed");
    }
}
