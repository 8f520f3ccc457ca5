package dev.telltale.faultinjection;

import java.util.concurrent.CompletionException;

/** Extracts the message of the failure of a future. */
final class Failures {
    private Failures() {}

    /** The message of the innermost cause that is not a {@link CompletionException}. */
    public static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
