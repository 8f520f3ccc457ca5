package dev.telltale.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.telltale.auth.AuthToken;
import dev.telltale.fault.NodeFault;
import dev.telltale.groundtruth.Origin;
import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import dev.telltale.testkit.Await;
import dev.telltale.time.ClockReading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The injector with a node that answers when the test lets it. */
@Tag("network")
class FaultInjectorTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final NodeId NODE = new NodeId("node1");
    private static final int OK = 200;
    private static final int GONE = 410;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger renewed = new AtomicInteger();
    private final CountDownLatch asleep = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer node;
    private FaultInjector injector;

    @BeforeEach
    void start() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.setExecutor(threads);
        node.createContext("/faults", this::answer);
        node.start();
        var address = new Address("127.0.0.1", node.getAddress().getPort());
        var record = new RunRecord(
                NODE,
                ProcessHandle.current().pid(),
                Instant.EPOCH,
                address,
                new AuthToken("0".repeat(2 * AuthToken.BYTES)));
        injector = new FaultInjector(() -> List.of(record), this::now, new Random(1), "test");
    }

    @AfterEach
    void stop() {
        asleep.countDown();
        injector.close();
        node.stop(0);
        threads.shutdownNow();
    }

    /** Answers the first renewal only when the test ends the pause of the node, after the lease has ended. */
    private void answer(HttpExchange exchange) throws IOException {
        boolean isRenewal = exchange.getRequestURI().getQuery() != null
                && exchange.getRequestMethod().equals("PUT");
        int status = OK;
        if (!isRenewal) {
            made.incrementAndGet();
        } else if (renewed.incrementAndGet() == 1) {
            awaken();
            status = GONE;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void awaken() {
        try {
            assertThat(asleep.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ClockReading now() {
        return new ClockReading(nanos.get(), Instant.EPOCH);
    }

    @Test
    void aLateResponseFromBeforeAReinjectionDoesNotHealTheFault() {
        assertThat(injector.inject(new NodeFault.Stall(NODE))).succeedsWithin(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        injector.refresh();
        until("the node got the first renewal", () -> renewed.get() >= 1);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
        injector.refresh();
        until("the injector made the fault again", () -> made.get() >= 2);

        asleep.countDown();
        until("the node got six renewals", () -> {
            injector.refresh();
            return renewed.get() > 5;
        });
        assertThat(injector.faults()).hasSize(1);
    }

    @Test
    void anIntervalNamesWhoMadeTheFaultAndWhoClearedIt() {
        asleep.countDown();
        var fault = injector.inject(new NodeFault.Stall(NODE), Origin.SCENARIO).join();
        injector.heal(fault.id()).join();
        assertThat(injector.intervals()).singleElement().satisfies(interval -> {
            assertThat(interval.madeBy()).isEqualTo(Origin.SCENARIO);
            assertThat(interval.healedBy()).isEqualTo(Origin.MANUAL);
        });
    }

    private static void until(String description, Callable<Boolean> condition) {
        Await.await(description).pollInterval(Duration.ofMillis(5)).until(condition);
    }
}
