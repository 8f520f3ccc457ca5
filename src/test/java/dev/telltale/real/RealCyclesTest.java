package dev.telltale.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.TestPorts;
import dev.telltale.bench.FaultBench;
import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.RealLauncher;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.time.NanoClock;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of the packaged program that come and go many times: what the launcher shows is what the system knows. */
@EnabledOnOs(OS.LINUX)
@Tag("process")
class RealCyclesTest {
    /** {@code -Dtelltale.cycles=200 -Dtelltale.clicks=500} for the long run. */
    private static final int CYCLES = Integer.getInteger("telltale.cycles", 25);

    private static final int CLICKS = Integer.getInteger("telltale.clicks", 120);
    private static final int LOOK_EVERY = 40;
    /** Of the heap, in bytes. */
    private static final long MOST_GROWTH = 8_000_000;

    @TempDir
    Path folder;

    private static ClusterConfig config(int nodes) {
        int[] ports = TestPorts.free(nodes);
        List<Member> members = IntStream.range(0, nodes)
                .mapToObj(n -> new Member(RealNodes.id(n + 1), new Address("127.0.0.1", ports[n])))
                .toList();
        return new ClusterConfig("cycles", HeartbeatSettings.DEFAULT, DetectionSettings.DEFAULT, members);
    }

    @Test
    void manyStartsAndKillsOnOnePortLeaveNoProcessNoZombieNoFileAndNoThread() {
        NodeId node = RealNodes.id(1);
        try (Launcher launcher = RealLauncher.in(folder, config(1))) {
            cycle(launcher, node);
            int files = Processes.openFiles();
            long heap = Processes.heapInUse();
            for (int i = 1; i < CYCLES; i++) {
                cycle(launcher, node);
            }
            Awaitility.await().atMost(RealNodes.PATIENCE).untilAsserted(() -> {
                assertThat(Processes.openFiles()).isLessThanOrEqualTo(files + 2);
                assertThat(Processes.threadsOfNodes()).isZero();
                assertThat(Processes.zombies()).isZero();
                assertThat(Processes.nodesOf(folder)).isEmpty();
                assertThat(Processes.heapInUse() - heap).isLessThan(MOST_GROWTH);
            });
        }
    }

    private static void cycle(Launcher launcher, NodeId node) {
        RealNodes.await(launcher.start(node));
        assertThat(launcher.processes().get(node)).isInstanceOf(NodeProcess.Running.class);
        RealNodes.await(launcher.kill(node));
    }

    @Test
    void randomClicksEndWithWhatIsShownEqualToWhatTheSystemKnows() {
        long seed = Long.getLong("telltale.seed", new Random().nextLong());
        var random = new Random(seed);
        ClusterConfig config = config(3);
        List<CompletableFuture<?>> answers = new ArrayList<>();
        Launcher launcher = RealLauncher.in(folder, config);
        try {
            for (int click = 1; click <= CLICKS; click++) {
                if (random.nextInt(60) == 0) {
                    launcher.close();
                    assertThat(Processes.nodesOf(folder))
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
        assertThat(Processes.nodesOf(folder)).as("seed %d", seed).isEmpty();
        assertThat(Processes.zombies()).as("seed %d", seed).isZero();
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

    /** Every click is answered, well or with a sentence. */
    private static void settle(List<CompletableFuture<?>> answers) {
        for (CompletableFuture<?> answer : answers) {
            Awaitility.await().atMost(RealNodes.PATIENCE).until(answer::isDone);
        }
        answers.clear();
    }

    /** What the panel would show, against what the system knows. */
    private void assertTruth(Launcher launcher, ClusterConfig config, String where) {
        try (var bench = new FaultBench(launcher::ofMembers, NanoClock.SYSTEM, new Random(1), "test")) {
            var panel = new PanelViewModel(
                    config, launcher, bench, Runnable::run, NanoClock.SYSTEM.now(), ZoneId.of("UTC"));
            panel.tick(NanoClock.SYSTEM.now());
            Set<String> nodes = new HashSet<>();
            for (long pid : Processes.nodesOf(folder)) {
                nodes.add(pid + (Processes.state(pid).equals("T") ? " paused" : " running"));
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
