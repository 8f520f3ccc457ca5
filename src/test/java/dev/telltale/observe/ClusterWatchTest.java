package dev.telltale.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.TestPorts;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.NanoClock;
import dev.telltale.wire.StatusJson;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("network")
class ClusterWatchTest {
    private static final List<Member> NOBODY =
            List.of(new Member(new NodeId("node1"), new Address("127.0.0.1", TestPorts.free(1)[0])));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNodeIsAskedAgainWhateverFailsWithItsAnswer(boolean isError) throws Exception {
        var thrice = new CountDownLatch(3);
        try (var watch = new ClusterWatch(NOBODY, NanoClock.SYSTEM, view -> {
            thrice.countDown();
            if (isError) {
                throw new AssertionError("of a test");
            }
            throw new IllegalStateException("of a test");
        })) {
            watch.start();
            assertThat(thrice.await(20, TimeUnit.SECONDS)).as("asked again").isTrue();
        }
    }

    /** It accepts, and that is all; the other one answers. */
    @Test
    void aNodeThatNeverAnswersMakesOnlyItsOwnRowStale() throws Exception {
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
            try (var watch = new ClusterWatch(members, NanoClock.SYSTEM, view -> {
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

    @Test
    void afterItsEndNothingIsToldAnyMore() {
        var watch = new ClusterWatch(NOBODY, NanoClock.SYSTEM, view -> {});
        watch.close();
        watch.start();
        assertThat(watch.journal().end()).isZero();
    }
}
