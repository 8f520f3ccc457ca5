package dev.telltale.net;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a response body of at most 1 MiB; a longer one fails. The JDK has this since 25 only. */
public final class LimitedBody implements BodySubscriber<byte[]> {
    public static final long MAX_BYTES = 1 << 20;

    private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
    private Flow.@Nullable Subscription subscription;
    private long length;

    /** The body is longer than {@link #MAX_BYTES}. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("more than " + MAX_BYTES + " bytes");
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return collected.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        collected.onSubscribe(newSubscription);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        if (length > MAX_BYTES) {
            if (subscription != null) {
                subscription.cancel();
            }
            collected.onError(new TooLargeException());
        } else {
            collected.onNext(parts);
        }
    }

    @Override
    public void onError(Throwable failure) {
        collected.onError(failure);
    }

    @Override
    public void onComplete() {
        collected.onComplete();
    }
}
