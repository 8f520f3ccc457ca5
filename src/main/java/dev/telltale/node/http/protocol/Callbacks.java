package dev.telltale.node.http.protocol;

import dev.telltale.text.SafeText;
import io.undertow.client.ClientCallback;
import java.io.IOException;
import java.util.function.Consumer;

/** Adapts lambdas to Undertow's client callbacks, and failures to text. */
public final class Callbacks {
    /** Long enough for the message of a failed name lookup; error texts on the wire have at most 256 characters. */
    private static final int MAX_REASON_LENGTH = 200;

    private Callbacks() {}

    /** A callback that passes the result or the failure on. */
    public static <T> ClientCallback<T> of(Consumer<T> completed, Consumer<IOException> failed) {
        return new ClientCallback<>() {
            @Override
            public void completed(T result) {
                completed.accept(result);
            }

            @Override
            public void failed(IOException e) {
                failed.accept(e);
            }
        };
    }

    /** The message of a failure, at most 200 characters, without control characters. */
    public static String reason(IOException e) {
        return SafeText.plain(
                e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), MAX_REASON_LENGTH);
    }
}
