package dev.telltale.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.telltale.launcher.RunRecord;
import dev.telltale.model.Address;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.raw.RawClient;
import dev.telltale.time.NanoClock;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers at real nodes that beat meanwhile. */
@EnabledOnOs(OS.LINUX)
@Timeout(240)
@Tag("process")
class RealAbuseTest {
    private static final NodeId VICTIM = RealNodes.id(1);
    private static final NodeId OTHER = RealNodes.id(2);
    /** For two peers: 96 strangers, twice two for the peers, 32 that were not looked at yet. */
    private static final int MOST_CONNECTIONS = 96 + 4 + 32;

    private static final long MOST_GROWTH_KIB = 40 * 1024;

    @TempDir
    Path folder;

    /** Of their own: on Java 25 the end of a process is told on the common pool, which has one thread on two cores. */
    private final ExecutorService strangers = Executors.newCachedThreadPool();

    @AfterEach
    void sendThemAway() {
        strangers.shutdownNow();
    }

    private static Address address(RealNodes nodes, NodeId node) {
        return nodes.launcher.members().stream()
                .filter(member -> member.id().equals(node))
                .findFirst()
                .orElseThrow()
                .address();
    }

    private static String get(Address address) {
        return "GET /status HTTP/1.1\r\nHost: " + address + "\r\n\r\n";
    }

    @Test
    void aBesiegedNodeBlamesNobodyIsBlamedByNobodyAndStaysSmall() throws Exception {
        try (var nodes = new RealNodes(folder, 3, HeartbeatSettings.DEFAULT)) {
            nodes.startAll();
            Address victim = address(nodes, VICTIM);
            long pid = nodes.pid(VICTIM);
            flood(victim, Duration.ofSeconds(1));
            long before = residentKib(pid);
            List<Transition> calm = nodes.transitions();

            System.out.println(
                    "200 that drip were cut within " + drip(victim, 200).toMillis() + " ms");
            System.out.println(
                    "1000 that are idle were cut within " + idle(victim, pid).toMillis() + " ms");
            System.out.println("answers of a flood of 3 s: " + flood(victim, Duration.ofSeconds(3)));
            System.out.println("resident before and after: " + before + " and " + residentKib(pid) + " KiB");

            nodes.awaitAllUp();
            assertThat(nodes.transitions()).as("what changed under siege").isEqualTo(calm);
            assertThat(residentKib(pid)).isLessThan(before + MOST_GROWTH_KIB);
        }
    }

    /** Headers that never end, a byte at a time; until all have been cut. */
    private static Duration drip(Address victim, int count) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var client = new RawClient(victim);
            clients.add(client);
            client.say("GET /status HTTP/1.1\r\nX-A: ");
        }
        var since = NanoClock.SYSTEM.now();
        while (!clients.isEmpty()) {
            assertThat(NanoClock.SYSTEM.now().since(since)).isLessThan(Duration.ofSeconds(30));
            clients.removeIf(client -> !client.tries("a") || client.isClosed(1));
        }
        return NanoClock.SYSTEM.now().since(since);
    }

    /** Connections that say nothing; until all have been cut. */
    private static Duration idle(Address victim, long pid) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            clients.add(new RawClient(victim));
        }
        var since = NanoClock.SYSTEM.now();
        assertThat(sockets(pid)).isLessThan(MOST_CONNECTIONS + 20);
        for (RawClient client : clients) {
            client.awaitClosed();
        }
        return NanoClock.SYSTEM.now().since(since);
    }

    /** As fast as four can ask. */
    private long flood(Address victim, Duration time) {
        var answers = new AtomicLong();
        var isOver = new AtomicBoolean();
        List<CompletableFuture<Void>> askers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            askers.add(CompletableFuture.runAsync(
                    () -> {
                        try (var client = new RawClient(victim)) {
                            while (!isOver.get()) {
                                client.say(get(victim));
                                assertThat(client.hear(false).code()).isEqualTo(200);
                                answers.incrementAndGet();
                            }
                        } catch (IOException e) {
                            throw new AssertionError("one of four was turned out", e);
                        }
                    },
                    strangers));
        }
        RealNodes.letPass(time);
        isOver.set(true);
        askers.forEach(asker -> assertThat(asker).succeedsWithin(20, TimeUnit.SECONDS));
        return answers.get();
    }

    @Test
    void strangersWhoHoldEveryConnectionKeepNoPeerOut() {
        try (var nodes = new RealNodes(folder, 3, HeartbeatSettings.DEFAULT)) {
            nodes.startAll();
            Address victim = address(nodes, VICTIM);
            var isOver = new AtomicBoolean();
            CompletableFuture<Void> siege = CompletableFuture.runAsync(() -> besiege(victim, isOver), strangers);
            NodeId newcomer = RealNodes.id(3);
            RealNodes.await(nodes.launcher.kill(newcomer));
            Awaitility.await().atMost(RealNodes.PATIENCE).until(() -> nodes.status(VICTIM, newcomer) == Status.DOWN);
            nodes.start(newcomer);
            isOver.set(true);
            assertThat(siege).succeedsWithin(20, TimeUnit.SECONDS);
            assertThat(nodes.transitions())
                    .filteredOn(change -> !change.subject().equals(newcomer))
                    .noneMatch(change -> change.to() == Status.DOWN);
        }
    }

    /** Holds more connections than there is room, each of which has asked, and comes again when it is turned out. */
    private static void besiege(Address victim, AtomicBoolean isOver) {
        Deque<RawClient> held = new ArrayDeque<>();
        try {
            while (!isOver.get()) {
                if (held.size() < 2 * MOST_CONNECTIONS) {
                    var client = new RawClient(victim);
                    held.add(client);
                    client.tries(get(victim));
                } else {
                    RawClient longest = held.remove();
                    if (longest.isClosed(1)) {
                        longest.close();
                    } else {
                        held.add(longest);
                    }
                }
            }
            for (RawClient client : held) {
                client.close();
            }
        } catch (IOException e) {
            throw new AssertionError("the siege broke", e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void aForeignServerOnTheNodesPortIsNamedAndNeverGreen(String host) throws IOException {
        try (var nodes = new RealNodes(folder, 2, HeartbeatSettings.DEFAULT)) {
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
                RealNodes.await(nodes.launcher.start(VICTIM));
                assertThat(nodes.launcher.start(OTHER))
                        .failsWithin(RealNodes.PATIENCE)
                        .withThrowableThat()
                        .withMessageContaining("Port " + port + " on 127.0.0.1 is taken by PID "
                                + ProcessHandle.current().pid());
                nodes.lookAgain();
                Awaitility.await()
                        .atMost(RealNodes.PATIENCE)
                        .until(() -> nodes.matrix().cell(VICTIM, OTHER).belief() != null
                                && nodes.belief(VICTIM, OTHER).missed() >= 2);
                assertThat(nodes.belief(VICTIM, OTHER).evidence()).isEqualTo(Evidence.BAD_BODY);
                assertThat(nodes.transitions()).noneMatch(change -> change.to() == Status.UP);
            } finally {
                foreign.stop(0);
            }
        }
    }

    @Test
    void theTokenIsInNoArgumentNoEnvironmentNoOutputAndNoAnswer() throws IOException {
        try (var nodes = new RealNodes(folder, 2, HeartbeatSettings.DEFAULT)) {
            nodes.startAll();
            RunRecord record = nodes.launcher.ofMembers().get(0);
            String token = Objects.requireNonNull(record.token()).reveal();
            Address address = record.address();
            String put = "PUT /detector HTTP/1.1\r\nHost: " + address
                    + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nAuthorization: Bearer ";
            Path process = Path.of("/proc", String.valueOf(record.pid()));
            List<String> seen = new ArrayList<>(List.of(
                    Files.readString(process.resolve("cmdline")),
                    Files.readString(process.resolve("environ")),
                    RawClient.ask(address, put + token + "\r\n\r\n{}").body(),
                    RawClient.ask(address, put + token + "x\r\n\r\n{}").body(),
                    RawClient.ask(address, get(address)).body(),
                    String.join("\n", nodes.launcher.output(record.id()))));
            try (Stream<Path> files = Files.walk(folder.resolve("output"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    seen.add(Files.readString(file));
                }
            }
            assertThat(seen).hasSizeGreaterThan(6).noneMatch(text -> text.contains(token));
        }
    }

    private static long residentKib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    private static long sockets(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return files.filter(RealAbuseTest::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
