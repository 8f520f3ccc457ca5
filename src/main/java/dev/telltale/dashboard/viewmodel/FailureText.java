package dev.telltale.dashboard.viewmodel;

import java.util.Optional;
import java.util.concurrent.CompletionException;

/** The message of a failed command. */
final class FailureText {
    private FailureText() {}

    /** The message of the exception, or of its cause if it is a {@link CompletionException}; empty if it has none. */
    static Optional<String> of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return Optional.ofNullable(cause.getMessage());
    }
}
