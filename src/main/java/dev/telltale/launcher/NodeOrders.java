package dev.telltale.launcher;

import dev.telltale.model.Member;
import dev.telltale.model.Quoted;
import dev.telltale.model.Report;
import dev.telltale.model.Secret;
import dev.telltale.net.HostName;
import dev.telltale.net.NodeHttp;
import dev.telltale.wire.StatusJson;
import dev.telltale.wire.WireException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests that change a running node, with the token from its run record. Any thread; nothing blocks. */
public final class NodeOrders {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST_REASON = 120;

    private final NodeHttp http;

    public NodeOrders() {
        this(HostName::ofSystem);
    }

    NodeOrders(HostName.Source names) {
        http = new NodeHttp(names, null);
    }

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
        HttpRequest.BodyPublisher content =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        return http.send(
                        node.address(),
                        path,
                        PATIENCE,
                        request -> request.header("Authorization", "Bearer " + token.reveal())
                                .header("Content-Type", "application/json")
                                .method(method, content))
                .thenApply(response ->
                        new Reply(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        new OrderException(node.id() + " did not answer: " + reason(failure))));
    }

    /**
     * A node that is there, as far as asking tells.
     *
     * @param words the predicate of a sentence whose subject is the node, up to its conjunction: "answers at ..., but"
     * @param pid as it tells it; null where it tells none
     */
    public record Presence(String words, @Nullable Long pid) {}

    /** Asks for the node where the config has it. Empty where nothing listens, or another node; never fails. */
    public CompletableFuture<Optional<Presence>> find(Member member) {
        return http.send(member.address(), "/status", PATIENCE, request -> request)
                .thenApply(response -> presence(member, response))
                .exceptionally(failure -> failure.getCause() instanceof ConnectException
                        ? Optional.empty()
                        : Optional.of(perhaps(member, reason(failure))));
    }

    private static Optional<Presence> presence(Member member, HttpResponse<byte[]> response) {
        if (response.statusCode() != Reply.OK) {
            return Optional.of(perhaps(member, "it answered with status " + response.statusCode()));
        }
        try {
            Report report = StatusJson.read(response.body(), response.body().length);
            return report.self().equals(member.id()) ? Optional.of(certain(member, report.pid())) : Optional.empty();
        } catch (WireException e) {
            return Optional.of(perhaps(member, "its answer is no status: " + e.getMessage()));
        }
    }

    private static Presence certain(Member member, @Nullable Long pid) {
        return new Presence("answers at " + member.address() + (pid == null ? "" : " as PID " + pid) + ", but", pid);
    }

    private static Presence perhaps(Member member, String reason) {
        return new Presence("may run: what is at " + member.address() + " did not tell, " + reason + ", and", null);
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
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
