package dev.telltale.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.TestPorts;
import dev.telltale.config.ClusterConfig;
import dev.telltale.config.Restart;
import dev.telltale.launcher.Deed;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.RealLauncher;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.observe.Journal;
import dev.telltale.time.NanoClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A cluster of real node processes and a watch on it. */
final class RealNodes implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Launcher launcher;
    private final ClusterWatch watch;
    private volatile Matrix matrix;

    RealNodes(Path folder, int nodes, HeartbeatSettings settings) {
        this(folder, nodes, settings, null);
    }

    RealNodes(Path folder, int nodes, HeartbeatSettings settings, @Nullable Path keyFile) {
        int[] ports = TestPorts.free(nodes);
        List<Member> members = IntStream.range(0, nodes)
                .mapToObj(n -> new Member(id(n + 1), new Address("127.0.0.1", ports[n])))
                .toList();
        launcher = RealLauncher.in(
                folder,
                new ClusterConfig("real", settings, DetectionSettings.DEFAULT, members, Restart.NEVER, keyFile));
        matrix = Matrix.empty(members.stream().map(Member::id).toList());
        watch = new ClusterWatch(members, NanoClock.SYSTEM, view -> matrix = view.matrix());
        watch.start();
    }

    static NodeId id(int number) {
        return new NodeId("node" + number);
    }

    void startAll() {
        await(launcher.startAll());
        launcher.members().forEach(watch::moved);
        awaitAllUp();
    }

    void start(NodeId node) {
        await(launcher.start(node));
        lookAgain();
        awaitAllUp();
    }

    /** Asks every node at once. */
    void lookAgain() {
        launcher.members().forEach(watch::moved);
    }

    boolean isPaused(NodeId node) {
        return launcher.processes().get(node) instanceof NodeProcess.Running running && running.isPaused();
    }

    void awaitAllUp() {
        Awaitility.await().atMost(PATIENCE).until(this::isAllUp);
    }

    private boolean isAllUp() {
        List<NodeId> nodes = matrix.nodes();
        return matrix.answering().size() == nodes.size()
                && nodes.stream()
                        .flatMap(subject -> matrix.beliefsAbout(subject).stream())
                        .allMatch(cell -> cell.status() == Status.UP);
    }

    PeerReport belief(NodeId observer, NodeId subject) {
        return Objects.requireNonNull(matrix.cell(observer, subject).belief(), observer + " of " + subject);
    }

    Status status(NodeId observer, NodeId subject) {
        return matrix.cell(observer, subject).status();
    }

    /** What the observer's last transition says, whether or not it answers now. */
    Status lastTold(NodeId observer, NodeId subject) {
        return transitions().stream()
                .filter(change ->
                        change.observer().equals(observer) && change.subject().equals(subject))
                .reduce((earlier, later) -> later)
                .map(Transition::to)
                .orElse(Status.UNKNOWN);
    }

    Matrix matrix() {
        return matrix;
    }

    List<Transition> transitions() {
        return watch.journal().since(0).stream().map(Journal.Entry::transition).toList();
    }

    List<VerdictChange> verdicts() {
        return watch.verdicts().all();
    }

    /** No observer's detector of these kinds has ever said down. */
    void assertNeverDown(DetectorKind... kinds) {
        assertThat(verdicts())
                .filteredOn(change -> Arrays.asList(kinds).contains(change.detector()))
                .noneMatch(change -> change.to() == Status.DOWN);
    }

    /** When this was done last to the node. */
    Instant truth(NodeId node, Deed.Kind kind) {
        return launcher.truth().stream()
                .filter(deed -> deed.node().equals(node) && deed.kind() == kind)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .at()
                .wall();
    }

    long pid(NodeId node) {
        return ((NodeProcess.Running)
                        Objects.requireNonNull(launcher.processes().get(node)))
                .pid();
    }

    static void await(CompletableFuture<?> answer) {
        assertThat(answer).succeedsWithin(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For stories that are about time itself: nothing is asserted about what happens in it but what never may. */
    static void letPass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> true);
    }

    @Override
    public void close() {
        watch.close();
        launcher.close();
    }
}
