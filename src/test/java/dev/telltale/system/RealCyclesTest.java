package dev.telltale.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.RealLauncher;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestPorts;
import dev.telltale.testkit.TestUser;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.TimeSource;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of the packaged program start and end many times; the states of the launcher match those of the system. */
@EnabledOnOs(OS.LINUX)
@Tag("process")
class RealCyclesTest {
    /** {@code -Dtelltale.cycles=200 -Dtelltale.clicks=500} for the long run. */
    private static final int CYCLES = Integer.getInteger("telltale.cycles", 10);

    private static final int CLICKS = Integer.getInteger("telltale.clicks", 80);
    private static final int LOOK_EVERY = 40;

    @TempDir
    Path folder;

    private static ClusterConfig config(int nodes) {
        return RealCluster.config(HeartbeatSettings.DEFAULT, null, TestPorts.free(nodes));
    }

    @Test
    void manyStartsAndKillsOnOnePortLeaveNoProcessFileOrThread() {
        NodeId node = TestValues.node(1);
        try (Launcher launcher = RealLauncher.in(folder, config(1))) {
            cycle(launcher, node);
            int files = Proc.openFiles();
            List<WeakReference<NodeProcess>> states = new ArrayList<>();
            for (int i = 1; i < CYCLES; i++) {
                states.add(cycle(launcher, node));
            }
            Await.await("nothing is left of " + CYCLES + " processes").untilAsserted(() -> {
                assertThat(Proc.openFiles()).isLessThanOrEqualTo(files + 2);
                assertThat(Proc.outputThreads()).isZero();
                assertThat(zombies()).isZero();
                assertThat(new TestUser(folder).nodes()).isEmpty();
                System.gc();
                assertThat(states.stream().filter(state -> state.get() != null))
                        .as("states of ended processes that are still referenced")
                        .hasSizeLessThanOrEqualTo(1);
            });
        }
    }

    /** The state of the process that has ended: the launcher must not keep a reference. */
    private static WeakReference<NodeProcess> cycle(Launcher launcher, NodeId node) {
        Await.result(launcher.start(node));
        NodeProcess running = launcher.processes().get(node);
        assertThat(running).isInstanceOf(NodeProcess.Running.class);
        Await.result(launcher.kill(node));
        return new WeakReference<>(running);
    }

    @Test
    void afterRandomClicksTheShownStatesMatchTheSystem() {
        long seed = Long.getLong("telltale.seed", new Random().nextLong());
        var random = new Random(seed);
        ClusterConfig config = config(3);
        List<CompletableFuture<?>> answers = new ArrayList<>();
        Launcher launcher = RealLauncher.in(folder, config);
        try {
            for (int click = 1; click <= CLICKS; click++) {
                if (random.nextInt(60) == 0) {
                    launcher.close();
                    assertThat(new TestUser(folder).nodes())
                            .as("closed, seed %d", seed)
                            .isEmpty();
                    launcher = RealLauncher.in(folder, config);
                }
                answers.add(click(launcher, config.ids().get(random.nextInt(3)), random.nextInt(9)));
                if (random.nextInt(4) == 0) {
                    settle(answers);
                }
                if (click % LOOK_EVERY == 0) {
                    settle(answers);
                    assertTruth(launcher, config, "seed " + seed + ", click " + click);
                }
            }
        } finally {
            launcher.close();
        }
        assertThat(new TestUser(folder).nodes()).as("seed %d", seed).isEmpty();
        assertThat(zombies()).as("seed %d", seed).isZero();
    }

    private static CompletableFuture<?> click(Launcher launcher, NodeId node, int which) {
        return switch (which) {
            case 0, 1, 2 -> launcher.start(node);
            case 3, 4 -> launcher.kill(node);
            case 5 -> launcher.stop(node);
            case 6 -> launcher.pause(node);
            case 7 -> launcher.resume(node);
            default -> launcher.stopAll();
        };
    }

    /** Children of this process that have ended and were not waited for. */
    private static long zombies() {
        return ProcessHandle.current()
                .children()
                .filter(child -> Proc.state(child.pid()).equals("Z"))
                .count();
    }

    /** Every click completes, successfully or with a message. */
    private static void settle(List<CompletableFuture<?>> answers) {
        for (CompletableFuture<?> answer : answers) {
            Await.await("each click completes").until(answer::isDone);
        }
        answers.clear();
    }

    /** Compares the states in the panel with those of the system. */
    private void assertTruth(Launcher launcher, ClusterConfig config, String where) {
        try (var injector = new FaultInjector(launcher::memberRecords, TimeSource.SYSTEM, new Random(1), "test")) {
            var panel = new PanelViewModel(
                    config, launcher, injector, Runnable::run, TimeSource.SYSTEM.now(), ZoneId.of("UTC"));
            panel.tick(TimeSource.SYSTEM.now());
            Set<String> nodes = new HashSet<>();
            for (long pid : new TestUser(folder).nodes()) {
                nodes.add(pid + (Proc.state(pid).equals("T") ? " paused" : " running"));
            }
            assertThat(panel.tiles().stream()
                            .map(NodeTileViewModel::facts)
                            .filter(facts -> !facts.canStart())
                            .map(facts -> facts.pid() + " " + facts.state()))
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(nodes);
        }
    }
}
