package dev.telltale.client;

import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import dev.telltale.model.StatusReport;
import dev.telltale.net.HostName;
import dev.telltale.net.NodeHttp;
import dev.telltale.wire.ErrorJson;
import dev.telltale.wire.StatusJson;
import dev.telltale.wire.WireException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(BadResponseException.explain(failure, deadline)));
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

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
