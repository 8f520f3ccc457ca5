package dev.telltale.cli.base;

import dev.telltale.client.NodeAdminException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What went wrong with orders that were given to many nodes at once. */
public final class Failures {
    private Failures() {}

    /** Ends the command if there are any. */
    public static void check(List<String> troubles) throws CommandException {
        if (!troubles.isEmpty()) {
            throw CommandException.environment(String.join("; ", troubles));
        }
    }

    /** Waits for all, each of which ends within its own bound; a sentence for each that failed. */
    public static List<String> of(Collection<? extends CompletableFuture<?>> answers) throws InterruptedException {
        List<String> troubles = new ArrayList<>();
        for (CompletableFuture<?> answer : answers) {
            try {
                answer.get();
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                troubles.add(
                        cause instanceof NodeAdminException
                                ? String.valueOf(cause.getMessage())
                                : String.valueOf(cause));
            }
        }
        return troubles;
    }
}
