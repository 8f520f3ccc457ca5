package dev.telltale.node.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.model.NodeId;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** The random effects of faults are reproducible. */
@Tag("network")
class NodeFaultsTest {
    private static final NodeId SELF = new NodeId("node1");
    private static final NodeId PEER = new NodeId("node2");

    @Test
    void aRestartedNodeDrawsTheSameValuesAndAnotherNodeOthers() throws IOException {
        XnioWorker worker = Xnio.getInstance().createWorker(OptionMap.EMPTY);
        try {
            List<Boolean> first = draws(SELF, PEER, worker.getIoThread());
            assertThat(first).contains(true, false);
            assertThat(draws(SELF, PEER, worker.getIoThread())).isEqualTo(first);
            assertThat(draws(PEER, SELF, worker.getIoThread())).isNotEqualTo(first);
        } finally {
            worker.shutdownNow();
        }
    }

    private static List<Boolean> draws(NodeId self, NodeId peer, XnioIoThread io) {
        var faults = new NodeFaults(self, TimeSource.SYSTEM, remark -> {});
        var drop = new LinkFault.Drop(Set.of(new Link(self, peer)), 0.5);
        faults.put(new Fault(new FaultId("a"), "test", drop, Instant.EPOCH, Duration.ofHours(1)), io);
        return IntStream.range(0, 200)
                .mapToObj(i -> faults.sendDecision(peer).isLost())
                .toList();
    }
}
