package dev.telltale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits with a timeout; a failure names what was awaited. */
public final class Await {
    public static final Duration TIMEOUT = Duration.ofSeconds(40);

    private Await() {}

    /** Another {@code atMost} replaces the limit. */
    public static ConditionFactory await(String condition) {
        return Awaitility.await(condition).pollInterval(Duration.ofMillis(10)).atMost(TIMEOUT);
    }

    public static void until(String description, Callable<Boolean> condition) {
        await(description)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(3))
                .until(condition);
    }

    public static <T> T result(CompletableFuture<T> future) {
        assertThat(future).succeedsWithin(TIMEOUT);
        return future.join();
    }

    public static void assertFails(CompletableFuture<?> future, String message) {
        assertThat(future)
                .failsWithin(TIMEOUT)
                .withThrowableThat()
                .havingRootCause()
                .withMessage(message);
    }

    /** Only for tests of what happens, or must not happen, while time passes; others wait for a condition. */
    public static void elapse(Duration time, String reason) {
        Awaitility.await(reason).pollDelay(time).atMost(time.plus(TIMEOUT)).until(() -> true);
    }
}
