package dev.telltale.dashboard.viewmodel;

import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Why a command failed, in its own words. */
final class FailureText {
    private FailureText() {}

    static Optional<String> of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return Optional.ofNullable(cause.getMessage());
    }
}
