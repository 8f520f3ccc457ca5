package dev.telltale.launcher;

import dev.telltale.model.Quoted;
import dev.telltale.model.Secret;
import dev.telltale.wire.LimitedBody;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Requests that change a running node, with the token from its run record. Any thread; nothing blocks. */
public final class NodeOrders {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST_REASON = 120;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(PATIENCE)
            .build();

    /** What a node answered. */
    public record Reply(int status, String body) {
        private static final int OK = 200;

        public boolean isOk() {
            return status == OK;
        }
    }

    /**
     * Completes within the patience of 2 s: with the answer, whatever its status, or exceptionally with an
     * {@link OrderException} that says in a few words why there was none.
     *
     * @param body JSON, or null for none
     */
    public CompletableFuture<Reply> send(RunRecord node, String method, String path, byte @Nullable [] body) {
        Secret token = node.token();
        if (token == null) {
            return CompletableFuture.failedFuture(
                    new OrderException(node.id() + " takes no orders: its run record has no token"));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.address().url() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.reveal())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.sendAsync(request, answer -> new LimitedBody())
                .thenApply(response ->
                        new Reply(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        new OrderException(node.id() + " did not answer: " + reason(failure))));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof HttpTimeoutException) {
            return "nothing came within " + PATIENCE.toSeconds() + " s";
        }
        if (cause instanceof ConnectException) {
            return "the connection was refused";
        }
        String message = cause instanceof IOException ? cause.getMessage() : null;
        // A node can make the HTTP client say back what it was sent.
        return Quoted.plain(message == null ? cause.toString() : message, LONGEST_REASON);
    }
}
