package dev.telltale.net;

import dev.telltale.model.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to nodes, at whichever address of their host answers. Nothing blocks, and the deadline of a request covers the lookup
 * of its host, every address of it, and the body, which has a limit. Any thread.
 */
public final class NodeHttp {
    static {
        // The URL has the address, so that the HTTP client looks up nothing; the header has the name from the config.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private final HostName.Source names;
    private final @Nullable Executor executor;
    /** As many as there are hosts in a cluster. */
    private final Map<String, HostName> hosts = new ConcurrentHashMap<>();
    /** By their limit for a connect, which a client has for all its requests: a few, one for each number of addresses. */
    private final Map<Duration, HttpClient> clients = new ConcurrentHashMap<>();

    /** @param executor null for threads of its own */
    public NodeHttp(HostName.Source names, @Nullable Executor executor) {
        this.names = names;
        this.executor = executor;
    }

    /** Reads an answer, on a thread of the HTTP client. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads one answer.
         *
         * @throws IOException if it is not a good answer of the node that was asked
         */
        T read(HttpResponse<byte[]> response) throws IOException;
    }

    /**
     * Sends a request and returns at once. The next address of the host gets it only if this one took no connection: what
     * was sent may have been done. Fails with a {@link java.util.concurrent.TimeoutException} after the deadline, with a
     * {@link java.net.ConnectException} if every address refused, with an {@link UnreachableException} if one of them could
     * not be asked, with a {@link java.net.UnknownHostException} if there is none.
     *
     * @param what adds to the request what it has beside its URL
     */
    public CompletableFuture<HttpResponse<byte[]>> send(
            Address address, String path, Duration deadline, UnaryOperator<HttpRequest.Builder> what) {
        return start(new HostRequest<>(host(address), address, path, what, response -> response), deadline, null);
    }

    /**
     * Asks a question that changes nothing, and returns at once. The next address of the host is asked, too, if this one
     * does not answer well, or not soon; the first good answer counts. Fails as {@link #send} does, or as the reader does.
     *
     * @param held how long the node may hold its answer back; less than the deadline
     */
    public <T> CompletableFuture<T> ask(
            Address address, String path, Duration held, Duration deadline, Reader<T> reader) {
        return start(new HostRequest<>(host(address), address, path, HttpRequest.Builder::GET, reader), deadline, held);
    }

    /**
     * Those of its host, at least one, the one that answered last first. Fails with a {@link java.net.UnknownHostException}
     * if none is known by the deadline.
     */
    public CompletableFuture<List<InetAddress>> addresses(Address address, Duration deadline) {
        return host(address).addresses(deadline);
    }

    private HostName host(Address address) {
        return hosts.computeIfAbsent(address.host(), name -> new HostName(name, names));
    }

    private <T> CompletableFuture<T> start(HostRequest<T> request, Duration deadline, @Nullable Duration held) {
        HostName host = request.host();
        return host.addresses(deadline)
                .thenCompose(found -> {
                    // As for heartbeats: in the first half of the deadline every address is tried.
                    long parts = 2L * found.size();
                    return held == null
                            ? request.begin(client(deadline.dividedBy(parts)), found, null)
                            : request.begin(
                                    client(deadline),
                                    found,
                                    held.plus(deadline.minus(held).dividedBy(parts)));
                })
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> {
                    request.cancel();
                    if (failure != null && !host.known().isEmpty()) {
                        host.preferNext();
                        CompletionStage<List<InetAddress>> unused = host.lookUp();
                    }
                });
    }

    private HttpClient client(Duration connectTimeout) {
        return clients.computeIfAbsent(connectTimeout, timeout -> {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .connectTimeout(timeout);
            return (executor == null ? builder : builder.executor(executor)).build();
        });
    }
}
