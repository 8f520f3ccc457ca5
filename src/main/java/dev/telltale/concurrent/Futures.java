package dev.telltale.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for futures with a timeout, and tells why one failed. */
public final class Futures {
    private Futures() {}

    /**
     * Blocks; returns whether the future completed in time, also exceptionally. False if this thread was interrupted.
     */
    public static boolean awaitDone(CompletableFuture<?> future, Duration timeout) {
        try {
            future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The innermost exception that is not a {@link CompletionException} or {@link ExecutionException} with a cause. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        Throwable next = failure.getCause();
        while (next != null && (cause instanceof CompletionException || cause instanceof ExecutionException)) {
            cause = next;
            next = cause.getCause();
        }
        return cause;
    }

    /** The message of the {@linkplain #cause cause}; the name of its class if it has none. */
    public static String message(Throwable failure) {
        return message(failure, cause(failure).toString());
    }

    /** The message of the {@linkplain #cause cause}; the other text if it has none. */
    public static String message(Throwable failure, String otherwise) {
        @Nullable String message = cause(failure).getMessage();
        return message == null ? otherwise : message;
    }
}
