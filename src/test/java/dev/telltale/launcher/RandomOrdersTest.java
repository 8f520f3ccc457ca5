package dev.telltale.launcher;

import static dev.telltale.launcher.FakeNodeCluster.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.Await;
import dev.telltale.testkit.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many clicks and events in random order, compared after each with a model that is too simple to be wrong. */
@Tag("fuzz")
class RandomOrdersTest {
    private static final int CLICKS = 500;

    @TempDir
    Path folder;

    static LongStream seeds() {
        return Seeds.all(4).stream();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theLauncherDoesWhatTheModelDoes(long seed) {
        var random = new Random(seed);
        var model = new Model();
        List<CompletableFuture<NodeProcess>> answers = new ArrayList<>();
        try (var cluster = new FakeCluster(folder)) {
            for (int click = 0; click < CLICKS; click++) {
                String done = step(random.nextInt(6), cluster, model, answers);
                assertThat(model.expected())
                        .as("seed %d, click %d: %s", seed, click, done)
                        .isEqualTo(seen(cluster));
            }
            step(1, cluster, model, answers);
            step(4, cluster, model, answers);
            assertThat(cluster.overlaps()).as("seed %d", seed).isZero();
        }
        assertThat(answers).as("seed %d", seed).allMatch(CompletableFuture::isDone);
    }

    private static String step(
            int which, FakeCluster cluster, Model model, List<CompletableFuture<NodeProcess>> answers) {
        switch (which) {
            case 0 -> {
                answers.add(cluster.launcher().start(NODE));
                model.start();
            }
            case 1 -> {
                answers.add(cluster.launcher().kill(NODE));
                model.kill();
            }
            case 2 -> {
                answers.add(cluster.launcher().stop(NODE));
                model.stop();
            }
            case 3 -> {
                if (model.ready()) {
                    int lines = cluster.launcher().output(NODE).size();
                    cluster.ready();
                    Await.until(
                            "one more line of output",
                            () -> cluster.launcher().output(NODE).size() > lines);
                    // The line is shown just before it is acted upon; a state that is to come is waited for.
                    Await.until(
                            "the state of the model",
                            () -> model.isEnding() || seen(cluster).equals(model.expected()));
                }
            }
            default -> {
                if (model.hasProcess()) {
                    cluster.newest().end(model.exit());
                    Await.until("the state of the model", () -> seen(cluster).equals(model.expected()));
                }
            }
        }
        cluster.settle();
        return List.of("start", "kill", "stop", "ready", "exit", "exit").get(which);
    }

    private static String seen(FakeCluster cluster) {
        int made = cluster.processes().size();
        List<String> signals = made == 0 ? List.of() : cluster.newest().signals();
        return made + " " + nameOf(cluster.state()) + " " + List.copyOf(signals);
    }

    private static String nameOf(NodeProcess state) {
        return state instanceof NodeProcess.Exited exited && exited.killed()
                ? "Killed"
                : state.getClass().getSimpleName();
    }

    /** One node as its user understands it. */
    private static final class Model {
        private int made;
        private String shown = "Stopped";
        private String ending = "";
        private boolean hasProcess;
        private boolean hasSpoken;
        private boolean isWantedAgain;
        private final List<String> signals = new ArrayList<>();

        String expected() {
            return made + " " + shown + " " + signals;
        }

        boolean hasProcess() {
            return hasProcess;
        }

        boolean isEnding() {
            return !ending.isEmpty();
        }

        void start() {
            if (!hasProcess) {
                spawn();
            } else if (isEnding()) {
                isWantedAgain = true;
            }
        }

        void kill() {
            isWantedAgain = false;
            if (hasProcess && !ending.equals("kill")) {
                ending = "kill";
                signals.add("SIGKILL");
            }
        }

        void stop() {
            isWantedAgain = false;
            if (hasProcess && !isEnding()) {
                ending = "stop";
                signals.add("SIGTERM");
            }
        }

        boolean ready() {
            if (!hasProcess || hasSpoken) {
                return false;
            }
            hasSpoken = true;
            shown = isEnding() ? shown : "Running";
            return true;
        }

        int exit() {
            int code = ending.equals("kill") ? 137 : ending.equals("stop") ? 143 : 1;
            shown = ending.equals("kill") ? "Killed" : ending.equals("stop") ? "Stopped" : "Exited";
            hasProcess = false;
            ending = "";
            if (isWantedAgain) {
                spawn();
            }
            return code;
        }

        private void spawn() {
            made++;
            shown = "Starting";
            hasProcess = true;
            hasSpoken = false;
            isWantedAgain = false;
            signals.clear();
        }
    }
}
