package dev.telltale.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.telltale.model.Address;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.node.http.NodeFixture;
import dev.telltale.registry.RunRecord;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RawHttpClient;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Abusive HTTP clients of node processes that keep exchanging heartbeats. */
@EnabledOnOs(OS.LINUX)
@Timeout(240)
@Tag("process")
class RealAbuseTest {
    private static final NodeId VICTIM = TestValues.node(1);
    private static final NodeId OTHER = TestValues.node(2);
    /** For two peers, and 32 more connections that are accepted but not yet counted. */
    private static final int MAX_CONNECTIONS = NodeFixture.maxConnections(2) + 32;

    /** The limit of the node for a request, and an allowance for a busy machine with a thousand connections. */
    private static final Duration CUT_WITHIN = NodeFixture.requestLimit().plusSeconds(8);

    private static final int CLIENTS = 4;

    private static final long MAX_GROWTH_KIB = 40 * 1024;

    @TempDir
    Path folder;

    /** Not the common pool: Java 25 reports the exit of a process on it, and it has one thread on two cores. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopClients() {
        threads.shutdownNow();
    }

    private static Address address(RealCluster nodes, NodeId node) {
        return nodes.launcher().members().stream()
                .filter(member -> member.id().equals(node))
                .findFirst()
                .orElseThrow()
                .address();
    }

    private static String get(Address address) {
        return "GET /status HTTP/1.1\r\nHost: " + address + "\r\n\r\n";
    }

    @Test
    void anAttackedNodeCausesNoFalseReportsAndKeepsItsMemoryBounded() throws Exception {
        try (var nodes = new RealCluster(folder, 3, HeartbeatSettings.DEFAULT)) {
            nodes.startAll();
            Address victim = address(nodes, VICTIM);
            long pid = nodes.pid(VICTIM);
            flood(victim, 500);
            long before = residentKib(pid);
            List<Transition> calm = nodes.transitions();

            assertThat(drip(victim, 200))
                    .as("200 slow clients are disconnected")
                    .isLessThan(CUT_WITHIN);
            assertThat(idle(victim, pid))
                    .as("1000 idle clients are disconnected")
                    .isLessThan(CUT_WITHIN);
            assertThat(flood(victim, 1_500)).isEqualTo(1_500L * CLIENTS);

            nodes.awaitAllUp();
            assertThat(nodes.transitions())
                    .as("status changes during the attack")
                    .isEqualTo(calm);
            assertThat(residentKib(pid)).isLessThan(before + MAX_GROWTH_KIB);
        }
    }

    /** Clients that send endless headers, a byte at a time; returns when the node has closed all connections. */
    private static Duration drip(Address victim, int count) throws IOException {
        List<RawHttpClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var client = new RawHttpClient(victim);
            clients.add(client);
            client.send("GET /status HTTP/1.1\r\nX-A: ");
        }
        var since = TimeSource.SYSTEM.now();
        while (!clients.isEmpty()) {
            assertThat(TimeSource.SYSTEM.now().since(since)).isLessThan(CUT_WITHIN);
            clients.removeIf(client -> !client.trySend("a") || client.isClosed(1));
        }
        return TimeSource.SYSTEM.now().since(since);
    }

    /** Clients that send nothing; returns when the node has closed all connections. */
    private static Duration idle(Address victim, long pid) throws IOException {
        List<RawHttpClient> clients = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            clients.add(new RawHttpClient(victim));
        }
        var since = TimeSource.SYSTEM.now();
        assertThat(sockets(pid)).isPositive().isLessThan(MAX_CONNECTIONS + 20);
        for (RawHttpClient client : clients) {
            client.awaitClosed();
        }
        return TimeSource.SYSTEM.now().since(since);
    }

    /** Each client sends this number of requests as fast as it can; returns the number of responses. */
    private long flood(Address victim, int requests) {
        var answers = new AtomicLong();
        List<CompletableFuture<Void>> askers = new ArrayList<>();
        for (int asker = 0; asker < CLIENTS; asker++) {
            askers.add(CompletableFuture.runAsync(
                    () -> {
                        try (var client = new RawHttpClient(victim)) {
                            for (int i = 0; i < requests; i++) {
                                client.send(get(victim));
                                assertThat(client.receive().code()).isEqualTo(200);
                                answers.incrementAndGet();
                            }
                        } catch (IOException e) {
                            throw new AssertionError("one of four clients was disconnected", e);
                        }
                    },
                    threads));
        }
        askers.forEach(Await::result);
        return answers.get();
    }

    @Test
    void clientsThatFillEveryConnectionExcludeNoPeer() {
        try (var nodes = new RealCluster(folder, 3, HeartbeatSettings.DEFAULT)) {
            nodes.startAll();
            Address victim = address(nodes, VICTIM);
            var isOver = new AtomicBoolean();
            CompletableFuture<Void> attack = CompletableFuture.runAsync(() -> fillConnections(victim, isOver), threads);
            NodeId newcomer = TestValues.node(3);
            Await.result(nodes.launcher().kill(newcomer));
            Await.await("node3 is down at node1").until(() -> nodes.status(VICTIM, newcomer) == Status.DOWN);
            nodes.start(newcomer);
            isOver.set(true);
            Await.result(attack);
            assertThat(nodes.transitions())
                    .filteredOn(change -> !change.subject().equals(newcomer))
                    .noneMatch(change -> change.to() == Status.DOWN);
        }
    }

    /**
     * Holds more connections than the limit, each of which has sent a request, and reconnects when the node closes one.
     */
    private static void fillConnections(Address victim, AtomicBoolean isOver) {
        Deque<RawHttpClient> held = new ArrayDeque<>();
        try {
            while (!isOver.get()) {
                if (held.size() < 2 * MAX_CONNECTIONS) {
                    var client = new RawHttpClient(victim);
                    held.add(client);
                    client.trySend(get(victim));
                } else {
                    RawHttpClient longest = held.remove();
                    if (longest.isClosed(1)) {
                        longest.close();
                    } else {
                        held.add(longest);
                    }
                }
            }
            for (RawHttpClient client : held) {
                client.close();
            }
        } catch (IOException e) {
            throw new AssertionError("the attack failed", e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void aForeignServerOnANodePortIsReportedAndNeverUp(String host) throws IOException {
        try (var nodes = new RealCluster(folder, 2, HeartbeatSettings.DEFAULT)) {
            int port = address(nodes, OTHER).port();
            HttpServer foreign = HttpServer.create(new InetSocketAddress(host, port), 0);
            byte[] works = "<html>It works!</html>".getBytes(StandardCharsets.US_ASCII);
            foreign.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, works.length);
                exchange.getResponseBody().write(works);
                exchange.close();
            });
            foreign.start();
            try {
                Await.result(nodes.launcher().start(VICTIM));
                assertThat(nodes.launcher().start(OTHER))
                        .failsWithin(Await.TIMEOUT)
                        .withThrowableThat()
                        .withMessageContaining("Port " + port + " on 127.0.0.1 is taken by PID "
                                + ProcessHandle.current().pid());
                nodes.refresh();
                Await.await("node1 has missed two answers of node2")
                        .until(() -> nodes.matrix().cell(VICTIM, OTHER).report() != null
                                && nodes.report(VICTIM, OTHER).attempts().missed() >= 2);
                assertThat(nodes.report(VICTIM, OTHER).evidence()).isEqualTo(Evidence.BAD_BODY);
                assertThat(nodes.transitions()).noneMatch(change -> change.to() == Status.UP);
            } finally {
                foreign.stop(0);
            }
        }
    }

    @Test
    void theTokenIsInNoArgumentEnvironmentOutputOrResponse() throws IOException {
        try (var nodes = new RealCluster(folder, 2, HeartbeatSettings.DEFAULT)) {
            nodes.startAll();
            RunRecord record = nodes.launcher().memberRecords().get(0);
            String token = Objects.requireNonNull(record.token()).reveal();
            Address address = record.address();
            String put = "PUT /faults HTTP/1.1\r\nHost: " + address
                    + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nAuthorization: Bearer ";
            List<String> seen = new ArrayList<>(List.of(
                    Proc.read(record.pid(), "cmdline"),
                    Proc.read(record.pid(), "environ"),
                    RawHttpClient.exchange(address, put + token + "\r\n\r\n{}").body(),
                    RawHttpClient.exchange(address, put + token + "x\r\n\r\n{}").body(),
                    RawHttpClient.exchange(address, get(address)).body(),
                    String.join("\n", nodes.launcher().output(record.id()))));
            try (Stream<Path> files = Files.walk(folder.resolve("output"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    seen.add(Files.readString(file));
                }
            }
            assertThat(seen).hasSizeGreaterThan(6).noneMatch(text -> text.contains(token));
        }
    }

    private static long residentKib(long pid) {
        return Long.parseLong(Proc.status(pid, "VmRSS").replaceAll("[^0-9]", ""));
    }

    private static long sockets(long pid) {
        return Proc.openFiles(pid).stream()
                .filter(target -> target.startsWith("socket:"))
                .count();
    }
}
