package dev.telltale.observe;

import dev.telltale.model.Address;
import dev.telltale.model.Report;
import dev.telltale.net.HostName;
import dev.telltale.net.LimitedBody;
import dev.telltale.net.NodeHttp;
import dev.telltale.net.UnreachableException;
import dev.telltale.wire.StatusJson;
import dev.telltale.wire.WireException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/** Asks one node for its status, never blocking, with a deadline and a size limit that cover the body too. */
final class StatusClient implements AutoCloseable {
    private static final int HTTP_OK = 200;

    private final ExecutorService executor = Executors.newFixedThreadPool(2, task -> {
        var thread = new Thread(task, "observe-http");
        thread.setDaemon(true);
        return thread;
    });
    private final NodeHttp http;

    StatusClient(HostName.Source names) {
        http = new NodeHttp(names, executor);
    }

    /**
     * Asks and returns at once.
     *
     * @param query empty, or a blocking query that begins with a question mark
     * @return the report; or an {@link IOException} whose message says in a few words why there is none
     */
    CompletableFuture<Report> ask(Address address, String query, Duration deadline) {
        return http.send(address, "/status" + query, deadline, HttpRequest.Builder::GET)
                .handle((response, failure) -> {
                    if (failure != null) {
                        throw new CompletionException(explain(failure, deadline));
                    }
                    return read(response);
                });
    }

    /** What answered was not whom this address is of. */
    void tryElsewhere(Address address) {
        http.tryElsewhere(address);
    }

    private static Report read(HttpResponse<byte[]> response) {
        if (response.statusCode() != HTTP_OK) {
            throw new CompletionException(new IOException("answers with status " + response.statusCode()));
        }
        try {
            return StatusJson.read(response.body(), response.body().length);
        } catch (WireException e) {
            throw new CompletionException(new IOException("answers nonsense: " + e.getMessage(), e));
        }
    }

    private static IOException explain(Throwable failure, Duration deadline) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof TimeoutException) {
            return new IOException("no answer within " + deadline.toMillis() + " ms", cause);
        }
        if (cause instanceof UnknownHostException) {
            return new IOException(cause.getMessage(), cause);
        }
        if (cause instanceof ConnectException) {
            return new IOException("does not listen", cause);
        }
        if (cause instanceof UnreachableException) {
            return new IOException("cannot be reached: " + cause.getMessage(), cause);
        }
        if (cause instanceof LimitedBody.TooLargeException) {
            return new IOException("answers with too much", cause);
        }
        return new IOException("the connection broke", cause);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
