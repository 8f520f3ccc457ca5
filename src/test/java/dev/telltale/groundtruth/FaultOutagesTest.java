package dev.telltale.groundtruth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.Mistake;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusChange;
import dev.telltale.qos.StatusHistory;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultOutagesTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final NodeId C = new NodeId("c");
    private static final Link A_TO_B = new Link(A, B);
    private static final Set<Link> ONE = Set.of(A_TO_B);
    /** An attempt's deadline is 100 ms. */
    private static final HeartbeatSettings SETTINGS = new HeartbeatSettings(ms(200), ms(1_000));

    @Test
    void aCutIsAnOutageForItsObserverOnly() {
        assertThat(outages(deed(new LinkFault.Cut(ONE), 100, 200L))).containsExactly(cut(A_TO_B, 100, 200L));
    }

    @Test
    void aPartitionIsACutOfEachLink() {
        Set<Link> split = LinkSets.split(List.of(List.of(A), List.of(B, C)));

        assertThat(outages(deed(new LinkFault.Cut(split), 100, null)))
                .containsExactlyInAnyOrder(
                        cut(A_TO_B, 100, null),
                        cut(A_TO_B.reversed(), 100, null),
                        cut(new Link(A, C), 100, null),
                        cut(new Link(C, A), 100, null));
    }

    @ParameterizedTest
    @MethodSource
    void aFaultThatPreventsHeartbeatResponsesIsAMuteOutage(FaultType effect) {
        assertThat(outages(deed(effect, 100, 200L))).containsExactly(mute(B, 100, 200L));
    }

    static Stream<FaultType> aFaultThatPreventsHeartbeatResponsesIsAMuteOutage() {
        return Stream.of(
                new NodeFault.Stall(B),
                new NodeFault.Fail(B, false),
                new NodeFault.Fail(B, true),
                new NodeFault.Gray(B, Endpoint.HEARTBEAT),
                new NodeFault.Slow(B, ms(100), Duration.ZERO),
                new NodeFault.Slow(B, ms(101), ms(50)));
    }

    @ParameterizedTest
    @MethodSource
    void aFaultThatOnlyMayCostAHeartbeatIsNoOutage(FaultType effect) {
        assertThat(outages(deed(effect, 100, 200L))).isEmpty();
    }

    static Stream<FaultType> aFaultThatOnlyMayCostAHeartbeatIsNoOutage() {
        return Stream.of(
                new NodeFault.Slow(B, ms(99), ms(500)),
                new LinkFault.Delay(ONE, ms(99), ms(500)),
                new LinkFault.Drop(ONE, 0.999),
                new NodeFault.Gray(B, Endpoint.STATUS),
                new NodeFault.Skew(B, Duration.ofHours(1)));
    }

    @Test
    void aDelayOfATimeoutOrACompleteLossIsACut() {
        assertThat(outages(deed(new LinkFault.Delay(ONE, ms(100), Duration.ZERO), 100, 200L)))
                .containsExactly(cut(A_TO_B, 100, 200L));
        assertThat(outages(deed(new LinkFault.Drop(ONE, 1), 100, 200L))).containsExactly(cut(A_TO_B, 100, 200L));
    }

    @Test
    void overlappingDelaysAddUp() {
        assertThat(outages(
                        deed(new LinkFault.Delay(ONE, ms(60), Duration.ZERO), 100, 300L),
                        deed(new LinkFault.Delay(ONE, ms(40), Duration.ZERO), 150, 200L),
                        deed(new NodeFault.Slow(B, ms(50), Duration.ZERO), 250, null),
                        deed(new NodeFault.Slow(A, ms(50), Duration.ZERO), 100, null)))
                .containsExactly(cut(A_TO_B, 150, 200L), cut(A_TO_B, 250, 300L));
        assertThat(outages(
                        deed(new NodeFault.Slow(B, ms(60), Duration.ZERO), 100, null),
                        deed(new NodeFault.Slow(B, ms(40), Duration.ZERO), 150, null)))
                .containsExactly(mute(B, 150, null));
    }

    @Test
    void overlappingOutagesOfOneNodeOrLinkAreMerged() {
        assertThat(outages(
                        deed(new NodeFault.Stall(B), 100, 200L),
                        deed(new NodeFault.Fail(B, true), 150, 250L),
                        deed(new LinkFault.Cut(ONE), 100, 200L),
                        deed(new LinkFault.Cut(LinkSets.between(A, B)), 120, null)))
                .containsExactlyInAnyOrder(
                        mute(B, 100, 250L), cut(A_TO_B, 100, null), cut(A_TO_B.reversed(), 120, null));
    }

    @Test
    void aFaultHealedAtTheInstantOfItsInjectionIsNoOutage() {
        assertThat(outages(deed(new NodeFault.Stall(B), 100, 100L))).isEmpty();
    }

    @Test
    void theGroundTruthHasProcessesAndFaultsInTimeOrder() {
        List<Outage> truth = outages(
                List.of(process(ProcessEvent.Kind.KILL, C, 150)),
                List.of(deed(new NodeFault.Stall(B), 160, null), deed(new LinkFault.Cut(ONE), 100, 200L)));

        assertThat(truth)
                .containsExactly(
                        cut(A_TO_B, 100, 200L), new Outage(C, Failure.CRASH, at(150), null), mute(B, 160, null));
    }

    /** B stalls, is killed meanwhile and restarts still stalled; A's link to B is cut for longer, C's is not. */
    @Test
    void qualityAcceptsOverlappingOutages() {
        List<Outage> outages = outages(
                List.of(
                        process(ProcessEvent.Kind.KILL, B, 150),
                        process(ProcessEvent.Kind.START, B, 180),
                        process(ProcessEvent.Kind.READY, B, 190)),
                List.of(deed(new NodeFault.Stall(B), 100, 300L), deed(new LinkFault.Cut(ONE), 250, 500L)));
        var truth = new GroundTruth(at(0), at(1_000), outages);
        StatusHistory a = held(A, 140, 520);
        StatusHistory c = held(C, 145, 520);

        Quality quality = Quality.of(truth, List.of(a, c), SETTINGS, Duration.ZERO);

        assertThat(quality.detections())
                .containsExactly(
                        new Detection(a.lane(), new Outage(B, Failure.MUTE, at(100), at(500), A), ms(40), ms(400)),
                        new Detection(c.lane(), mute(B, 100, 300L), ms(45), ms(200)));
        assertThat(quality.mistakes()).isEmpty();
    }

    @Test
    void aDownByTheCutObserverIsADetectionAndByAnotherAMistake() {
        List<Outage> outages = outages(List.of(), List.of(deed(new LinkFault.Cut(ONE), 100, 500L)));
        StatusHistory a = held(A, 140, 520);
        StatusHistory c = held(C, 145, 200);

        Quality quality =
                Quality.of(new GroundTruth(at(0), at(1_000), outages), List.of(a, c), SETTINGS, Duration.ZERO);

        assertThat(quality.detections()).extracting(Detection::lane).containsExactly(a.lane());
        assertThat(quality.mistakes()).containsExactly(new Mistake(c.lane(), at(145), at(200)));
    }

    private static List<Outage> outages(List<ProcessEvent> events, List<FaultInterval> faults) {
        return new Incidents(events, faults).outages(SETTINGS);
    }

    private static List<Outage> outages(FaultInterval... deeds) {
        return outages(List.of(), List.of(deeds));
    }

    private static StatusHistory held(NodeId observer, long down, long up) {
        return new StatusHistory(
                new DetectorKey(observer, B, DetectorKind.TIMEOUT),
                List.of(new StatusChange(at(down), Status.DOWN), new StatusChange(at(up), Status.UP)));
    }

    private static FaultInterval deed(FaultType effect, long from, @Nullable Long until) {
        var fault = new Fault(new FaultId("f"), "test", effect, at(from), Duration.ofSeconds(5));
        return new FaultInterval(fault, moment(from), until == null ? null : moment(until));
    }

    private static ProcessEvent process(ProcessEvent.Kind kind, NodeId node, long at) {
        return new ProcessEvent(kind, node, 1, moment(at));
    }

    private static Outage cut(Link link, long from, @Nullable Long until) {
        return new Outage(link.subject(), Failure.CUT, at(from), until == null ? null : at(until), link.observer());
    }

    private static Outage mute(NodeId node, long from, @Nullable Long until) {
        return new Outage(node, Failure.MUTE, at(from), until == null ? null : at(until));
    }

    private static ClockReading moment(long millis) {
        return new ClockReading(millis * 1_000_000, at(millis));
    }

    private static Instant at(long millis) {
        return Instant.EPOCH.plusMillis(millis);
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }
}
