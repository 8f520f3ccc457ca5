package dev.telltale.client;

import dev.telltale.auth.AuthToken;
import dev.telltale.concurrent.Futures;
import dev.telltale.model.Address;
import dev.telltale.net.HostName;
import dev.telltale.net.NodeHttp;
import dev.telltale.registry.RunRecord;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends authenticated admin requests to running nodes, with the token from their run records. Sends them only to the IP
 * address that the node listens on: a host name may resolve to another machine, which would learn the token. Any
 * thread; never blocks.
 */
public final class NodeAdminClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_REASON_LENGTH = 120;

    private final NodeHttp http = new NodeHttp(HostName::ofSystem, null);

    /**
     * Completes within 2 s: with the response, whatever its status, or exceptionally with a {@link NodeAdminException}
     * that says why there was none.
     *
     * @param body JSON, or null for none
     */
    public CompletableFuture<HttpResponse<byte[]>> send(
            RunRecord node, String method, String path, byte @Nullable [] body) {
        AuthToken token = node.token();
        if (token == null) {
            return CompletableFuture.failedFuture(
                    new NodeAdminException(node.id() + " accepts no admin requests: its run record has no token"));
        }
        InetAddress bound = node.bound();
        if (bound == null) {
            return CompletableFuture.failedFuture(new NodeAdminException(
                    node.id() + " accepts no admin requests: its run record lacks the IP address that it"
                            + " listens on; start it again"));
        }
        InetAddress at = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        HttpRequest.BodyPublisher content =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        return http.send(
                        new Address(at.getHostAddress(), node.address().port()),
                        path,
                        TIMEOUT,
                        request -> request.header("Host", node.address().toString())
                                .header("Authorization", "Bearer " + token.reveal())
                                .header("Content-Type", "application/json")
                                .method(method, content))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        new NodeAdminException(node.id() + " did not answer: " + reason(failure))));
    }

    private static String reason(Throwable failure) {
        Throwable cause = Futures.cause(failure);
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "no response within " + TIMEOUT.toSeconds() + " s";
        }
        if (cause instanceof ConnectException) {
            return "the connection was refused";
        }
        String message = cause instanceof IOException ? cause.getMessage() : null;
        // The HTTP client's message may quote what the peer sent.
        return SafeText.plain(message == null ? cause.toString() : message, MAX_REASON_LENGTH);
    }
}
