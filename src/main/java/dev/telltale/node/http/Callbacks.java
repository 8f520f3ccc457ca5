package dev.telltale.node.http;

import dev.telltale.model.Quoted;
import io.undertow.client.ClientCallback;
import java.io.IOException;
import java.util.function.Consumer;

/** Undertow's callbacks from two lambdas. */
final class Callbacks {
    /** As much as says what to do about a name that cannot be looked up; the wire takes 256. */
    private static final int MAX_REASON_LENGTH = 200;

    private Callbacks() {}

    static <T> ClientCallback<T> of(Consumer<T> completed, Consumer<IOException> failed) {
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

    /** A failure in a few words, safe to show. */
    static String reason(IOException e) {
        return Quoted.plain(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), MAX_REASON_LENGTH);
    }
}
