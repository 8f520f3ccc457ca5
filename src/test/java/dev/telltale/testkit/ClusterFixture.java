package dev.telltale.testkit;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.ago;
import static dev.telltale.testkit.TestValues.at;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.observe.ClusterView;
import dev.telltale.testkit.TestValues.PeerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A cluster as the dashboard sees it: processes, injected faults, matrix and journal that agree with each other. */
public final class ClusterFixture {
    private static final Duration KILLED_AGO = Duration.ofMillis(4_020);
    private static final Duration UPTIME = Duration.ofSeconds(134);
    private static final long FIRST_PID = 48_213;

    private final ClusterConfig config;
    private final List<NodeId> ids;
    private final FakeProcessControl control = new FakeProcessControl();
    private final FakeFaultControl faults = new FakeFaultControl();
    private final MatrixBuilder matrix;
    private final List<BoundedLog.Entry<Transition>> entries = new ArrayList<>();
    private int earlierKills;

    /** Nothing runs, and no node has answered. */
    public ClusterFixture(int nodes) {
        List<Member> members =
                RealCluster.members(IntStream.rangeClosed(8_001, 8_000 + nodes).toArray());
        config = new ClusterConfig("demo", HeartbeatSettings.DEFAULT, DetectionSettings.DEFAULT, members);
        ids = config.ids();
        matrix = new MatrixBuilder(nodes);
        for (NodeId node : ids) {
            matrix.observer(node).answeredAgo = Duration.ofMillis(300);
            matrix.observer(node).uptime = UPTIME;
            LinkSets.row(ids, node).forEach(matrix::unknown);
        }
    }

    public ClusterFixture allUp() {
        for (int number = 1; number <= ids.size(); number++) {
            running(number, false);
            event(ProcessEvent.Kind.START, number, UPTIME.plusSeconds(1));
            event(ProcessEvent.Kind.READY, number, UPTIME);
        }
        ids.forEach(observer -> LinkSets.row(ids, observer).forEach(link -> set(link, Status.UP, Evidence.OK)));
        return this;
    }

    private void running(int number, boolean isPaused) {
        long pid = FIRST_PID - 1 + number;
        var process = new NodeProcess.Running(pid, address(number), later(UPTIME.negated()), isPaused);
        control.set(node(number), process);
    }

    /** The process was killed four seconds ago, and every other node has noticed. */
    public ClusterFixture killed(int number) {
        event(ProcessEvent.Kind.KILL, number, KILLED_AGO);
        var at = later(KILLED_AGO.negated());
        return exited(number, new NodeProcess.Exited(137, true, at, Duration.ofSeconds(130), "killed"));
    }

    /** The process did not start: its port is taken. */
    public ClusterFixture failed(int number) {
        String reason = "Port 8003 is taken by process 4711 (python3): stop it, or choose another port.";
        return exited(number, new NodeProcess.Exited(3, false, NOW, Duration.ofMillis(200), reason));
    }

    /** The process ended by itself with this code, recorded this long ago; all other nodes have noticed. */
    public ClusterFixture ended(int number, int code, Duration recordedAgo) {
        var event =
                new ProcessEvent(ProcessEvent.Kind.ENDED, node(number), FIRST_PID, later(recordedAgo.negated()), code);
        control.add(event);
        return gone(number, new NodeProcess.Exited(code, false, event.at(), Duration.ofSeconds(130), event.exitText()));
    }

    private ClusterFixture exited(int number, NodeProcess exited) {
        event(ProcessEvent.Kind.ENDED, number, KILLED_AGO.minusMillis(3));
        return gone(number, exited);
    }

    private ClusterFixture gone(int number, NodeProcess exited) {
        control.set(node(number), exited);
        LinkSets.column(ids, node(number)).forEach(link -> set(link, Status.DOWN, Evidence.REFUSED));
        return silent(number, "connection refused", KILLED_AGO);
    }

    public ClusterFixture withFault(Duration ago, FaultType effect) {
        var unused = faults.at(later(ago.negated())).inject(effect);
        faults.at(NOW);
        return this;
    }

    /** The process is paused; no status changes. */
    public ClusterFixture paused(int number, Duration ago) {
        event(ProcessEvent.Kind.PAUSE, number, ago);
        running(number, true);
        return this;
    }

    public ClusterFixture external(int number) {
        var process = new NodeProcess.External(
                5_000 + number, address(number), at(-4_000_000).wall());
        control.set(node(number), process);
        return this;
    }

    public ClusterFixture suspected(int number) {
        LinkSets.column(ids, node(number)).forEach(link -> set(link, Status.SUSPECT, Evidence.TIMEOUT));
        return this;
    }

    /** The node has not answered for this long; its last report says that all are up. */
    public ClusterFixture silent(int number, String reason, Duration ago) {
        matrix.observer(node(number)).silence = reason;
        matrix.observer(node(number)).answeredAgo = ago;
        LinkSets.row(ids, node(number)).forEach(link -> matrix.set(link, up(link, ago(ago))));
        return this;
    }

    /** The node answers, but its last new report is this old. */
    public ClusterFixture answered(int number, Duration ago) {
        matrix.observer(node(number)).answeredAgo = ago;
        return this;
    }

    /** The process was restarted and killed again; other nodes still report it down since the kill before. */
    public ClusterFixture killedAgain(int number, Duration ago) {
        event(ProcessEvent.Kind.START, number, ago.plusMillis(800));
        event(ProcessEvent.Kind.READY, number, ago.plusMillis(500));
        event(ProcessEvent.Kind.KILL, number, ago);
        return this;
    }

    /** The statuses of every observer after it has had the time to notice this cause. */
    public ClusterFixture with(Cause cause) {
        matrix.with(cause);
        return this;
    }

    public ClusterFixture stopped(int number, Duration ago) {
        event(ProcessEvent.Kind.STOP, number, ago);
        control.set(node(number), new NodeProcess.Stopped());
        return with(CauseKind.LEFT.of(node(number))).silent(number, "connection refused", ago);
    }

    /** The process was killed, and its new one has been ready for this long. */
    public ClusterFixture restarted(int number, Duration uptime) {
        event(ProcessEvent.Kind.KILL, number, uptime.plusMillis(3_200));
        event(ProcessEvent.Kind.READY, number, uptime);
        control.set(node(number), new NodeProcess.Running(48_391, address(number), later(uptime.negated())));
        return with(CauseKind.RESTART.of(node(number)));
    }

    /** Sets the local health of the node; it suspects all nodes that it reported up. */
    public ClusterFixture sick(int number, int health) {
        for (Link link : LinkSets.row(ids, node(number))) {
            if (matrix.state(link).status() == Status.UP) {
                set(link, Status.SUSPECT, Evidence.TIMEOUT);
            }
        }
        matrix.health(number, health);
        return this;
    }

    /** This observer has another status for the subject than all others; it gets no response if the status is down. */
    public ClusterFixture withStatus(int observer, int subject, Status status) {
        return set(TestValues.link(observer, subject), status, status == Status.UP ? Evidence.OK : Evidence.TIMEOUT);
    }

    public ClusterFixture decidedBy(int observer, DetectorKind detector) {
        matrix.observer(node(observer)).detector = detector.id();
        return this;
    }

    /** Node 2 was killed and started this often before; only {@link #showOn} shows it. */
    public ClusterFixture killedBefore(int times) {
        earlierKills = times;
        for (int kill = times; kill > 0; kill--) {
            event(ProcessEvent.Kind.KILL, 2, Duration.ofSeconds(10 + 10L * kill));
            event(ProcessEvent.Kind.READY, 2, Duration.ofSeconds(3 + 10L * kill));
        }
        return this;
    }

    /** The process was paused for two seconds; only {@link #showOn} shows it. */
    public ClusterFixture pausedBefore(int number, Duration ago) {
        event(ProcessEvent.Kind.PAUSE, number, ago);
        event(ProcessEvent.Kind.RESUME, number, ago.minusSeconds(2));
        return this;
    }

    /** Shows the history, the views of earlier kills and the present view. */
    public void showOn(PanelViewModel model) {
        model.timeline().follow(ClusterHistory.of(this), faults::intervals);
        for (int kill = earlierKills; kill > 0; kill--) {
            control.hideEventsAfter(at(-4_000 - 10_000L * kill).wall());
            var rows = Map.of(node(1), earlierRow(1, kill), node(3), earlierRow(3, kill));
            model.show(new ClusterView(NOW, new Matrix(ids, rows)));
        }
        control.hideEventsAfter(Instant.MAX);
        model.show(view());
        model.journal().pull(this::since);
    }

    private MatrixRow earlierRow(int observer, int kill) {
        Instant killed = at(-10_000 - 10_000L * kill).wall();
        Instant evidence = killed.plusMillis(8 + 5L * kill + observer);
        Instant timeout = killed.plusMillis(3_000 + (kill * 613L + observer * 97L) % 2_000);
        var verdicts = DetectorKind.ALL.stream()
                .map(kind -> TestValues.down(kind, kind == DetectorKind.EVIDENCE ? evidence : timeout, List.of()))
                .toList();
        var state = new PeerState(Status.DOWN, Evidence.REFUSED, evidence, evidence);
        var peer = TestValues.peer(node(2), state, NOW.wall(), 0, null, verdicts);
        return matrix.observer(node(observer)).row(node(observer), NOW, NOW.wall(), List.of(peer));
    }

    public ClusterView view() {
        return new ClusterView(NOW, entries.isEmpty() ? Matrix.empty(ids) : matrix.matrix());
    }

    private PeerState up(Link link, Instant written) {
        Instant heard = written.minusMillis(100 + 700L * ids.indexOf(link.observer()));
        return new PeerState(Status.UP, Evidence.OK, heard, written.minusSeconds(133));
    }

    private ClusterFixture set(Link link, Status status, Evidence evidence) {
        if (matrix.observer(link.observer()).silence != null) {
            return this;
        }
        boolean isDown = status == Status.DOWN;
        Instant since = at(!isDown ? -1_300 : link.observer().equals(node(1)) ? -4_008 : -4_001)
                .wall();
        PeerState state = status == Status.UP
                ? up(link, at(-300).wall())
                : new PeerState(status, evidence, at(isDown ? -4_600 : -3_300).wall(), since);
        String error = evidence == Evidence.REFUSED
                ? "connect to 127.0.0.1:" + (8_001 + ids.indexOf(link.subject())) + ": connection refused"
                : state.error();
        Status before = matrix.state(link).status();
        var change = new Transition(state.since(), link.observer(), link.subject(), before, status, evidence, error);
        entries.add(new BoundedLog.Entry<>(entries.size(), change));
        matrix.set(link, state);
        return this;
    }

    private void event(ProcessEvent.Kind kind, int node, Duration ago) {
        control.add(new ProcessEvent(kind, node(node), FIRST_PID, later(ago.negated())));
    }

    private Address address(int number) {
        return config.nodes().get(number - 1).address();
    }

    public ClusterConfig config() {
        return config;
    }

    public FakeProcessControl control() {
        return control;
    }

    public FakeFaultControl faults() {
        return faults;
    }

    public List<BoundedLog.Entry<Transition>> since(long number) {
        return entries.stream().filter(entry -> entry.number() >= number).toList();
    }
}
