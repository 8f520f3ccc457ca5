package dev.telltale.client;

import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.model.StatusReport;
import dev.telltale.net.HostName;
import dev.telltale.net.LimitedBody;
import dev.telltale.net.NodeHttp;
import dev.telltale.net.UnreachableException;
import dev.telltale.wire.ErrorJson;
import dev.telltale.wire.StatusJson;
import dev.telltale.wire.WireException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests the status of nodes, with a deadline and a size limit that include the body. Any thread; never blocks. */
public final class StatusClient implements AutoCloseable {
    private static final int HTTP_OK = 200;

    private final ExecutorService executor = Executors.newFixedThreadPool(2, task -> {
        var thread = new Thread(task, "observe-http");
        thread.setDaemon(true);
        return thread;
    });
    private final NodeHttp http;

    public StatusClient(HostName.Source names) {
        http = new NodeHttp(names, executor);
    }

    /**
     * Sends a request and returns at once.
     *
     * @param query empty, or a blocking query that begins with a question mark
     * @param maxWait how long the node may delay the response to a blocking query; less than the deadline
     * @return the report of that node; or an {@link IOException} whose message says in a few words why there is none
     */
    public CompletableFuture<StatusReport> request(
            NodeId node, Address address, String query, Duration maxWait, Duration deadline) {
        return http.get(address, "/status" + query, maxWait, deadline, response -> read(node, address, response))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(explain(failure, deadline)));
    }

    private static final class BadResponseException extends IOException {
        private static final long serialVersionUID = 1L;

        BadResponseException(String message, @Nullable WireException cause) {
            super(message, cause);
        }
    }

    private static StatusReport read(NodeId node, Address address, HttpResponse<byte[]> response)
            throws BadResponseException {
        byte[] body = response.body();
        if (response.statusCode() != HTTP_OK) {
            throw new BadResponseException(
                    "answers with " + ErrorJson.status(response.statusCode(), body, body.length), null);
        }
        StatusReport report;
        try {
            report = StatusJson.read(body, body.length);
        } catch (WireException e) {
            throw new BadResponseException("invalid response: " + e.getMessage(), e);
        }
        if (!report.self().equals(node)) {
            throw new BadResponseException(report.self() + " answers at " + address, null);
        }
        return report;
    }

    private static IOException explain(Throwable failure, Duration deadline) {
        Throwable cause = NodeAdminClient.cause(failure);
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

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
