package dev.telltale.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.model.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host that a node listens on may resolve to another address on each lookup. */
@Timeout(60)
@Tag("network")
class BindAddressTest {
    private static final Address LISTEN = new Address("box.test", 0);

    private final NodeFixture nodes = new NodeFixture();

    @AfterEach
    void close() {
        nodes.close();
    }

    @Test
    void theAddressCheckedForTheKeyIsTheBoundAddress() {
        var lookups = new AtomicInteger();
        nodes.lookUpBy(
                host -> List.of(InetAddress.getByName(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "0.0.0.0")));
        HttpNode node = nodes.start("node1", LISTEN, NodeFixture.settings(300, 60_000));
        assertThat(node.boundAddress()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(lookups).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void withoutAKeyNoAddressReachableFromOtherMachinesIsBound(String address) throws IOException {
        InetAddress meant = InetAddress.getByName(address);
        nodes.lookUpBy(host -> List.of(meant));
        assertThatThrownBy(() -> nodes.tryStart("node1", null, LISTEN, NodeFixture.settings(300, 60_000)))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        meant.getHostAddress() + " is reachable from other machines, and the node has no cluster key");
    }
}
