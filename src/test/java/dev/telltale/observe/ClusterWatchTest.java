package dev.telltale.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.sun.net.httpserver.HttpServer;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.net.HostName;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.TestPorts;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.TimeSource;
import dev.telltale.wire.StatusJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("network")
class ClusterWatchTest {
    private static final List<Member> UNREACHABLE =
            List.of(new Member(new NodeId("node1"), new Address("127.0.0.1", TestPorts.free(1)[0])));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNodeIsPolledAgainEvenIfTheViewListenerFails(boolean isError) throws Exception {
        var thrice = new CountDownLatch(3);
        try (var watch = new ClusterWatch(UNREACHABLE, TimeSource.SYSTEM, view -> {
            thrice.countDown();
            if (isError) {
                throw new AssertionError("of a test");
            }
            throw new IllegalStateException("of a test");
        })) {
            watch.start();
            assertThat(thrice.await(20, TimeUnit.SECONDS)).as("polled again").isTrue();
        }
    }

    @Test
    void aNodeIsAskedLessOftenWhileTheViewsAreNotLookedAt() throws Exception {
        byte[] answer = StatusJson.write(Objects.requireNonNull(
                TestValues.row(1, 1, 0, subject -> Status.UP).report()));
        Queue<String> queries = new ConcurrentLinkedQueue<>();
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/status", exchange -> {
            queries.add(String.valueOf(exchange.getRequestURI().getQuery()));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        node.start();
        var member = new Member(
                new NodeId("node1"), new Address("127.0.0.1", node.getAddress().getPort()));
        try (var watch = new ClusterWatch(List.of(member), TimeSource.SYSTEM, view -> {})) {
            watch.start();
            Await.until(
                    "a view is at most 1 s old",
                    () -> queries.stream().anyMatch(query -> query.endsWith("wait=1000ms")));
            watch.setSeen(false);
            Await.until(
                    "a view is at most 5 s old",
                    () -> queries.stream().anyMatch(query -> query.endsWith("wait=5000ms")));
            watch.setSeen(true);
            Await.until("it is 1 s again", () -> lastOf(queries).endsWith("wait=1000ms"));
        } finally {
            node.stop(0);
        }
    }

    private static String lastOf(Queue<String> queries) {
        return queries.stream().reduce("", (before, after) -> after);
    }

    /** One node accepts connections but never answers; the other one answers. */
    @Test
    void anUnresponsiveNodeMakesOnlyItsOwnRowStale() throws Exception {
        byte[] answer = StatusJson.write(Objects.requireNonNull(
                TestValues.row(1, 1, 0, subject -> Status.UP).report()));
        HttpServer well = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        well.createContext("/status", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        well.start();
        var answers = new AtomicInteger();
        var silence = new AtomicReference<String>();
        try (var stuck = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            List<Member> members = List.of(
                    new Member(
                            TestValues.node(1),
                            new Address("127.0.0.1", well.getAddress().getPort())),
                    new Member(TestValues.node(2), new Address("127.0.0.1", stuck.getLocalPort())));
            try (var watch = new ClusterWatch(members, TimeSource.SYSTEM, view -> {
                if (view.matrix().row(TestValues.node(1)).isAnswering()) {
                    answers.incrementAndGet();
                }
                silence.set(view.matrix().row(TestValues.node(2)).silence());
            })) {
                watch.start();
                Await.until(
                        "one node answered six times and the other one is silent",
                        () -> answers.get() > 5 && "no answer within 2000 ms".equals(silence.get()));
            }
        } finally {
            well.stop(0);
        }
    }

    private static HttpServer answering(String address, int port, int node, Queue<String> askedAs) throws IOException {
        byte[] answer = StatusJson.write(Objects.requireNonNull(
                TestValues.row(node, 1, 0, subject -> Status.UP).report()));
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        server.createContext("/status", exchange -> {
            askedAs.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void hangingLookupsMakeOnlyTheirOwnRowsStale() throws Exception {
        var end = new CountDownLatch(1);
        var lookups = new AtomicInteger();
        HostName.Source names = host -> {
            if (host.equals("well.test")) {
                return List.of(InetAddress.getLoopbackAddress());
            }
            lookups.incrementAndGet();
            assertDoesNotThrow(() -> end.await());
            throw new UnknownHostException(host);
        };
        Queue<String> askedAs = new ConcurrentLinkedQueue<>();
        HttpServer well = answering("127.0.0.1", 0, 4, askedAs);
        int port = well.getAddress().getPort();
        List<Member> members = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> new Member(TestValues.node(i), new Address(i < 4 ? "gone.test" : "well.test", port)))
                .toList();
        var answers = new AtomicInteger();
        var silence = new AtomicReference<String>();
        try (var watch = new ClusterWatch(members, names, TimeSource.SYSTEM, view -> {
            if (view.matrix().row(TestValues.node(4)).isAnswering()) {
                answers.incrementAndGet();
            }
            silence.set(view.matrix().row(TestValues.node(3)).silence());
        })) {
            watch.start();
            Await.until("one node answered five times", () -> answers.get() > 4);
            Await.until(
                    "the cause of the silence is reported",
                    () -> String.valueOf(silence.get())
                            .startsWith("cannot look up gone.test: the name server does not answer; "));
            assertThat(lookups).hasValue(1);
            assertThat(askedAs).containsOnly("well.test:" + port);
        } finally {
            end.countDown();
            well.stop(0);
        }
    }

    enum First {
        REFUSES,
        IS_ANOTHER_NODE,
        HAS_NO_STATUS,
        TALKS_NONSENSE;

        @Nullable
        HttpServer open(String address, int port) throws IOException {
            return switch (this) {
                case REFUSES -> null;
                case IS_ANOTHER_NODE -> answering(address, port, 2, new ConcurrentLinkedQueue<>());
                case HAS_NO_STATUS -> answering(address, port, 404, "{\"error\":\"no page\",\"hint\":\"\"}");
                case TALKS_NONSENSE -> answering(address, port, 200, "<html>");
            };
        }
    }

    private static HttpServer answering(String address, int port, int code, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        server.createContext("/", exchange -> {
            byte[] answer = body.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(code, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    @ParameterizedTest
    @EnumSource
    @EnabledOnOs(OS.LINUX) // Elsewhere 127.0.0.1 is the only loopback address.
    void theNextAddressOfANameIsTriedForTheSameRow(First kind) throws Exception {
        int port = TestPorts.free();
        HttpServer second = answering("127.0.0.8", port, 1, new ConcurrentLinkedQueue<>());
        HttpServer first = kind.open("127.0.0.1", port);
        HostName.Source names =
                host -> List.of(InetAddress.getLoopbackAddress(), InetAddress.getByAddress(new byte[] {127, 0, 0, 8}));
        var firstRow = new CompletableFuture<String>();
        List<Member> members = List.of(new Member(TestValues.node(1), new Address("pair.test", port)));
        try (var watch = new ClusterWatch(
                members,
                names,
                TimeSource.SYSTEM,
                view -> firstRow.complete(
                        String.valueOf(view.matrix().row(TestValues.node(1)).silence())))) {
            watch.start();
            assertThat(Await.result(firstRow)).as("silence").isEqualTo("null");
        } finally {
            if (first != null) {
                first.stop(0);
            }
            second.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        403 | {"error":"not my name","hint":"ask node1"} | answers with status 403: not my name; ask node1
        403 | <html>                                     | answers with status 403
        404 | {"error":"no page","hint":"/status"}       | answers with status 404
        200 | <html>                                     | invalid response
        """)
    void aRowReportsWhyANodeReturnsNoStatus(int code, String body, String expected) throws Exception {
        HttpServer server = answering("127.0.0.1", 0, code, body);
        var silence = new CompletableFuture<String>();
        List<Member> members = List.of(new Member(
                TestValues.node(1), new Address("127.0.0.1", server.getAddress().getPort())));
        try (var watch = new ClusterWatch(
                members,
                TimeSource.SYSTEM,
                view -> silence.complete(
                        String.valueOf(view.matrix().row(TestValues.node(1)).silence())))) {
            watch.start();
            assertThat(Await.result(silence)).startsWith(expected);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aClosedWatchReportsNothing() throws InterruptedException {
        int[] ports = TestPorts.free(2);
        List<Member> members = List.of(
                new Member(TestValues.node(1), new Address("127.0.0.1", ports[0])),
                new Member(TestValues.node(2), new Address("127.0.0.1", ports[1])));
        var views = new AtomicInteger();
        var opened = new AtomicReference<ClusterWatch>();
        var closed = new CountDownLatch(1);
        var watch = new ClusterWatch(members, TimeSource.SYSTEM, view -> {
            views.incrementAndGet();
            Await.elapse(Duration.ofMillis(500), "the failure of the other node waits for this thread by then");
            Objects.requireNonNull(opened.get()).close();
            closed.countDown();
        });
        opened.set(watch);
        watch.start();
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        watch.start();
        Await.elapse(Duration.ofMillis(500), "what waited has run by then");
        assertThat(views).hasValue(1);
    }
}
