package dev.telltale.client;

import dev.telltale.concurrent.Futures;
import dev.telltale.net.LimitedBody;
import dev.telltale.net.UnreachableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A node sent something else than was asked for; the message says in a few words what. */
final class BadResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    BadResponseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Says in a few words why there is no good response. */
    static IOException explain(Throwable failure, Duration deadline) {
        Throwable cause = Futures.cause(failure);
        if (cause instanceof BadResponseException bad) {
            return bad;
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return new IOException("no answer within " + deadline.toMillis() + " ms", cause);
        }
        if (cause instanceof UnknownHostException) {
            return new IOException(cause.getMessage(), cause);
        }
        if (cause instanceof ConnectException) {
            return new IOException("connection refused", cause);
        }
        if (cause instanceof UnreachableException) {
            return new IOException("cannot be reached: " + cause.getMessage(), cause);
        }
        if (cause instanceof LimitedBody.TooLargeException) {
            return new IOException("response too large", cause);
        }
        return new IOException("connection lost", cause);
    }
}
