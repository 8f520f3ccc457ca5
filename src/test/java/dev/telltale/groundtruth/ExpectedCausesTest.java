package dev.telltale.groundtruth;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.FakeFaultControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpectedCausesTest {
    private static final List<NodeId> NODES = nodes(4);
    private static final NodeId NODE2 = node(2);
    private static final Set<Link> ONE = Set.of(new Link(node(1), node(3)));

    private final FakeFaultControl faults = new FakeFaultControl();
    private final List<ProcessEvent> events = new ArrayList<>();

    private ExpectedCauses expected() {
        var incidents = new Incidents(events, faults.intervals());
        OutageIndex outages = OutageIndex.of(incidents, List.of(), HeartbeatSettings.DEFAULT);
        return ExpectedCauses.of(NODES, outages, incidents.faults(), HeartbeatSettings.DEFAULT, NOW.wall());
    }

    private void did(ProcessEvent.Kind kind, int secondsAgo) {
        events.add(new ProcessEvent(kind, NODE2, 7, later(Duration.ofSeconds(-secondsAgo))));
    }

    private void broken(int secondsAgo, FaultType effect) {
        var unused = faults.at(later(Duration.ofSeconds(-secondsAgo))).inject(effect);
    }

    private List<String> words() {
        return expected().causes().stream().map(Cause::words).toList();
    }

    static Stream<Arguments> effects() {
        Duration half = Duration.ofMillis(500);
        Duration deadline = HeartbeatSettings.DEFAULT.deadline();
        return Stream.of(
                Arguments.of(new LinkFault.Cut(ONE), "one-way link node1 to node3"),
                Arguments.of(new LinkFault.Cut(LinkSets.between(node(3), node(1))), "broken link node1 and node3"),
                Arguments.of(new LinkFault.Cut(LinkSets.isolate(NODES, NODE2)), "isolated node2"),
                Arguments.of(new LinkFault.Cut(LinkSets.halves(NODES)), "partition node1, node2 / node3, node4"),
                Arguments.of(new LinkFault.Delay(ONE, deadline, Duration.ZERO), "one-way link node1 to node3"),
                Arguments.of(new LinkFault.Delay(ONE, half, deadline), ""),
                Arguments.of(new LinkFault.Drop(ONE, 1), "one-way link node1 to node3"),
                Arguments.of(new LinkFault.Drop(ONE, 0.9), ""),
                Arguments.of(new NodeFault.Stall(NODE2), "hung node2"),
                Arguments.of(new NodeFault.Slow(NODE2, deadline, Duration.ZERO), "hung node2"),
                Arguments.of(new NodeFault.Slow(NODE2, half, Duration.ZERO), ""),
                Arguments.of(new NodeFault.Fail(NODE2, false), "errors of node2"),
                Arguments.of(new NodeFault.Gray(NODE2, Endpoint.HEARTBEAT), "errors of node2"),
                Arguments.of(new NodeFault.Gray(NODE2, Endpoint.STATUS), "gray status of node2"),
                Arguments.of(new NodeFault.Skew(NODE2, Duration.ofMinutes(-1)), "skewed clock of node2"),
                Arguments.of(new NodeFault.Skew(NODE2, half), ""));
    }

    @ParameterizedTest
    @MethodSource("effects")
    void eachFaultMapsToItsCertainCause(FaultType effect, String cause) {
        broken(3, effect);
        assertThat(words()).isEqualTo(cause.isEmpty() ? List.of() : List.of(cause));
    }

    @Test
    void processEventsMapToCauses() {
        assertThat(words()).isEmpty();
        assertThat(expected().triggers()).isEmpty();
        did(ProcessEvent.Kind.PAUSE, 9);
        assertThat(words()).containsExactly("hung node2");
        did(ProcessEvent.Kind.KILL, 4);
        assertThat(words()).containsExactly("crash of node2");
        assertThat(expected().triggers()).containsExactly(events.get(1));
        broken(12, new LinkFault.Cut(ONE));
        assertThat(words()).containsExactlyInAnyOrder("crash of node2", "one-way link node1 to node3");
        assertThat(expected().triggers())
                .containsExactly(events.get(1), faults.intervals().get(0));
    }

    @Test
    void linksOfSeveralFaultsAreCombined() {
        broken(3, new LinkFault.Cut(LinkSets.row(NODES, NODE2)));
        broken(2, new LinkFault.Cut(LinkSets.column(NODES, NODE2)));
        assertThat(words()).containsExactly("isolated node2");
    }

    @Test
    void aRecentlyEndedCauseMayStillBeDiagnosed() {
        did(ProcessEvent.Kind.KILL, 12);
        did(ProcessEvent.Kind.START, 9);
        did(ProcessEvent.Kind.READY, 8);
        broken(6, new NodeFault.Stall(node(3)));
        faults.at(later(Duration.ofSeconds(-2)));
        var unused = faults.healAll();
        assertThat(words()).isEmpty();
        assertThat(expected().recent())
                .extracting(Cause::words)
                .containsExactlyInAnyOrder("restart of node2", "hung node3");
        faults.at(NOW);
    }

    @Test
    void aRecentlyPausedNodeMayBeDiagnosedAsALaggingObserver() {
        did(ProcessEvent.Kind.PAUSE, 20);
        did(ProcessEvent.Kind.RESUME, 10);
        assertThat(words()).isEmpty();
        assertThat(expected().recent()).extracting(Cause::words).containsExactly("sick observer node2");
    }
}
