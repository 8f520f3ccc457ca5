package dev.telltale.benchmark;

import dev.telltale.cli.Main;
import dev.telltale.config.ClusterConfig;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.platform.UserDirs;
import dev.telltale.registry.RunRecords;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Three nodes of the default settings on free ports, started by the launcher in this process. */
final class Cluster implements AutoCloseable {
    private final ClusterConfig config;
    private final Launcher launcher;

    Cluster(Workplace place) throws IOException {
        config = new ClusterConfig("bench", HeartbeatSettings.DEFAULT, DetectionSettings.DEFAULT, place.members(3));
        UserDirs dirs = UserDirs.ofThisUser();
        launcher = new Launcher(
                config,
                Program.ofThisProcess(Main.class.getName()),
                new RunRecords(dirs.runtime()),
                dirs.state().resolve(config.cluster()),
                TimeSource.SYSTEM);
    }

    ClusterConfig config() {
        return config;
    }

    Launcher launcher() {
        return launcher;
    }

    List<Member> members() {
        return launcher.members();
    }

    List<Member> without(Member victim) {
        return members().stream().filter(member -> !member.equals(victim)).toList();
    }

    /** Starts all nodes; returns the time at which the start began. */
    ClockReading start(Asker client) throws IOException, InterruptedException {
        ClockReading click = TimeSource.SYSTEM.now();
        CompletableFuture<Void> ready = launcher.startAll();
        client.allUp(members());
        await(ready);
        return click;
    }

    void restart(NodeId node, Asker client) throws IOException, InterruptedException {
        await(launcher.start(node));
        client.allUp(members());
    }

    /** Kills the node with SIGKILL; returns the time just before the signal was sent. */
    ClockReading kill(NodeId node) throws IOException, InterruptedException {
        CompletableFuture<NodeProcess> ended = launcher.kill(node);
        await(ended);
        List<ProcessEvent> events = launcher.processEvents();
        for (int i = events.size() - 1; i >= 0; i--) {
            ProcessEvent event = events.get(i);
            if (event.kind() == ProcessEvent.Kind.KILL && event.node().equals(node)) {
                return event.at();
            }
        }
        throw new IOException(node + " was not killed");
    }

    private static void await(CompletableFuture<?> future) throws IOException, InterruptedException {
        try {
            future.get(Asker.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the launcher did not complete the command", e);
        }
    }

    @Override
    public void close() {
        launcher.close();
    }
}
