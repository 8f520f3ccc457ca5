package dev.telltale.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.sun.net.httpserver.HttpServer;
import dev.telltale.auth.AuthToken;
import dev.telltale.launcher.MemberAddresses;
import dev.telltale.launcher.NodeSearch;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.registry.RunRecord;
import dev.telltale.registry.RunRecords;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages about members that a command could not reach. */
@Timeout(60)
@Tag("network")
class UnreachedNodesTest {
    private static final NodeId ID = new NodeId("node1");
    private static final String REPEAT =
            "repeat the command in 2 s, by when a node has written a lost record again, or run it"
                    + " where the node was started, as the same user and with the same XDG_RUNTIME_DIR";
    private static final String RUN_THERE = "run the command where the node runs";

    @TempDir
    Path folder;

    private final MemberAddresses addresses = new MemberAddresses(HostName::ofSystem, Duration.ofSeconds(2));
    private Runnable meanwhile = () -> {};
    private RunRecords records;
    private UnreachedNodes unreached;
    private HttpServer node;

    @BeforeEach
    void open() throws IOException {
        records = new RunRecords(folder);
        unreached =
                new UnreachedNodes(records, addresses, new NodeSearch(HostName::ofSystem)::find, () -> meanwhile.run());
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.start();
    }

    @AfterEach
    void close() {
        node.stop(0);
    }

    private int port() {
        return node.getAddress().getPort();
    }

    /** Answers as a node with the PID of this process, so that the process exists. */
    private void answer() {
        byte[] status =
                "{\"self\":\"node1\",\"pid\":%d,\"peers\":{}}".formatted(pid()).getBytes(UTF_8);
        node.createContext("/status", exchange -> {
            exchange.sendResponseHeaders(200, status.length);
            exchange.getResponseBody().write(status);
            exchange.close();
        });
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private List<String> sentences(int port) {
        return unreached.sentences(List.of(new Member(ID, new Address("127.0.0.1", port))), List.of());
    }

    @Test
    void aRespondingNodeWithoutARecordHereIsReported() {
        answer();
        assertThat(sentences(port()))
                .containsExactly(
                        "node1 answers at 127.0.0.1:" + port() + " as PID " + pid() + ", but its run record is not in "
                                + folder
                                + ": it was started in another shell or container, or behind a tunnel on another"
                                + " machine, or the record was removed",
                        REPEAT);
    }

    /** A node that ends removes its record first, and closes its port a moment later. */
    @Test
    void aNodeThatEndsDuringTheSearchIsNotReported() {
        answer();
        meanwhile = () -> node.stop(0);
        assertThat(sentences(port())).isEmpty();
    }

    @Test
    void aNodeThatWritesItsRecordDuringTheSearchIsNotReportedAsLost() {
        answer();
        var record = RunRecord.ofThisProcess(
                ID,
                new Address("127.0.0.1", port()),
                InetAddress.getLoopbackAddress(),
                new AuthToken("a1".repeat(AuthToken.BYTES)));
        meanwhile = () -> assertDoesNotThrow(() -> records.write(record));
        assertThat(sentences(port())).containsExactly("node1 wrote its run record only now", "repeat the command");
    }

    @Test
    void aNodeWhosePortIsKnownOnlyFromItsMissingRecordIsReported() {
        assertThat(sentences(0))
                .containsExactly(
                        "where node1 listens is known only from its run record, which is not in " + folder, REPEAT);
    }

    @Test
    void aRecordFromElsewhereNamesTheMachineOfASilentNode() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            leave(4711, silent.getLocalPort(), "web2");
            leave(4712, 9, "web3");
            assertThat(sentences(silent.getLocalPort()))
                    .satisfiesExactly(
                            sentence -> assertThat(sentence)
                                    .startsWith("node1 may run: no response within 2 s from ")
                                    .endsWith(", and its run record in " + folder
                                            + " was written on another machine, web2, where PIDs mean other processes"),
                            advice -> assertThat(advice).isEqualTo(RUN_THERE));
        }
    }

    @Test
    void theRecordFromElsewhereIsTheOneWithTheReportedPid() throws IOException {
        answer();
        leave(4711, port(), "web2");
        leave(pid(), port(), "web3");
        assertThat(sentences(port())).first().asString().contains(" was written on another machine, web3, where");
    }

    @Test
    void aNodeOnAnotherMachineIsReportedWithTheAdviceToRunTheCommandThere() {
        var there = new NodeSearch.Presence("answers at 10.0.0.2:8001 as PID 4711 there", true, 4711L, false);
        var remote = new UnreachedNodes(
                records, addresses, member -> CompletableFuture.completedFuture(Optional.of(there)), () -> {});
        assertThat(remote.sentences(List.of(new Member(ID, new Address("10.0.0.2", 8001))), List.of()))
                .containsExactly(
                        "node1 answers at 10.0.0.2:8001 as PID 4711 there, on another machine, and its run record is not in "
                                + folder,
                        RUN_THERE);
    }

    @Test
    void anAddressWithoutAListenerIsNotReported() {
        node.stop(0);
        assertThat(sentences(port())).isEmpty();
    }

    @Test
    void anotherProgramAtTheAddressIsNotReportedAsALostNode() {
        assertThat(sentences(port()))
                .singleElement()
                .asString()
                .startsWith("node1 may run, or something else listens at 127.0.0.1:" + port()
                        + ": it responded with status 404; ");
    }

    private void leave(long pid, int port, String hostName) throws IOException {
        Files.writeString(
                folder.resolve("node1-" + pid + ".json"),
                "{\"id\":\"node1\",\"pid\":%d,\"start\":\"2026-01-01T00:00:00Z\",\"host\":\"127.0.0.1\",\"port\":%d,\"host_name\":\"%s\",\"boot\":\"5c1d\",\"pid_namespace\":\"pid:[1]\"}"
                        .formatted(pid, port, hostName));
    }
}
