package dev.telltale.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.NodeFault;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import dev.telltale.node.TickTrace;
import dev.telltale.replay.ReplayCheck.Difference;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.TraceRecorder;
import dev.telltale.sim.VirtualCluster;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.time.ClockReading;
import dev.telltale.trace.NodeTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the comparison of a replay with the reported verdicts finds: a simulated cluster in which node 2 crashes twice. */
class ReplayCheckTest {
    private static final NodeId TWO = new NodeId("node2");
    private static final List<NodeTrace> TRACES = new ArrayList<>();
    private static final List<VerdictChange> REPORTED = new ArrayList<>();

    static {
        SimulationSettings settings = threeNodes();
        var recorder = new TraceRecorder(settings);
        var cluster = new VirtualCluster(settings, recorder);
        cluster.nodes().forEach(cluster::start);
        for (int crash = 0; crash < 2; crash++) {
            cluster.advance(Duration.ofMinutes(1));
            cluster.kill(TWO);
            cluster.advance(Duration.ofMinutes(1));
            cluster.start(TWO);
        }
        cluster.advance(Duration.ofMinutes(1));
        TRACES.addAll(recorder.traces());
        REPORTED.addAll(cluster.changes());
    }

    /** With the default settings. */
    static SimulationSettings threeNodes() {
        return new SimulationSettings(
                3,
                2,
                HeartbeatSettings.DEFAULT,
                DetectionSettings.DEFAULT,
                DetectorKind.ALL,
                VirtualNetwork.DEFAULT,
                1);
    }

    private static ReplayCheck.Result check(List<VerdictChange> reported) {
        return ReplayCheck.of(TRACES, reported, Incidents.NONE);
    }

    /** The first change of node 1's timeout detector about node 2 to this verdict. */
    private static VerdictChange first(Status to) {
        return REPORTED.stream()
                .filter(change -> change.observer().value().equals("node1")
                        && change.subject().equals(TWO)
                        && change.detector() == DetectorKind.TIMEOUT
                        && change.to() == to)
                .findFirst()
                .orElseThrow();
    }

    private static List<VerdictChange> with(VerdictChange old, Instant at) {
        List<VerdictChange> changed = new ArrayList<>(REPORTED);
        changed.set(
                changed.indexOf(old),
                new VerdictChange(
                        at, old.observer(), old.subject(), old.detector(), old.from(), old.to(), old.silence()));
        return changed;
    }

    @Test
    void allIsTheSame() {
        ReplayCheck.Result result = check(REPORTED);

        assertThat(result.isRight()).isTrue();
        assertThat(result)
                .isEqualTo(new ReplayCheck.Result(
                        5,
                        REPORTED.size(),
                        REPORTED.size(),
                        REPORTED.size(),
                        0,
                        0,
                        Duration.ZERO,
                        0,
                        Duration.ZERO,
                        List.of()));
        assertThat(REPORTED).hasSizeGreaterThan(40);
    }

    @Test
    void aMillisecondIsTolerated() {
        VerdictChange down = first(Status.DOWN);

        ReplayCheck.Result result = check(with(down, down.at().plus(ReplayCheck.TOLERANCE)));

        assertThat(result.isRight()).isTrue();
        assertThat(result.largestError()).isEqualTo(ReplayCheck.TOLERANCE);
    }

    @Test
    void aLaterTimeIsADifferenceOfOneChangeOnly() {
        VerdictChange down = first(Status.DOWN);
        List<VerdictChange> reported = with(down, down.at().plusMillis(2));

        ReplayCheck.Result result = check(reported);

        assertThat(result.differences())
                .extracting(Difference::kind)
                .contains(Difference.Kind.NOT_REPLAYED)
                .hasSizeLessThanOrEqualTo(2);
        assertThat(result.confirmed()).isEqualTo(REPORTED.size() - 1);
    }

    @Test
    void aChangeThatLastedMustBeReported() {
        VerdictChange down = first(Status.DOWN);
        List<VerdictChange> reported = new ArrayList<>(REPORTED);
        reported.remove(down);

        assertThat(check(reported).differences()).containsExactly(new Difference(Difference.Kind.NOT_REPORTED, down));
    }

    /** It held for less than 5 s, but another change came and went in that time, and was reported. */
    @Test
    void aShortChangeMustBeReportedIfTheNodeWasReadMeanwhile() {
        VerdictChange suspect = first(Status.SUSPECT);
        List<VerdictChange> reported = new ArrayList<>(REPORTED);
        reported.remove(suspect);

        assertThat(Duration.between(suspect.at(), first(Status.DOWN).at())).isLessThan(ReplayCheck.MAX_UNSEEN);
        assertThat(check(reported).differences())
                .containsExactly(new Difference(Difference.Kind.NOT_REPORTED, suspect));
    }

    @Test
    void aNodeThatCouldNotReportIsExcused() {
        VerdictChange down = first(Status.DOWN);
        List<VerdictChange> reported = REPORTED.stream()
                .filter(change -> !change.observer().equals(down.observer())
                        || change.at().isBefore(down.at()))
                .toList();
        var stall = new Fault(
                new FaultId("stall-1"), "test", new NodeFault.Stall(down.observer()), down.at(), Duration.ofMinutes(1));
        var stalled = new FaultInterval(stall, new ClockReading(0, down.at()), null);

        assertThat(check(reported).isRight()).isFalse();
        assertThat(ReplayCheck.of(TRACES, reported, new Incidents(List.of(), List.of(stalled)))
                        .isRight())
                .isTrue();
    }

    @Test
    void whatIsOutsideOfTheTracesIsCounted() {
        VerdictChange last = REPORTED.get(REPORTED.size() - 1);
        List<VerdictChange> reported = new ArrayList<>(REPORTED);
        reported.add(new VerdictChange(
                last.at().plusSeconds(3_600),
                last.observer(),
                last.subject(),
                last.detector(),
                last.to(),
                last.from(),
                null));

        ReplayCheck.Result result = check(reported);

        assertThat(result.isRight()).isTrue();
        assertThat(result.outside()).isEqualTo(1);
    }

    /** As long as the skew lasts, the node's own times are an hour ahead; the watch has corrected its reports. */
    @Test
    void aClockThatIsSetMovesNoChange() {
        VerdictChange down = first(Status.DOWN);
        List<NodeTrace> skewed = TRACES.stream()
                .map(trace -> trace.header().observer().equals(down.observer()) ? skewed(trace, down.at()) : trace)
                .toList();
        Instant estimated = down.at().plusMillis(40);
        Instant reportedAfterTheSkew = down.at().plusSeconds(3_600);

        for (Instant at : List.of(estimated, reportedAfterTheSkew)) {
            ReplayCheck.Result result = ReplayCheck.of(skewed, with(down, at), Incidents.NONE);

            assertThat(result.differences()).isEmpty();
            assertThat(result.setClock()).isPositive();
            assertThat(result.largestError()).isLessThan(ReplayCheck.TOLERANCE);
            assertThat(result.confirmed()).isEqualTo(REPORTED.size());
        }
    }

    /** The next process of the node starts at once after the end of the one whose clock was set. */
    @Test
    void whatTheNextProcessReportsIsNotOfTheOneWhoseClockWasSet() {
        List<TickTrace> ticks = TRACES.get(1).ticks();
        // The crash is at 1 min; this one is 1 ms after the last tick before it.
        ClockReading lastTick = ticks.get(ticks.size() - 1).at();
        var recorder = new TraceRecorder(threeNodes());
        var cluster = new VirtualCluster(threeNodes(), recorder);
        cluster.nodes().forEach(cluster::start);
        cluster.advance(Duration.between(cluster.now().wall(), lastTick.wall()).plusMillis(1));
        cluster.kill(TWO);
        cluster.advance(Duration.ofMillis(1));
        cluster.start(TWO);
        cluster.advance(Duration.ofMinutes(1));
        List<NodeTrace> traces = new ArrayList<>(recorder.traces());
        assertThat(traces.get(1).header().observer()).isEqualTo(TWO);
        traces.set(1, skewed(traces.get(1), lastTick.wall().minusSeconds(20)));

        assertThat(ReplayCheck.of(traces, cluster.changes(), Incidents.NONE).differences())
                .isEmpty();
    }

    private static NodeTrace skewed(NodeTrace trace, Instant around) {
        List<TickTrace> ticks = new ArrayList<>();
        for (TickTrace tick : trace.ticks()) {
            Instant wall = tick.at().wall();
            boolean isSkewed = !wall.isBefore(around.minusSeconds(1)) && wall.isBefore(around.plusSeconds(3));
            var at = isSkewed ? new ClockReading(tick.at().nanos(), wall.plusSeconds(3_600)) : tick.at();
            ticks.add(new TickTrace(at, tick.lateNanos(), tick.events(), tick.requests(), tick.probes()));
        }
        return new NodeTrace(trace.header(), ticks, trace.isFromStart());
    }

    @Test
    void nothingToCompareIsNotRight() {
        assertThat(check(List.of()).isRight()).isFalse();
    }
}
