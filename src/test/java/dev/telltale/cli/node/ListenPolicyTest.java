package dev.telltale.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenPolicyTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        box.test,   127.0.1.1, 'node1 listens on 127.0.1.1, which is what box.test means here: only this machine reaches it'
        box.test,   ::1,       'node1 listens on ::1, which is what box.test means here: only this machine reaches it'
        box.test,   192.0.2.1, -
        localhost,  127.0.0.1, -
        127.0.1.1,  127.0.1.1, -
        ::1,        ::1,       -
        """)
    void aLoopbackHostNameIsReported(String host, String bound, String text) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(bound);
        assertThat(ListenPolicy.loopbackWarning(new NodeId("node1"), new Address(host, 8001), address))
                .isEqualTo(text);
    }
}
