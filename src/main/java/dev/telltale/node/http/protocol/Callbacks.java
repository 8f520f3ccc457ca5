package dev.telltale.node.http.protocol;

import dev.telltale.text.SafeText;
import io.undertow.client.ClientCallback;
import java.io.IOException;
import java.util.function.Consumer;

/** Undertow's callbacks from two lambdas. */
public final class Callbacks {
    /** As much as says what to do about a name that cannot be looked up; the wire takes 256. */
    private static final int MAX_REASON_LENGTH = 200;

    private Callbacks() {}

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

    /** A failure in a few words, safe to show. */
    public static String reason(IOException e) {
        return SafeText.plain(
                e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), MAX_REASON_LENGTH);
    }
}
