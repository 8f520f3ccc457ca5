package dev.telltale.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A failing task is logged and ends neither the thread nor a repeated task. */
class SerialSchedulerTest {
    private static final Logger LOG = Logger.getLogger(SerialScheduler.class.getName());

    private final SerialScheduler thread = new SerialScheduler("sole-test");
    private final List<Throwable> logged = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord told) {
            logged.add(told.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.setUseParentHandlers(false);
        LOG.addHandler(handler);
    }

    @AfterEach
    void leave() {
        thread.close();
        // Waits for the last task, so that it does not log during the next test.
        Await.until(
                "the thread has ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(one -> one.getName().equals("sole-test")));
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void aRepeatedTaskContinuesAfterALoggedError() throws Exception {
        var twice = new CountDownLatch(2);
        var failure = new NoClassDefFoundError("of a test");
        thread.every(Duration.ofMillis(1), () -> {
            twice.countDown();
            throw failure;
        });

        assertThat(twice.await(20, TimeUnit.SECONDS)).as("ran again").isTrue();
        Await.await("the failure is logged")
                .untilAsserted(() -> assertThat(logged).contains(failure));
    }

    @Test
    void aFailureInACompletionCallbackIsLogged() {
        var failure = new IllegalStateException("of a test");
        var value = new CompletableFuture<String>();
        thread.when(value, there -> {
            throw failure;
        });
        value.complete("there");

        Await.await("the failure is logged")
                .untilAsserted(() -> assertThat(logged).containsExactly(failure));
    }

    @Test
    void aTaskIsNotAcceptedAfterClose() {
        var ran = new CountDownLatch(1);
        assertThat(thread.tryExecute(ran::countDown)).isTrue();
        thread.close();

        assertThat(thread.tryExecute(() -> logged.add(new AssertionError("ran after close"))))
                .isFalse();
        Await.until("the queued task runs", () -> ran.getCount() == 0);
        assertThat(logged).isEmpty();
    }
}
