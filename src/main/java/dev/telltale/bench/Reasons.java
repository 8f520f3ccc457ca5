package dev.telltale.bench;

import java.util.concurrent.CompletionException;

/** What went wrong, without the wrappings of futures. */
final class Reasons {
    private Reasons() {}

    static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
