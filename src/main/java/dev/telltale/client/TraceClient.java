package dev.telltale.client;

import dev.telltale.auth.ClusterIdentity;
import dev.telltale.auth.MessageSigner;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.net.HostName;
import dev.telltale.net.NodeHttp;
import dev.telltale.trace.TraceChunk;
import dev.telltale.trace.TraceFormatException;
import dev.telltale.trace.TraceMessage;
import dev.telltale.wire.ErrorJson;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Reads the traces of nodes: the ticks that they keep. Any thread; blocks, with a limit. */
public final class TraceClient {
    /** The longest wait that a node grants. */
    public static final Duration MAX_WAIT = Duration.ofSeconds(30);

    /** For everything but the wait. */
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private static final int HTTP_OK = 200;
    private static final String FROM = "Telltale-From";
    private static final String SIGNATURE = "Telltale-Signature";
    /** Any name that signatures allow; no cut between nodes concerns it. */
    private static final NodeId READER = new NodeId("trace-reader");

    private final NodeHttp http;
    private final @Nullable MessageSigner signer;
    /** @param cluster with it, requests are signed and only responses with a valid signature are accepted */
    public TraceClient(HostName.Source names, @Nullable ClusterIdentity cluster) {
        http = new NodeHttp(names, null);
        signer = cluster == null ? null : new MessageSigner(cluster, READER, 0, List.of(), remark -> {});
    }

    /**
     * Reads ticks of a node, at most about 32 KiB of them. If the header is not that of the chunk before, another
     * process runs, whose ticks are numbered from 0 again. Blocks at most for the wait and 4 s.
     *
     * @param from the number of the first tick, 0 or more; {@link TraceChunk#next} of the chunk before
     * @param wait how long to wait if there is no such tick yet, 0 to 30 s
     * @return without ticks after the wait, or if the process has not reached this number
     * @throws IOException if there is no good response, or this thread was interrupted; the message says why in a few
     *     words
     */
    public TraceChunk read(Member node, long from, Duration wait) throws IOException {
        long waitMillis = Math.min(wait.toMillis(), MAX_WAIT.toMillis());
        String path = "/trace?from=" + from + "&wait=" + waitMillis + "ms";
        String signature = sign(node.id(), path);
        // Whole seconds, since NodeHttp keeps one client for each deadline.
        Duration deadline = DEADLINE.plusSeconds(waitMillis / 1_000 + 1);
        CompletableFuture<HttpResponse<byte[]>> response =
                http.send(node.address(), path, deadline, request -> signed(request.GET(), signature));
        return decode(node, from, signature, await(response, deadline));
    }

    private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> response, Duration deadline)
            throws IOException {
        try {
            // It ends by the deadline.
            return response.get();
        } catch (ExecutionException e) {
            throw BadResponseException.explain(e, deadline);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private @Nullable String sign(NodeId node, String path) {
        if (signer == null) {
            return null;
        }
        synchronized (signer) {
            return signer.signRequest(node, path);
        }
    }

    private static HttpRequest.Builder signed(HttpRequest.Builder request, @Nullable String signature) {
        return signature == null
                ? request
                : request.header(FROM, READER.value()).header(SIGNATURE, signature);
    }

    private TraceChunk decode(Member node, long from, @Nullable String signature, HttpResponse<byte[]> response)
            throws IOException {
        byte[] body = response.body();
        if (response.statusCode() != HTTP_OK) {
            throw new BadResponseException(
                    "answers with " + ErrorJson.status(response.statusCode(), body, body.length), null);
        }
        if (signature != null && !isAuthentic(node.id(), signature, response)) {
            throw new BadResponseException("the response has no signature of our cluster key", null);
        }
        TraceChunk chunk;
        try {
            chunk = TraceMessage.decode(body, from);
        } catch (TraceFormatException e) {
            throw new BadResponseException("invalid response: " + e.getMessage(), e);
        }
        NodeId observer = chunk.header().observer();
        if (!observer.equals(node.id())) {
            throw new BadResponseException(observer + " answers at " + node.address(), null);
        }
        return chunk;
    }

    private boolean isAuthentic(NodeId node, String signature, HttpResponse<byte[]> response) {
        if (signer == null) {
            return false;
        }
        byte[] body = response.body();
        String theirs = response.headers().firstValue(SIGNATURE).orElse(null);
        synchronized (signer) {
            return signer.isAuthentic(node, signature, response.statusCode(), body, body.length, theirs);
        }
    }
}
