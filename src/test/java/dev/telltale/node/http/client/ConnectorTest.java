package dev.telltale.node.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.model.Address;
import dev.telltale.net.HostName;
import dev.telltale.node.http.protocol.Callbacks;
import dev.telltale.testkit.Await;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

@Tag("network")
class ConnectorTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final HostName silent = new HostName("gone.test", host -> {
        assertDoesNotThrow(() -> end.await());
        throw new UnknownHostException(host + ": Temporary failure in name resolution");
    });
    private XnioWorker worker;
    private Connector dialer;

    @BeforeEach
    void open() throws IOException {
        worker = Xnio.getInstance().createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
        dialer = new Connector(
                new Address("gone.test", 9),
                silent,
                Duration.ofMinutes(1),
                worker.getIoThread(),
                new DefaultByteBufferPool(false, 4_096, 16, 0));
    }

    @AfterEach
    void close() {
        end.countDown();
        worker.shutdownNow();
    }

    private Connector.ConnectAttempt begin(CompletableFuture<String> failure) {
        Connector.ConnectAttempt attempt =
                dialer.attempt(Callbacks.of(opened -> {}, e -> failure.complete(e.getMessage())));
        attempt.begin();
        return attempt;
    }

    @Test
    void attemptsRegisterOneCallbackAtAHangingLookup() {
        var cancelled = new CompletableFuture<String>();
        var failure = new CompletableFuture<String>();
        var begun = CompletableFuture.runAsync(
                () -> {
                    for (int i = 0; i < 100; i++) {
                        begin(cancelled).cancel();
                    }
                    begin(failure);
                },
                worker.getIoThread());
        Await.result(begun);
        assertThat(silent.lookUp().toCompletableFuture().getNumberOfDependents())
                .isEqualTo(1);
        end.countDown();
        assertThat(Await.result(failure)).startsWith("cannot look up gone.test: Temporary failure in name resolution");
        assertThat(cancelled).isNotDone();
    }
}
