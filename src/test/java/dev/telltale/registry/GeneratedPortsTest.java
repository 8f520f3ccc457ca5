package dev.telltale.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedPortsTest {
    private static RunRecord running(String id, int port) {
        return new RunRecord(new NodeId(id), 4_711, Instant.EPOCH, new Address("127.0.0.1", port), null);
    }

    @Test
    void aRunningNodeKeepsItsPortWhetherOrNotAnotherIsFree() {
        var ports = new GeneratedPorts(List.of(running("node2", 10_532)), port -> port != 10_532);

        assertThat(ports.test(10_502)).isFalse();
        assertThat(ports.test(10_532)).isTrue();
        assertThat(ports.test(10_562)).isFalse();
        assertThat(ports.test(10_503)).isTrue();
    }

    @Test
    void aNodeThatDoesNotRunIsGivenAFreePort() {
        var ports = new GeneratedPorts(List.of(), port -> port != 10_502);

        assertThat(ports.test(10_502)).isFalse();
        assertThat(ports.test(10_532)).isTrue();
    }

    @Test
    void aNodeOfAnotherClusterIsNotTakenForItsOwn() {
        var ports = new GeneratedPorts(
                List.of(running("node2", 8_002), running("web", 10_502), running("node2", 10_402)), port -> false);

        assertThat(ports.test(10_502)).isFalse();
        assertThat(ports.test(10_402)).isTrue();
    }
}
