package dev.telltale.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.telltale.client.StatusClient;
import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.model.Address;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.Member;
import dev.telltale.model.Status;
import dev.telltale.net.HostName;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.ClockReading;
import dev.telltale.wire.StatusJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pause of the watch's own process lets a pending request fail, which must not count as a failure of the node. */
@Timeout(60)
@Tag("network")
class SleepingObserverTest {
    private static final long MINUTE = 60_000;
    private static final int REQUESTS = 6;

    private final AtomicLong millis = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();
    private final Queue<Boolean> answering = new ConcurrentLinkedQueue<>();
    private HttpServer node;

    @BeforeEach
    void open() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        node.start();
    }

    @AfterEach
    void close() {
        node.stop(0);
    }

    /** Answers {@code broken} requests, from the second on, with an error; each takes {@code asleepMillis}. */
    private List<Boolean> watched(int broken, long asleepMillis) {
        node.createContext("/status", exchange -> {
            int request = requests.incrementAndGet();
            if (request > 1 && request <= 1 + broken) {
                millis.addAndGet(asleepMillis);
                exchange.sendResponseHeaders(500, -1);
                exchange.close();
            } else {
                answer(exchange);
            }
        });
        var member = new Member(
                TestValues.node(1), new Address("127.0.0.1", node.getAddress().getPort()));
        try (var client = new StatusClient(HostName::ofSystem);
                var thread = new SerialScheduler("observe-test")) {
            var poller = new NodePoller(
                    member, client, thread, this::now, (before, after) -> answering.add(after.isAnswering()));
            thread.execute(() -> poller.pollAt(member.address()));
            Await.until("the node got " + REQUESTS + " requests", () -> requests.get() >= REQUESTS);
        }
        return List.copyOf(answering);
    }

    private ClockReading now() {
        return TestValues.at(millis.get());
    }

    private void answer(HttpExchange exchange) throws IOException {
        MatrixRow row = TestValues.row(1, 2, millis.get(), peer -> Status.UP);
        byte[] report = StatusJson.write(Objects.requireNonNull(row.report()));
        exchange.sendResponseHeaders(200, report.length);
        exchange.getResponseBody().write(report);
        exchange.close();
    }

    @Test
    void aRequestThatFailsDuringALocalPauseIsRepeated() {
        assertThat(watched(1, MINUTE)).hasSizeGreaterThan(1).containsOnly(true);
    }

    @Test
    void aRequestThatFailsWithoutALocalPauseIsNoResponse() {
        assertThat(watched(1, 0)).contains(false);
    }

    @Test
    void aSecondConsecutiveFailureDuringALocalPauseIsNoResponse() {
        assertThat(watched(2, MINUTE)).contains(false);
    }
}
