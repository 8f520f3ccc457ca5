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

/** Random commands and events, after each of which the launcher is compared with a simple model. */
@Tag("fuzz")
class RandomOrdersTest {
    private static final int COMMANDS = 500;

    @TempDir
    Path folder;

    static LongStream seeds() {
        return Seeds.all(4).stream();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theLauncherBehavesLikeTheModel(long seed) {
        var random = new Random(seed);
        var model = new Model();
        List<CompletableFuture<NodeProcess>> results = new ArrayList<>();
        try (var cluster = new FakeCluster(folder)) {
            for (int command = 0; command < COMMANDS; command++) {
                String name = step(random.nextInt(6), cluster, model, results);
                assertThat(model.expected())
                        .as("seed %d, command %d: %s", seed, command, name)
                        .isEqualTo(seen(cluster));
            }
            step(1, cluster, model, results);
            step(4, cluster, model, results);
            assertThat(cluster.overlaps()).as("seed %d", seed).isZero();
        }
        assertThat(results).as("seed %d", seed).allMatch(CompletableFuture::isDone);
    }

    private static String step(
            int which, FakeCluster cluster, Model model, List<CompletableFuture<NodeProcess>> results) {
        switch (which) {
            case 0 -> {
                results.add(cluster.launcher().start(NODE));
                model.start();
            }
            case 1 -> {
                results.add(cluster.launcher().kill(NODE));
                model.kill();
            }
            case 2 -> {
                results.add(cluster.launcher().stop(NODE));
                model.stop();
            }
            case 3 -> {
                if (model.ready()) {
                    int lines = cluster.launcher().output(NODE).size();
                    cluster.ready();
                    Await.until(
                            "one more line of output",
                            () -> cluster.launcher().output(NODE).size() > lines);
                    // The line is published just before it is handled, so wait for the next state.
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
        cluster.drain();
        return List.of("start", "kill", "stop", "ready", "exit", "exit").get(which);
    }

    private static String seen(FakeCluster cluster) {
        int started = cluster.processes().size();
        List<String> signals = started == 0 ? List.of() : cluster.newest().signals();
        return started + " " + nameOf(cluster.state()) + " " + List.copyOf(signals);
    }

    private static String nameOf(NodeProcess state) {
        return state instanceof NodeProcess.Exited exited && exited.killed()
                ? "Killed"
                : state.getClass().getSimpleName();
    }

    /** The simple model of one node. */
    private static final class Model {
        private int started;
        private String shown = "Stopped";
        private String ending = "";
        private boolean hasProcess;
        private boolean hasPrinted;
        private boolean isStartPending;
        private final List<String> signals = new ArrayList<>();

        String expected() {
            return started + " " + shown + " " + signals;
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
                isStartPending = true;
            }
        }

        void kill() {
            isStartPending = false;
            if (hasProcess && !ending.equals("kill")) {
                ending = "kill";
                signals.add("SIGKILL");
            }
        }

        void stop() {
            isStartPending = false;
            if (hasProcess && !isEnding()) {
                ending = "stop";
                signals.add("SIGTERM");
            }
        }

        boolean ready() {
            if (!hasProcess || hasPrinted) {
                return false;
            }
            hasPrinted = true;
            shown = isEnding() ? shown : "Running";
            return true;
        }

        int exit() {
            int code = ending.equals("kill") ? 137 : ending.equals("stop") ? 143 : 1;
            shown = ending.equals("kill") ? "Killed" : ending.equals("stop") ? "Stopped" : "Exited";
            hasProcess = false;
            ending = "";
            if (isStartPending) {
                spawn();
            }
            return code;
        }

        private void spawn() {
            started++;
            shown = "Starting";
            hasProcess = true;
            hasPrinted = false;
            isStartPending = false;
            signals.clear();
        }
    }
}
