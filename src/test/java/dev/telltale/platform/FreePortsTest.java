package dev.telltale.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("network")
class FreePortsTest {
    private static final String HERE = "127.0.0.1";

    @Test
    void requestedPortsAreDistinctAndBelowTheEphemeralRange() {
        List<Member> members = IntStream.range(0, 50)
                .mapToObj(n -> member("n" + n, n == 7 ? 8007 : 0))
                .toList();
        List<Member> resolved = FreePorts.resolve(members, new Random(1));
        assertThat(resolved)
                .extracting(Member::id)
                .containsExactlyElementsOf(members.stream().map(Member::id).toList());
        assertThat(resolved.get(7)).isEqualTo(members.get(7));
        assertThat(resolved)
                .extracting(member -> member.address().port())
                .doesNotHaveDuplicates()
                .allMatch(port -> port == 8007 || (port >= FreePorts.FIRST && port <= FreePorts.LAST));
    }

    @Test
    void aTakenPortIsNotAssigned() throws IOException {
        int first = port(FreePorts.resolve(List.of(member("a", 0)), new Random(5)));
        try (var holder = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(port(FreePorts.resolve(List.of(member("a", 0)), new Random(5))))
                    .isNotEqualTo(holder.getLocalPort());
        }
    }

    @Test
    void aHostOfAnotherMachineIsReported() {
        List<Member> members = List.of(new Member(new NodeId("a"), new Address("192.0.2.1", 0)));
        assertThatExceptionOfType(NoPortException.class)
                .isThrownBy(() -> FreePorts.resolve(members, new Random(1)))
                .withMessage("No port from 20000 to 31999 can be opened on 192.0.2.1;"
                        + " give the nodes ports of their own in the config.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUnresolvableHostIsLookedUpOnceAndReported(boolean isSilent) {
        var end = new CountDownLatch(1);
        var lookups = new AtomicInteger();
        HostName.Source names = host -> {
            lookups.incrementAndGet();
            if (isSilent) {
                assertDoesNotThrow(() -> end.await());
            }
            throw new UnknownHostException(host + ": Name or service not known");
        };
        List<Member> members = List.of(
                new Member(new NodeId("a"), new Address("gone.test", 0)),
                new Member(new NodeId("b"), new Address("gone.test", 0)));
        Duration deadline = isSilent ? Duration.ofMillis(20) : Duration.ofMinutes(1);
        assertThatExceptionOfType(NoPortException.class)
                .isThrownBy(() -> FreePorts.resolve(members, new Random(1), names, deadline))
                .withMessage("There is no port for a: cannot look up gone.test: "
                        + (isSilent ? "the name server does not answer" : "Name or service not known")
                        + "; check /etc/resolv.conf or give an IP address.");
        end.countDown();
        assertThat(lookups).hasValue(1);
    }

    @Test
    void theHostOfAMemberWithAPortIsNotLookedUp() {
        List<Member> members = List.of(new Member(new NodeId("a"), new Address("gone.test", 8001)));
        HostName.Source names = host -> {
            throw new AssertionError("looked up " + host);
        };
        assertThat(FreePorts.resolve(members, new Random(1), names, Duration.ofMinutes(1)))
                .isEqualTo(members);
    }

    private static Member member(String id, int port) {
        return new Member(new NodeId(id), new Address(HERE, port));
    }

    private static int port(List<Member> members) {
        return members.get(0).address().port();
    }
}
