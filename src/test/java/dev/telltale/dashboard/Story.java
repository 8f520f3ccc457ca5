package dev.telltale.dashboard;

import dev.telltale.config.ClusterConfig;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.Member;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Report;
import dev.telltale.model.Row;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A cluster of n nodes as a test tells it: who died, who is suspected, what that looks like to whom. */
public final class Story {
    /** Starts just below the wrap of the monotonic clock. */
    public static final Moment NOW = new Moment(Long.MAX_VALUE - 1_000, Instant.parse("2026-11-23T14:03:25.480Z"));

    private static final Duration KILLED_AGO = Duration.ofMillis(4_020);

    private final ClusterConfig config;
    private final FakeControl control = new FakeControl();
    private final Map<NodeId, Status> statuses = new HashMap<>();
    private final List<NodeId> silent = new ArrayList<>();
    private final List<Journal.Entry> entries = new ArrayList<>();

    public Story(int nodes) {
        config = new ClusterConfig(
                "demo",
                HeartbeatSettings.DEFAULT,
                DetectionSettings.DEFAULT,
                IntStream.rangeClosed(1, nodes)
                        .mapToObj(n -> new Member(node(n), new Address("127.0.0.1", 8000 + n)))
                        .toList());
    }

    public static NodeId node(int number) {
        return new NodeId("node" + number);
    }

    public static Moment later(Duration time) {
        return new Moment(NOW.nanos() + time.toNanos(), NOW.wall().plus(time));
    }

    /** All run, and hold each other up. */
    public Story allUp() {
        int pid = 48_213;
        for (Member member : config.nodes()) {
            control.set(member.id(), running(pid++, member.address(), Duration.ofSeconds(134)));
            statuses.put(member.id(), Status.UP);
        }
        for (NodeId observer : config.ids()) {
            for (NodeId subject : config.ids()) {
                if (!observer.equals(subject) && entries.size() < 12) {
                    entry(Duration.ofSeconds(133), observer, subject, Status.UNKNOWN, Status.UP, Evidence.OK, null);
                }
            }
        }
        return this;
    }

    public static NodeProcess running(long pid, Address address, Duration uptime) {
        return new NodeProcess.Running(pid, address, later(uptime.negated()));
    }

    /** It was killed four seconds ago, and every other node has noticed. */
    public Story killed(int number) {
        NodeId node = node(number);
        control.set(
                node,
                new NodeProcess.Exited(137, true, later(KILLED_AGO.negated()), Duration.ofSeconds(130), "killed"));
        statuses.put(node, Status.DOWN);
        silent.add(node);
        for (NodeId observer : config.ids()) {
            if (!observer.equals(node) && entries.size() < 40) {
                entry(
                        Duration.ofMillis(4_008),
                        observer,
                        node,
                        Status.UP,
                        Status.DOWN,
                        Evidence.REFUSED,
                        "connect to 127.0.0.1:" + (8000 + number) + ": connection refused");
            }
        }
        return this;
    }

    /** It did not come up: its port is taken. */
    public Story failed(int number) {
        killed(number);
        control.set(
                node(number),
                new NodeProcess.Exited(
                        3,
                        false,
                        NOW,
                        Duration.ofMillis(200),
                        "Port 8003 is taken by process 4711 (python3): stop it, or choose another port for "
                                + node(number) + "."));
        return this;
    }

    public Story external(int number) {
        control.set(
                node(number),
                new NodeProcess.External(
                        5_000 + number,
                        config.nodes().get(number - 1).address(),
                        NOW.wall().minusSeconds(4_000)));
        return this;
    }

    public Story suspected(int number) {
        statuses.put(node(number), Status.SUSPECT);
        entry(
                Duration.ofMillis(1_300),
                node(number == 1 ? 2 : 1),
                node(number),
                Status.UP,
                Status.SUSPECT,
                Evidence.TIMEOUT,
                "no answer within 1 s");
        return this;
    }

    private void entry(
            Duration ago,
            NodeId observer,
            NodeId subject,
            Status from,
            Status to,
            Evidence evidence,
            @Nullable String error) {
        entries.add(new Journal.Entry(
                entries.size(), new Transition(NOW.wall().minus(ago), observer, subject, from, to, evidence, error)));
    }

    public ClusterView view() {
        return view((observer, subject) -> statuses.getOrDefault(subject, Status.UNKNOWN));
    }

    /** The view, with beliefs of one's own. */
    public ClusterView view(BiFunction<NodeId, NodeId, Status> beliefs) {
        Map<NodeId, Row> rows = new HashMap<>();
        if (!statuses.isEmpty()) {
            config.ids().forEach(observer -> rows.put(observer, row(observer, beliefs)));
        }
        return new ClusterView(NOW, new Matrix(config.ids(), rows), entries.size());
    }

    private Row row(NodeId observer, BiFunction<NodeId, NodeId, Status> beliefs) {
        boolean isSilent = silent.contains(observer);
        Duration age = isSilent ? KILLED_AGO : Duration.ofMillis(300);
        Moment answered = later(age.negated());
        List<PeerReport> peers = config.nodes().stream()
                .filter(member -> !member.id().equals(observer))
                .map(member -> peer(
                        member,
                        isSilent ? Status.UP : beliefs.apply(observer, member.id()),
                        answered.wall(),
                        config.ids().indexOf(observer)))
                .toList();
        var report = new Report(
                observer,
                1_763_906_471_000L,
                48_213L,
                42L,
                answered.wall(),
                Duration.ofSeconds(134),
                config.heartbeat(),
                config.detection().deciding().word(),
                peers);
        return new Row(observer, report, answered, isSilent ? "connection refused" : null);
    }

    private static PeerReport peer(Member member, Status status, Instant at, int observer) {
        boolean isUp = status == Status.UP;
        boolean isDown = status == Status.DOWN;
        Instant heard =
                isUp ? at.minusMillis(100 + 700L * observer) : NOW.wall().minusMillis(isDown ? 4_600 : 3_300);
        Instant since = isUp ? at.minusSeconds(133) : NOW.wall().minusMillis(isDown ? 4_008 : 1_300);
        return new PeerReport(
                member.id(),
                member.address().url(),
                status,
                status == Status.UNKNOWN ? null : heard,
                at,
                status == Status.UNKNOWN ? null : since,
                status == Status.UNKNOWN ? null : 1_763_906_471_123L,
                isUp ? Evidence.OK : isDown ? Evidence.REFUSED : status == Status.SUSPECT ? Evidence.TIMEOUT : null,
                Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(700 + 100L * observer)),
                isUp ? 0 : 1,
                isDown ? "connection refused" : status == Status.SUSPECT ? "no answer within 1 s" : null);
    }

    public ClusterConfig config() {
        return config;
    }

    public FakeControl control() {
        return control;
    }

    public List<Journal.Entry> since(long number) {
        return entries.stream().filter(entry -> entry.number() >= number).toList();
    }
}
