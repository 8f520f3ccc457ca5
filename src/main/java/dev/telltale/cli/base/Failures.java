package dev.telltale.cli.base;

import dev.telltale.concurrent.Futures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Failures of a command that was sent to several nodes at once. */
public final class Failures {
    private Failures() {}

    /** Throws if there are any messages. */
    public static void throwIfAny(List<String> messages) throws CommandException {
        if (!messages.isEmpty()) {
            throw CommandException.environment(String.join("; ", messages));
        }
    }

    /** Waits for all requests, each of which has its own timeout; returns a message for each that failed. */
    public static List<String> of(Collection<? extends CompletableFuture<?>> requests) throws InterruptedException {
        List<String> messages = new ArrayList<>();
        for (CompletableFuture<?> request : requests) {
            try {
                request.get();
            } catch (ExecutionException e) {
                messages.add(Futures.message(e));
            }
        }
        return messages;
    }
}
