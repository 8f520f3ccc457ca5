package dev.telltale.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.registry.RunRecord;
import dev.telltale.testkit.Await;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@Tag("network")
class MemberAddressesTest {
    private static final NodeId ID = new NodeId("node1");

    /** A record with another id, port or host belongs to no member; one host may be spelled in several ways. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            127.0.0.1, 8001, 127.0.0.1, 127.0.0.1, true
            Web1.test, 8001, web1.test, -,         true
            web1.test, 8001, 10.0.0.1,  10.0.0.1,  true
            web1.test, 8001, 10.0.0.2,  10.0.0.2,  false
            web1.test, 8001, web2.test, -,         false
            127.0.0.1, 8001, 0.0.0.0,   0.0.0.0,   true
            10.9.9.9,  8001, 0.0.0.0,   0.0.0.0,   false
            127.0.0.2, 8001, 127.0.0.1, 127.0.0.1, false
            127.0.0.1, 8002, 127.0.0.1, 127.0.0.1, false
            127.0.0.1, 0,    127.0.0.1, 127.0.0.1, true
            """)
    void aRecordBelongsToTheMemberWithItsListenAddress(
            String configured, int port, String host, @Nullable String bound, boolean isOf)
            throws UnknownHostException {
        var addresses = new MemberAddresses(
                name -> List.of(InetAddress.getByAddress(new byte[] {10, 0, 0, 1})), Duration.ofSeconds(30));
        var member = new Member(ID, new Address(configured, port));
        assertThat(addresses.isOf(member, record(ID, host, bound))).isEqualTo(isOf);
        assertThat(addresses.isOf(member, record(new NodeId("node2"), host, bound)))
                .isFalse();
    }

    @Test
    void aHangingLookupDoesNotBlockAndItsResultIsUsedLater() throws UnknownHostException {
        var end = new CountDownLatch(1);
        HostName.Source names = name -> {
            assertDoesNotThrow(() -> end.await());
            return List.of(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}));
        };
        var addresses = new MemberAddresses(names, Duration.ZERO);
        var member = new Member(ID, new Address("web1.test", 8001));
        RunRecord record = record(ID, "10.0.0.1", "10.0.0.1");
        assertThat(Await.result(CompletableFuture.supplyAsync(() -> addresses.isOf(member, record))))
                .isFalse();
        end.countDown();
        Await.until("the address is known", () -> addresses.isOf(member, record));
    }

    private static RunRecord record(NodeId id, String host, @Nullable String bound) throws UnknownHostException {
        return new RunRecord(
                id,
                4711,
                Instant.EPOCH,
                new Address(host, 8001),
                bound == null ? null : InetAddress.getByName(bound),
                null,
                null);
    }
}
