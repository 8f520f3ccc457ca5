package dev.telltale.testkit;

import dev.telltale.config.ClusterConfig;
import dev.telltale.config.RestartPolicy;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.RealLauncher;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A cluster of real node processes and a watch on it. */
public final class RealCluster implements AutoCloseable {
    private final ClusterConfig config;
    private final Launcher launcher;
    private final ClusterWatch watch;
    private volatile Matrix matrix;

    public RealCluster(Path folder, int nodes, HeartbeatSettings settings) {
        this(folder, nodes, settings, null);
    }

    public RealCluster(Path folder, int nodes, HeartbeatSettings settings, @Nullable Path keyFile) {
        config = config(settings, keyFile, TestPorts.free(nodes));
        launcher = RealLauncher.in(folder, config);
        matrix = Matrix.empty(config.ids());
        watch = new ClusterWatch(config.nodes(), TimeSource.SYSTEM, view -> matrix = view.matrix());
        watch.start();
    }

    public static ClusterConfig config(HeartbeatSettings settings, @Nullable Path keyFile, int... ports) {
        return new ClusterConfig(
                "real", settings, DetectionSettings.DEFAULT, members(ports), RestartPolicy.NEVER, keyFile);
    }

    /** One node for each port, all on this machine; port 0 lets the launcher choose one. */
    public static List<Member> members(int... ports) {
        return IntStream.range(0, ports.length)
                .mapToObj(n -> new Member(TestValues.node(n + 1), new Address("127.0.0.1", ports[n])))
                .toList();
    }

    public ClusterConfig config() {
        return config;
    }

    public Launcher launcher() {
        return launcher;
    }

    public void startAll() {
        awaitAllUp(launcher.startAll());
    }

    public void start(NodeId node) {
        awaitAllUp(launcher.start(node));
    }

    private void awaitAllUp(CompletableFuture<?> started) {
        Await.result(started);
        refresh();
        awaitAllUp();
    }

    /** Requests the status of every node at once. */
    public void refresh() {
        launcher.members().forEach(watch::pollNow);
    }

    public void awaitAllUp() {
        Await.until("all nodes say that all are up", () -> matrix.isAllUp());
    }

    public PeerReport report(NodeId observer, NodeId subject) {
        return Objects.requireNonNull(matrix.cell(observer, subject).report(), observer + " of " + subject);
    }

    public Status status(NodeId observer, NodeId subject) {
        return matrix.cell(observer, subject).status();
    }

    public Matrix matrix() {
        return matrix;
    }

    public List<Transition> transitions() {
        return watch.journal().all();
    }

    public List<VerdictChange> verdicts() {
        return watch.verdicts().all();
    }

    public long pid(NodeId node) {
        return ((NodeProcess.Running)
                        Objects.requireNonNull(launcher.processes().get(node)))
                .pid();
    }

    @Override
    public void close() {
        watch.close();
        launcher.close();
    }
}
