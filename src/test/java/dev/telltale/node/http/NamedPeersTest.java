package dev.telltale.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.telltale.model.Address;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.SilentPort;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers with a host name: silent, slow or wrong name servers, and names with several addresses. */
@Timeout(60)
@EnabledOnOs(OS.LINUX) // Elsewhere 127.0.0.1 is the only loopback address.
@Tag("network")
class NamedPeersTest {
    private static final HeartbeatSettings SETTINGS = NodeFixture.settings(300, 60_000);
    /** The interval is longer than {@link NodeFixture#AT_ONCE}, so the result of a second attempt is too late. */
    private static final HeartbeatSettings SLOW = NodeFixture.settings(30_000, 60_000);

    private static final HeartbeatSettings QUICK = NodeFixture.settings(40, 60_000);

    private final NodeFixture nodes = new NodeFixture();
    private final List<AutoCloseable> others = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, HostName.Source> names = new ConcurrentHashMap<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private final Queue<String> askedAt = new ConcurrentLinkedQueue<>();
    private final int port = TestPorts.free();

    NamedPeersTest() {
        nodes.lookUpBy(host -> names.getOrDefault(host, this::silent).addresses(host));
    }

    @AfterEach
    void close() throws Exception {
        end.countDown();
        nodes.close();
        for (AutoCloseable other : others) {
            other.close();
        }
    }

    private List<InetAddress> silent(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(host + ": Temporary failure in name resolution");
    }

    private static List<InetAddress> failing(String host) throws UnknownHostException {
        throw new UnknownHostException(host + ": Name or service not known");
    }

    private static HostName.Source always(String... addresses) {
        return host -> Stream.of(addresses).map(NamedPeersTest::ip).toList();
    }

    private static InetAddress ip(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Member member(String id, String host) {
        return new Member(new NodeId(id), new Address(host, port));
    }

    private HttpServer peer(String id, String address) throws IOException {
        byte[] answer = ("{\"node_id\":\"" + id + "\",\"status\":\"alive\"}").getBytes(StandardCharsets.US_ASCII);
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        server.createContext("/heartbeat", exchange -> {
            askedAt.add(address);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        others.add(() -> server.stop(0));
        return server;
    }

    private void silentPort(String address) throws IOException {
        others.add(new SilentPort(ip(address), port));
    }

    /** Accepts connections and sends nothing. */
    private void hung(String address) throws IOException {
        others.add(new ServerSocket(port, 50, ip(address)));
    }

    private JsonNode peerReport(HttpNode node, String peer) {
        return nodes.status(node).at("/peers/" + peer);
    }

    private boolean is(HttpNode node, String peer, String status) {
        return peerReport(node, peer).get("status").textValue().equals(status);
    }

    private void awaitStatus(HttpNode node, String peer, String status) {
        Await.until(peer + " is " + status, () -> is(node, peer, status));
    }

    private void awaitUpAtOnce(HttpNode node) {
        Await.await("node2 is up").atMost(NodeFixture.AT_ONCE).until(() -> is(node, "node2", "up"));
    }

    private void awaitMissed(HttpNode node, String peer, int times) {
        Await.until(
                times + " missed answers of " + peer,
                () -> peerReport(node, peer).get("missed").intValue() >= times);
    }

    private HttpNode watching(HeartbeatSettings settings, Member... peers) {
        return nodes.start("node1", NodeFixture.anyPort(), settings, peers);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20})
    void hangingLookupsDelayNoOtherPeerAndDoNotAccumulate(int count) throws IOException {
        peer("node2", "127.0.0.1");
        names.put("well.test", always("127.0.0.1"));
        Stream<Member> hanging = IntStream.range(0, count).mapToObj(i -> member("gone" + i, "gone" + i + ".test"));
        HttpNode node = watching(
                QUICK,
                Stream.concat(hanging, Stream.of(member("node2", "well.test"))).toArray(Member[]::new));
        awaitStatus(node, "node2", "up");
        awaitMissed(node, "gone0", 5);
        assertThat(peerReport(node, "gone0").get("evidence").textValue()).isEqualTo("timeout");
        assertThat(peerReport(node, "gone0").get("error").textValue())
                .isEqualTo(
                        "cannot look up gone0.test: the name server does not answer; check /etc/resolv.conf or give an IP"
                                + " address");
        assertThat(lookups).hasValue(count);
    }

    @Test
    void anUnknownHostNameIsReportedAndLookedUpAgain() throws IOException {
        peer("node2", "127.0.0.1");
        names.put("late.test", NamedPeersTest::failing);
        HttpNode node = watching(SETTINGS, member("node2", "late.test"));
        awaitMissed(node, "node2", 2);
        assertThat(peerReport(node, "node2").get("error").textValue())
                .isEqualTo("cannot look up late.test: Name or service not known; check /etc/resolv.conf or give an IP"
                        + " address");
        names.put("late.test", always("127.0.0.1"));
        awaitStatus(node, "node2", "up");
    }

    @Test
    void aSlowLookupIsNoMissedHeartbeat() throws IOException {
        peer("node2", "127.0.0.1");
        names.put("slow.test", host -> {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return always("127.0.0.1").addresses(host);
        });
        HttpNode node = watching(SLOW, member("node2", "slow.test"));
        awaitUpAtOnce(node);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLastAddressIsUsedWhileTheNameServerFails(boolean isSilent) throws IOException {
        HttpServer first = peer("node2", "127.0.0.1");
        names.put("well.test", always("127.0.0.1"));
        HttpNode node = watching(SETTINGS, member("node2", "well.test"));
        awaitStatus(node, "node2", "up");
        names.put("well.test", isSilent ? this::silent : NamedPeersTest::failing);
        first.stop(0);
        awaitStatus(node, "node2", "down");
        assertThat(peerReport(node, "node2").get("evidence").textValue()).isEqualTo("refused");
        peer("node2", "127.0.0.1");
        awaitStatus(node, "node2", "up");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPeerThatMovesToAnotherAddressIsUpAgain(boolean isOldOneSilent) throws IOException {
        HttpServer first = peer("node2", "127.0.0.1");
        names.put("moving.test", always("127.0.0.1"));
        HttpNode node = watching(SETTINGS, member("node2", "moving.test"));
        awaitStatus(node, "node2", "up");
        first.stop(0);
        if (isOldOneSilent) {
            silentPort("127.0.0.1");
        }
        peer("node2", "127.0.0.8");
        names.put("moving.test", always("127.0.0.8"));
        Await.until("node2 is asked at its new address", () -> askedAt.contains("127.0.0.8"));
        awaitStatus(node, "node2", "up");
    }

    enum First {
        REFUSES,
        DROPS,
        HANGS,
        IS_ANOTHER_NODE;

        void open(NamedPeersTest test, String address) throws IOException {
            switch (this) {
                case REFUSES -> {}
                case DROPS -> test.silentPort(address);
                case HANGS -> test.hung(address);
                case IS_ANOTHER_NODE -> test.peer("node3", address);
            }
        }

        /** An address that refuses does not fail the attempt: the next one is used in the same attempt. */
        HeartbeatSettings settings() {
            return this == REFUSES || this == DROPS ? SLOW : SETTINGS;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNextAddressIsTried(First first) throws IOException {
        first.open(this, "127.0.0.1");
        peer("node2", "127.0.0.8");
        names.put("pair.test", always("127.0.0.1", "127.0.0.8"));
        HttpNode node = watching(first.settings(), member("node2", "pair.test"));
        awaitUpAtOnce(node);
    }

    @Test
    void bothAddressFamiliesAreTried() throws IOException {
        peer("node2", "127.0.0.8");
        names.put("pair.test", always("::1", "127.0.0.8"));
        HttpNode node = watching(SLOW, member("node2", "pair.test"));
        awaitUpAtOnce(node);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPeerIsRefusedOnlyIfEveryAddressRefuses(boolean isLastSilent) throws IOException {
        if (isLastSilent) {
            silentPort("127.0.0.8");
        }
        names.put("pair.test", always("127.0.0.1", "127.0.0.8"));
        HttpNode node = watching(SETTINGS, member("node2", "pair.test"));
        awaitMissed(node, "node2", 2);
        assertThat(peerReport(node, "node2").get("evidence").textValue())
                .isEqualTo(isLastSilent ? "timeout" : "refused");
    }

    /** No network has a TCP route to a multicast address. */
    @Test
    void anUnreachableAddressIsNotReportedAsRefused() throws IOException {
        names.put("pair.test", always("224.0.0.1", "127.0.0.8"));
        HttpNode node = watching(SETTINGS, member("node2", "pair.test"));
        awaitMissed(node, "node2", 2);
        assertThat(peerReport(node, "node2").get("evidence").textValue()).isEqualTo("timeout");
    }

    @Test
    void endedAttemptsCloseTheirConnections() throws IOException {
        silentPort("127.0.0.1");
        HttpNode node = watching(QUICK, NodeFixture.member("node2", port));
        awaitMissed(node, "node2", 5);
        int files = Proc.openFiles();
        awaitMissed(node, "node2", 55);
        assertThat(Proc.openFiles()).isLessThanOrEqualTo(files + 5);
    }
}
