package dev.telltale.dashboard;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.CellRef;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.launcher.Deed;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Effect;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Link;
import dev.telltale.model.Links;
import dev.telltale.model.Matrix;
import dev.telltale.model.Member;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Report;
import dev.telltale.model.Row;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.Verdict;
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
    private final FakeFaults faults = new FakeFaults();
    private final Map<NodeId, Status> statuses = new HashMap<>();
    private final Map<NodeId, Silence> silent = new HashMap<>();
    private final Map<CellRef, Told> told = new HashMap<>();
    private final Map<NodeId, Duration> clocks = new HashMap<>();
    private final Map<NodeId, Duration> lives = new HashMap<>();
    private final Map<CellRef, Status> exceptions = new HashMap<>();
    private final Map<NodeId, Integer> healths = new HashMap<>();
    private final Map<NodeId, DetectorKind> deciding = new HashMap<>();
    private int pastKills;
    private final List<Journal.Entry> entries = new ArrayList<>();

    /** Why and for how long a node's row does not answer. */
    private record Silence(String words, Duration ago) {}

    /** What one observer holds of one subject, on what evidence, for how long. */
    record Told(Status status, Evidence evidence, Duration ago) {}

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
            did(Deed.Kind.START, member.id(), Duration.ofSeconds(135));
            did(Deed.Kind.READY, member.id(), Duration.ofSeconds(134));
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
        did(Deed.Kind.KILL, node(number), KILLED_AGO);
        return gone(number);
    }

    private Story gone(int number) {
        NodeId node = node(number);
        did(Deed.Kind.ENDED, node, KILLED_AGO.minusMillis(3));
        control.set(
                node,
                new NodeProcess.Exited(137, true, later(KILLED_AGO.negated()), Duration.ofSeconds(130), "killed"));
        statuses.put(node, Status.DOWN);
        silent.put(node, new Silence("connection refused", KILLED_AGO));
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

    /** This is broken on purpose, for so long. */
    public Story broken(Duration ago, Effect effect) {
        var unused = faults.at(later(ago.negated())).make(effect);
        faults.at(NOW);
        return this;
    }

    /** It was paused for so long, and its peers hold what the others of the story say of it. */
    public Story paused(int number, Duration ago) {
        did(Deed.Kind.PAUSE, node(number), ago);
        Address address = config.nodes().get(number - 1).address();
        control.set(
                node(number), new NodeProcess.Running(48_212 + number, address, later(Duration.ofSeconds(-134)), true));
        return this;
    }

    /** It did not come up: its port is taken. */
    public Story failed(int number) {
        gone(number);
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

    /** Its row has not answered for so long. */
    public Story silent(int number, String words, Duration ago) {
        silent.put(node(number), new Silence(words, ago));
        return this;
    }

    /** This is what the observer holds, and since when. */
    public Story tells(Link link, Status status, Evidence evidence, Duration ago) {
        told.put(new CellRef(link.observer(), link.subject()), new Told(status, evidence, ago));
        Status before = status == Status.UP ? Status.DOWN : Status.UP;
        String error = evidence == Evidence.OK ? null : evidence.phrase();
        entry(ago, link.observer(), link.subject(), before, status, evidence, error);
        return this;
    }

    Map<CellRef, Told> told() {
        return Map.copyOf(told);
    }

    /** It was told to end, did so, and said goodbye to all. */
    public Story stopped(int number, Duration ago) {
        did(Deed.Kind.STOP, node(number), ago);
        did(Deed.Kind.ENDED, node(number), ago.minusMillis(40));
        control.set(node(number), new NodeProcess.Stopped());
        Duration told = ago.minusMillis(16);
        Links.column(config.ids(), node(number)).forEach(link -> tells(link, Status.DOWN, Evidence.LEFT, told));
        return silent(number, "connection refused", ago);
    }

    /** It was killed, and the new process has run for so long. */
    public Story restarted(int number, Duration life) {
        NodeId node = node(number);
        did(Deed.Kind.KILL, node, life.plusMillis(3_200));
        did(Deed.Kind.ENDED, node, life.plusMillis(3_197));
        did(Deed.Kind.START, node, life.plusMillis(420));
        did(Deed.Kind.READY, node, life);
        control.set(node, running(48_391, config.nodes().get(number - 1).address(), life));
        lives.put(node, life);
        Duration heard = life.minusMillis(12);
        Links.column(config.ids(), node).forEach(link -> tells(link, Status.UP, Evidence.OK, heard));
        Links.row(config.ids(), node).forEach(link -> tells(link, Status.UP, Evidence.OK, heard));
        return this;
    }

    /** Its wall clock is ahead of ours. */
    public Story ahead(int number, Duration by) {
        clocks.put(node(number), by);
        return this;
    }

    /** It says of itself that it runs late, 8 being the worst. */
    public Story late(int number, int health) {
        healths.put(node(number), health);
        return this;
    }

    private void did(Deed.Kind kind, NodeId node, Duration ago) {
        control.did(new Deed(kind, node, 48_213, later(ago.negated())));
    }

    /** This observer holds something else of that node than all others do. */
    public Story except(int observer, int subject, Status status) {
        exceptions.put(new CellRef(node(observer), node(subject)), status);
        return this;
    }

    /** It says of itself that it is not well, and suspects the others. */
    public Story sick(int number, int health) {
        healths.put(node(number), health);
        for (NodeId subject : config.ids()) {
            if (!subject.equals(node(number)) && statuses.get(subject) == Status.UP) {
                exceptions.put(new CellRef(node(number), subject), Status.SUSPECT);
            }
        }
        return this;
    }

    public Story decidedBy(int observer, DetectorKind detector) {
        deciding.put(node(observer), detector);
        return this;
    }

    /** Node 2 was killed and started this often before; only {@link #tell} tells it. */
    public Story killedBefore(int times) {
        pastKills = times;
        for (int kill = times; kill > 0; kill--) {
            Duration ago = Duration.ofSeconds(10 + 10L * kill);
            did(Deed.Kind.KILL, node(2), ago);
            did(Deed.Kind.READY, node(2), ago.minusSeconds(7));
        }
        return this;
    }

    /** It stood still for two seconds, so long ago; only {@link #tell} tells it. */
    public Story pausedBefore(int number, Duration ago) {
        did(Deed.Kind.PAUSE, node(number), ago);
        did(Deed.Kind.RESUME, node(number), ago.minusSeconds(2));
        return this;
    }

    /** Shows all of the story, from its beginning. */
    public void tell(PanelViewModel model) {
        model.timeline().follow(StoryHistory.of(this), faults::truth);
        for (int kill = pastKills; kill > 0; kill--) {
            Instant killed = NOW.wall().minusSeconds(10 + 10L * kill);
            control.tellUntil(killed.plusSeconds(6));
            Map<NodeId, Row> rows = new HashMap<>();
            for (int observer : new int[] {1, 3}) {
                Instant evidence = killed.plusMillis(8 + 5L * kill + observer);
                Instant timeout = killed.plusMillis(3_000 + (kill * 613L + observer * 97L) % 2_000);
                rows.put(node(observer), past(node(observer), evidence, timeout));
            }
            model.show(new ClusterView(NOW, new Matrix(config.ids(), rows), 0));
        }
        control.tellUntil(null);
        model.show(view());
        model.journal().pull(this::since);
    }

    private Row past(NodeId observer, Instant evidence, Instant timeout) {
        PeerReport now = peer(config.nodes().get(1), Status.DOWN, NOW.wall(), observer);
        List<Verdict> verdicts = now.verdicts().stream()
                .map(verdict -> new Verdict(
                        verdict.detector(),
                        Status.DOWN,
                        switch (verdict.detector()) {
                            case EVIDENCE -> evidence;
                            case TIMEOUT -> timeout;
                            case PHI -> timeout.plusMillis(700);
                            case SWIM -> evidence.plusMillis(1_200);
                        },
                        Evidence.REFUSED,
                        null,
                        null,
                        null,
                        List.of()))
                .toList();
        return new Row(observer, report(observer, NOW.wall(), List.of(with(now, verdicts))), NOW, null);
    }

    private static PeerReport with(PeerReport peer, List<Verdict> verdicts) {
        return new PeerReport(
                peer.id(),
                peer.url(),
                peer.status(),
                peer.lastHeartbeat(),
                peer.lastCheck(),
                peer.since(),
                peer.incarnation(),
                peer.evidence(),
                peer.roundTrip(),
                peer.missed(),
                peer.error(),
                0,
                0,
                verdicts);
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
        return view((observer, subject) -> {
            Status exception = exceptions.get(new CellRef(observer, subject));
            return exception != null ? exception : statuses.getOrDefault(subject, Status.UNKNOWN);
        });
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
        Silence silence = silent.get(observer);
        boolean isSilent = silence != null;
        Duration age = silence != null ? silence.ago() : Duration.ofMillis(300);
        Moment answered = later(age.negated());
        List<PeerReport> peers = config.nodes().stream()
                .filter(member -> !member.id().equals(observer))
                .map(member -> peer(
                        member, isSilent ? Status.UP : beliefs.apply(observer, member.id()), answered.wall(), observer))
                .map(peer -> isSilent ? peer : asTold(peer, observer))
                .toList();
        Duration life = lives.get(observer);
        return new Row(
                observer,
                report(observer, answered.wall(), peers),
                answered,
                silence == null ? null : silence.words(),
                life == null ? null : later(life.negated()),
                clocks.getOrDefault(observer, Duration.ZERO));
    }

    private PeerReport asTold(PeerReport peer, NodeId observer) {
        Told cell = told.get(new CellRef(observer, peer.id()));
        if (cell == null) {
            return peer;
        }
        Instant since = NOW.wall().minus(cell.ago());
        boolean isUp = cell.status() == Status.UP;
        Instant heard = isUp ? NOW.wall().minusMillis(400) : since.minus(heardBefore(cell));
        boolean isRestart = isUp && lives.containsKey(peer.id());
        return new PeerReport(
                peer.id(),
                peer.url(),
                cell.status(),
                heard,
                peer.lastCheck(),
                since,
                isRestart ? Long.valueOf(1_763_906_603_456L) : peer.incarnation(),
                cell.evidence(),
                peer.roundTrip(),
                isUp ? 0 : 3,
                isUp ? null : cell.evidence().phrase(),
                0,
                isRestart ? 1 : 0,
                StoryVerdicts.of(cell.status(), NOW.wall().minusMillis(300), heard, since, List.of()));
    }

    /** A silence is a verdict after the timeout; a goodbye or an error is one at the next question. */
    private static Duration heardBefore(Told cell) {
        return Duration.ofMillis(cell.evidence() == Evidence.LEFT ? 900 : 5_000);
    }

    private Report report(NodeId observer, Instant written, List<PeerReport> peers) {
        int health = healths.getOrDefault(observer, 0);
        return new Report(
                observer,
                1_763_906_471_000L,
                48_213L,
                42L,
                written,
                lives.getOrDefault(observer, Duration.ofSeconds(134)),
                config.heartbeat(),
                deciding.getOrDefault(observer, config.detection().deciding()).word(),
                Duration.ofMillis(health > 0 ? 640 : observer.equals(node(1)) ? 3 : 2),
                health,
                peers);
    }

    private PeerReport peer(Member member, Status status, Instant at, NodeId seer) {
        int observer = config.ids().indexOf(seer);
        boolean isUp = status == Status.UP;
        boolean isDown = status == Status.DOWN;
        Instant heard =
                isUp ? at.minusMillis(100 + 700L * observer) : NOW.wall().minusMillis(isDown ? 4_600 : 3_300);
        Instant since =
                isUp ? at.minusSeconds(133) : NOW.wall().minusMillis(isDown ? (observer == 0 ? 4_008 : 4_001) : 1_300);
        var helpers = config.ids().stream()
                .filter(id -> !id.equals(seer) && !id.equals(member.id()))
                .toList();
        List<Verdict> verdicts = StoryVerdicts.of(status, at, heard, since, helpers);
        DetectorKind decider = deciding.getOrDefault(seer, config.detection().deciding());
        Status decided = verdicts.stream()
                .filter(verdict -> verdict.detector() == decider)
                .map(Verdict::status)
                .findFirst()
                .orElse(status);
        var peer = new PeerReport(
                member.id(),
                member.address().url(),
                decided,
                status == Status.UNKNOWN ? null : heard,
                at,
                status == Status.UNKNOWN ? null : since,
                status == Status.UNKNOWN ? null : 1_763_906_471_123L,
                evidence(status, exceptions.containsKey(new CellRef(seer, member.id()))),
                Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(700 + 100L * observer)),
                isUp ? 0 : 1,
                isDown ? "connection refused" : status == Status.SUSPECT ? "no answer within 1 s" : null);
        return with(peer, verdicts);
    }

    /** What only some hold down is silent to them: a process that is gone refuses all. */
    private static @Nullable Evidence evidence(Status status, boolean isException) {
        return switch (status) {
            case UNKNOWN -> null;
            case UP -> Evidence.OK;
            case SUSPECT -> Evidence.TIMEOUT;
            case DOWN -> isException ? Evidence.TIMEOUT : Evidence.REFUSED;
        };
    }

    public ClusterConfig config() {
        return config;
    }

    public FakeControl control() {
        return control;
    }

    public FakeFaults faults() {
        return faults;
    }

    public List<Journal.Entry> since(long number) {
        return entries.stream().filter(entry -> entry.number() >= number).toList();
    }
}
