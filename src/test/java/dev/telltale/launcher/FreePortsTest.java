package dev.telltale.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("network")
class FreePortsTest {
    private static final String HERE = "127.0.0.1";

    @Test
    void membersThatAskedGetDifferentPortsBelowTheOutgoingRangeAndOthersKeepTheirs() {
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
    void aPortThatIsHeldIsNotGivenOut() throws IOException {
        int first = port(FreePorts.resolve(List.of(member("a", 0)), new Random(5)));
        try (var holder = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(port(FreePorts.resolve(List.of(member("a", 0)), new Random(5))))
                    .isNotEqualTo(holder.getLocalPort());
        }
    }

    @Test
    void aHostThatIsNotOursIsToldInOneSentence() {
        List<Member> members = List.of(new Member(new NodeId("a"), new Address("192.0.2.1", 0)));
        assertThatIllegalStateException()
                .isThrownBy(() -> FreePorts.resolve(members, new Random(1)))
                .withMessage("No port from 20000 to 31999 can be opened on 192.0.2.1;"
                        + " give the nodes ports of their own in the config.");
    }

    private static Member member(String id, int port) {
        return new Member(new NodeId(id), new Address(HERE, port));
    }

    private static int port(List<Member> members) {
        return members.get(0).address().port();
    }
}
