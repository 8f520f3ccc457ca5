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
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * HTTP client for nodes that tries all addresses of a host. The deadline of a request includes the host lookup, every
 * address and the body, which is limited to 1 MiB. Any thread; never blocks.
 */
public final class NodeHttp {
    static {
        // The URL contains the IP address, so that the HTTP client looks up nothing; the header has the configured
        // name.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private final HostName.Source names;
    private final @Nullable Executor executor;
    /** By name; as many as the cluster has hosts. */
    private final Map<String, HostName> hosts = new ConcurrentHashMap<>();
    /** By connect timeout, which a client has for all its requests: a few, one per number of addresses. */
    private final Map<Duration, HttpClient> clients = new ConcurrentHashMap<>();

    /** @param executor null for the HTTP client's own threads */
    public NodeHttp(HostName.Source names, @Nullable Executor executor) {
        this.names = names;
        this.executor = executor;
    }

    /** Parses a response, on a thread of the HTTP client. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Parses one response.
         *
         * @throws IOException if it is not a good response of the requested node
         */
        T read(HttpResponse<byte[]> response) throws IOException;
    }

    /**
     * Sends a request that may change something, and returns at once. It is sent to the next address of the host only
     * if no connection to this one was made, so that it is not executed twice. Fails with a {@link
     * java.util.concurrent.TimeoutException} after the deadline, with a {@link java.net.ConnectException} if every
     * address refused, with an {@link UnreachableException} if one of them is unreachable, with a {@link
     * java.net.UnknownHostException} if there is none.
     *
     * @param customizer adds method, headers and body to the request
     */
    public CompletableFuture<HttpResponse<byte[]>> send(
            Address address, String path, Duration deadline, UnaryOperator<HttpRequest.Builder> customizer) {
        return start(new HostRequest<>(host(address), address, path, customizer, response -> response), deadline, null);
    }

    /**
     * Sends a GET request and returns at once. It is also sent to the next address of the host if the response of this
     * one is bad or late; the first good response is used. Fails like {@link #send}, or with the exception of the
     * reader.
     *
     * @param maxWait how long the node may delay its response; less than the deadline
     */
    public <T> CompletableFuture<T> get(
            Address address, String path, Duration maxWait, Duration deadline, Reader<T> reader) {
        return start(
                new HostRequest<>(host(address), address, path, HttpRequest.Builder::GET, reader), deadline, maxWait);
    }

    /**
     * The addresses of its host, at least one, in the order to try. Fails with a {@link java.net.UnknownHostException}
     * if none is known by the deadline.
     */
    public CompletableFuture<List<InetAddress>> addresses(Address address, Duration deadline) {
        return host(address).addresses(deadline);
    }

    private HostName host(Address address) {
        return hosts.computeIfAbsent(address.host(), name -> new HostName(name, names));
    }

    private <T> CompletableFuture<T> start(HostRequest<T> request, Duration deadline, @Nullable Duration maxWait) {
        HostName host = request.host();
        return host.addresses(deadline)
                .thenCompose(found -> {
                    // As for heartbeats: every address is tried within the first half of the deadline.
                    long parts = 2L * found.size();
                    return maxWait == null
                            ? request.begin(client(deadline.dividedBy(parts)), found, null)
                            : request.begin(
                                    client(deadline),
                                    found,
                                    maxWait.plus(deadline.minus(maxWait).dividedBy(parts)));
                })
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((result, failure) -> {
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
                    .sslContext(NoTls.context())
                    .sslParameters(new SSLParameters())
                    .connectTimeout(timeout);
            return (executor == null ? builder : builder.executor(executor)).build();
        });
    }
}
