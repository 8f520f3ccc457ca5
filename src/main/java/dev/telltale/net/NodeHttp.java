package dev.telltale.net;

import dev.telltale.model.Address;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to nodes, at whichever address of their host takes a connection. Nothing blocks, and the deadline of a request covers
 * the lookup of its host, every address of it, and the body, which has a limit.
 */
public final class NodeHttp {
    /** Of one connection. */
    public static final Duration CONNECT_PATIENCE = Duration.ofSeconds(1);

    static {
        // The URL has the address, so that the HTTP client looks up nothing; the node wants to hear its name.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private final HttpClient http;
    private final HostName.Source names;
    /** As many as there are hosts in a cluster. */
    private final Map<String, HostName> hosts = new ConcurrentHashMap<>();

    /** @param executor null for threads of its own */
    public NodeHttp(HostName.Source names, @Nullable Executor executor) {
        this.names = names;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT_PATIENCE);
        http = (executor == null ? builder : builder.executor(executor)).build();
    }

    /**
     * Asks and returns at once. Fails with a {@link java.util.concurrent.TimeoutException} after the deadline, with a
     * {@link ConnectException} if every address refused, with an {@link UnreachableException} if one of them could not be
     * asked, with a {@link java.net.UnknownHostException} if there is none.
     *
     * @param what adds to the request what it has beside its URL
     */
    public CompletableFuture<HttpResponse<byte[]>> send(
            Address address, String path, Duration deadline, UnaryOperator<HttpRequest.Builder> what) {
        HostName host = host(address);
        var call = new Call(host, address, path, what);
        return addresses(host, deadline)
                .thenCompose(found -> call.at(found.iterator(), null))
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        call.cancel();
                        tryElsewhere(address);
                    }
                });
    }

    /** The next request goes to the next address of the host, or to a new one: something else may listen at this one. */
    public void tryElsewhere(Address address) {
        HostName host = hosts.get(address.host());
        if (host != null && !host.known().isEmpty()) {
            host.preferNext();
            CompletionStage<List<InetAddress>> unused = host.lookUp();
        }
    }

    /**
     * Those of its host, at least one, the one that answered last first. Fails with a {@link java.net.UnknownHostException}
     * if none is known by the deadline.
     */
    public CompletableFuture<List<InetAddress>> addresses(Address address, Duration deadline) {
        return addresses(host(address), deadline);
    }

    private HostName host(Address address) {
        return hosts.computeIfAbsent(address.host(), name -> new HostName(name, names));
    }

    private static CompletableFuture<List<InetAddress>> addresses(HostName host, Duration deadline) {
        List<InetAddress> known = host.known();
        if (!known.isEmpty()) {
            return CompletableFuture.completedFuture(known);
        }
        return host.lookUp()
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(List.of(), deadline.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.failedFuture(host.lookupTimeout())
                        : CompletableFuture.completedFuture(found));
    }

    /** One request, sent to one address after the other until one takes the connection. */
    private final class Call {
        private final HostName host;
        private final Address address;
        private final String path;
        private final UnaryOperator<HttpRequest.Builder> what;
        private @Nullable CompletableFuture<HttpResponse<byte[]>> exchange;
        private boolean isOver;

        Call(HostName host, Address address, String path, UnaryOperator<HttpRequest.Builder> what) {
            this.host = host;
            this.address = address;
            this.path = path;
            this.what = what;
        }

        synchronized CompletableFuture<HttpResponse<byte[]>> at(
                Iterator<InetAddress> left, @Nullable Throwable before) {
            if (isOver) {
                return CompletableFuture.failedFuture(new IOException("too late"));
            }
            InetAddress next = left.next();
            CompletableFuture<HttpResponse<byte[]>> mine = http.sendAsync(request(next), ignored -> new LimitedBody());
            exchange = mine;
            return mine.thenApply(response -> {
                        host.prefer(next);
                        return response;
                    })
                    .exceptionallyCompose(failure -> failed(left, before, cause(failure)));
        }

        /** What was not connected was not sent either. */
        private CompletionStage<HttpResponse<byte[]>> failed(
                Iterator<InetAddress> left, @Nullable Throwable before, Throwable failure) {
            boolean isRefused = failure instanceof ConnectException;
            boolean isUnsent = isRefused
                    || failure instanceof UnreachableException
                    || failure instanceof HttpConnectTimeoutException;
            Throwable told = before == null || !isRefused ? failure : before;
            return left.hasNext() && isUnsent ? at(left, told) : CompletableFuture.failedFuture(told);
        }

        private HttpRequest request(InetAddress at) {
            String url = host.isLiteral() ? address.url() : new Address(at.getHostAddress(), address.port()).url();
            HttpRequest.Builder request = what.apply(HttpRequest.newBuilder(URI.create(url + path)));
            return (host.isLiteral() ? request : request.header("Host", address.toString())).build();
        }

        /** Closes the connection, whose body may still be on its way. */
        synchronized void cancel() {
            isOver = true;
            if (exchange != null) {
                exchange.cancel(true);
            }
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        if (failure instanceof CompletionException && cause != null) {
            return cause(cause);
        }
        // The HTTP client makes a ConnectException of each failure to connect. It tries once more after a refusal, and
        // then finds the channel closed.
        if (!(failure instanceof ConnectException)
                || cause == null
                || cause instanceof ConnectException
                || cause instanceof ClosedChannelException) {
            return failure;
        }
        return new UnreachableException(cause);
    }
}
