package dev.telltale.platform;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting with an end. */
public final class Futures {
    private Futures() {}

    /** Whether the future was done in time, well or badly; not, if this thread was interrupted. */
    public static boolean isDone(CompletableFuture<?> future, Duration longest) {
        try {
            future.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException badly) {
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
