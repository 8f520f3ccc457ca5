package dev.telltale.faultinjection;

import java.util.concurrent.CompletionException;

/** What went wrong, without the wrappings of futures. */
final class Failures {
    private Failures() {}

    public static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
