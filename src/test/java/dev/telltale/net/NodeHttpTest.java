package dev.telltale.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.telltale.model.Address;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.SilentPort;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host with several addresses, some of which do not respond like the node. */
@Timeout(60)
@EnabledOnOs(OS.LINUX) // On other systems 127.0.0.1 is the only loopback address.
@Tag("network")
class NodeHttpTest {
    private static final Duration LONG = Duration.ofSeconds(16);
    /** The limit of {@link HostName}. */
    private static final int MAX_ADDRESSES = 8;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final int port = TestPorts.free();
    private final Address address = new Address("pair.test", port);

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    /** 127.0.0.n. */
    private static InetAddress loopback(int last) {
        return ip("127.0.0." + last);
    }

    private static InetAddress ip(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static NodeHttp httpTo(InetAddress... addresses) {
        return new NodeHttp(host -> List.of(addresses), null);
    }

    private static NodeHttp httpToAll() {
        InetAddress[] addresses = IntStream.rangeClosed(1, MAX_ADDRESSES)
                .mapToObj(NodeHttpTest::loopback)
                .toArray(InetAddress[]::new);
        return httpTo(addresses);
    }

    private void answering(int last, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback(last), port), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + last);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        opened.add(() -> server.stop(0));
    }

    private static int parse(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return response.statusCode();
    }

    private static CompletableFuture<Integer> put(NodeHttp http, Address address, Duration deadline) {
        return http.send(
                        address,
                        "/",
                        deadline,
                        request -> request.method("PUT", HttpRequest.BodyPublishers.ofString("{}")))
                .thenApply(HttpResponse::statusCode);
    }

    enum First {
        REFUSES,
        ANSWERS_BADLY,
        BREAKS_OFF,
        HANGS;

        void open(NodeHttpTest test) throws IOException {
            switch (this) {
                case REFUSES -> {}
                case ANSWERS_BADLY -> test.answering(1, 404);
                case BREAKS_OFF -> test.breakingOff();
                case HANGS -> test.opened.add(new ServerSocket(test.port, 50, loopback(1)));
            }
        }
    }

    private void breakingOff() throws IOException {
        var server = new ServerSocket(port, 50, loopback(1));
        opened.add(server);
        var thread = new Thread(() -> {
            while (!server.isClosed()) {
                try {
                    server.accept().close();
                } catch (IOException closed) {
                    return;
                }
            }
        });
        thread.start();
    }

    @ParameterizedTest
    @EnumSource
    void aRequestIsRetriedAtTheNextAddressWithinTheSameDeadline(First first) throws IOException {
        first.open(this);
        answering(2, 200);
        CompletableFuture<Integer> answer = httpToAll().get(address, "/", Duration.ZERO, LONG, NodeHttpTest::parse);
        assertThat(Await.result(answer)).isEqualTo(200);
    }

    @Test
    void theLastSuccessfulAddressIsTriedFirst() throws IOException {
        answering(1, 404);
        answering(2, 200);
        NodeHttp http = httpTo(loopback(1), loopback(2));
        for (int i = 0; i < 3; i++) {
            Await.result(http.get(address, "/", Duration.ZERO, LONG, NodeHttpTest::parse));
        }
        assertThat(asked).containsExactly("GET 1", "GET 2", "GET 2", "GET 2");
    }

    @Test
    void aBlockingQueryIsNotRepeatedAtAnotherAddress() throws IOException {
        answering(1, 200);
        answering(2, 200);
        NodeHttp http = httpTo(loopback(1), loopback(2));
        Await.result(http.get(address, "/", LONG.dividedBy(2), LONG, NodeHttpTest::parse));
        assertThat(asked).containsExactly("GET 1");
    }

    @Test
    void theFirstOfSeveralErrorResponsesIsReported() throws IOException {
        answering(2, 404);
        answering(3, 500);
        Await.assertFails(httpToAll().get(address, "/", Duration.ZERO, LONG, NodeHttpTest::parse), "status 404");
    }

    @Test
    void anAnsweredPutIsNotRepeated() throws IOException {
        answering(1, 409);
        answering(2, 200);
        assertThat(Await.result(put(httpTo(loopback(1), loopback(2)), address, LONG)))
                .isEqualTo(409);
        assertThat(asked).containsExactly("PUT 1");
    }

    @Test
    void aPutThatMayHaveBeenReadIsNotRepeated() throws IOException {
        breakingOff();
        answering(2, 200);
        assertThat(put(httpTo(loopback(1), loopback(2)), address, LONG)).failsWithin(Await.TIMEOUT);
        assertThat(asked).isEmpty();
    }

    /** The panel shuts its threads down while status requests are pending. */
    @Test
    void aClosedClientFailsItsPendingRequestWithoutTryingAnotherAddress() throws IOException {
        opened.add(new SilentPort(loopback(1), port));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        var http = new NodeHttp(host -> List.of(loopback(1), loopback(2)), threads);
        CompletableFuture<Integer> answer = http.get(address, "/", Duration.ZERO, LONG, NodeHttpTest::parse);
        threads.shutdownNow();

        Await.assertFails(answer, "the HTTP client is closed");
    }

    /** Seven connect timeouts of 1 s each would exceed the deadline. */
    @Test
    void silentAddressesLeaveTimeForTheNextAddress() throws IOException {
        for (int last = 1; last < MAX_ADDRESSES; last++) {
            opened.add(new SilentPort(loopback(last), port));
        }
        answering(MAX_ADDRESSES, 200);
        assertThat(Await.result(put(httpToAll(), address, Duration.ofSeconds(6))))
                .isEqualTo(200);
    }

    /** No network has a route for a TCP connection to a multicast address. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUnreachableAddressIsNotReportedAsRefused(boolean isGet) {
        NodeHttp http = httpTo(ip("224.0.0.1"), loopback(2));
        CompletableFuture<Integer> answer =
                isGet ? http.get(address, "/", Duration.ZERO, LONG, NodeHttpTest::parse) : put(http, address, LONG);
        assertThat(answer)
                .failsWithin(Await.TIMEOUT)
                .withThrowableThat()
                .havingCause()
                .isExactlyInstanceOf(UnreachableException.class);
    }
}
