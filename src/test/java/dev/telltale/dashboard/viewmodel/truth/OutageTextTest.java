package dev.telltale.dashboard.viewmodel.truth;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.groundtruth.OutageTrigger;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.RecordedOutage;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTextTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final List<NodeId> NODES = nodes(4);
    private static final NodeId NODE2 = node(2);

    private static FaultInterval fault(int secondsAgo, FaultType effect) {
        var from = later(Duration.ofSeconds(-secondsAgo));
        var fault = new Fault(new FaultId("f1"), "panel-1", effect, from.wall(), Duration.ofSeconds(10));
        return new FaultInterval(fault, from, null);
    }

    @ParameterizedTest
    @CsvSource({
        "KILL, SIGKILL node2, killed",
        "STOP, SIGTERM node2, stopped",
        "PAUSE, node2 paused, paused",
        "ENDED, node2 ended by itself, ended by itself",
        "START, node2 starting since, starting since",
    })
    void processEventIsNamedInFullAndAfterTheNameOfItsNode(ProcessEvent.Kind kind, String full, String what) {
        var event = new ProcessEvent(kind, NODE2, 7, NOW);
        var outage = new Outage(NODE2, Failure.CRASH, NOW.wall(), null);

        assertThat(OutageText.of(event, NODES)).isEqualTo(full);
        assertThat(OutageText.of(new RecordedOutage(event, outage), UTC)).isEqualTo(what + " 14:03:25.480");
    }

    @Test
    void faultIsNamedByItsLinkOrNode() {
        FaultInterval cut = fault(0, new LinkFault.Cut(Set.of(new Link(node(1), NODE2))));
        FaultInterval stall = fault(0, new NodeFault.Stall(NODE2));

        assertThat(OutageText.of(cut, NODES)).isEqualTo("cut node1 to node2");
        assertThat(OutageText.of(
                        new RecordedOutage(cut, new Outage(NODE2, Failure.CUT, NOW.wall(), null, node(1))), UTC))
                .isEqualTo("cut from node1 14:03:25.480");
        assertThat(OutageText.of(new RecordedOutage(stall, new Outage(NODE2, Failure.MUTE, NOW.wall(), null)), UTC))
                .isEqualTo("stalled 14:03:25.480");
    }

    @Test
    void newestIsNamedWithTheNumberOfOthers() {
        OutageTrigger kill = new ProcessEvent(ProcessEvent.Kind.KILL, NODE2, 7, later(Duration.ofSeconds(-4)));
        OutageTrigger stall = fault(12, new NodeFault.Stall(node(3)));

        assertThat(OutageText.newest(List.of(), NODES, UTC)).isEmpty();
        assertThat(OutageText.newest(List.of(kill), NODES, UTC)).isEqualTo("SIGKILL node2 14:03:21.480");
        assertThat(OutageText.newest(List.of(kill, stall), NODES, UTC))
                .isEqualTo("SIGKILL node2 14:03:21.480 and 1 more");
    }
}
