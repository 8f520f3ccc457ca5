package dev.telltale.net;

import dev.telltale.concurrent.Futures;
import dev.telltale.model.Address;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One request to one host, sent to its addresses until one returns a good response. Any thread. */
final class HostRequest<T> {
    private final HostName host;
    private final Address address;
    private final String path;
    private final UnaryOperator<HttpRequest.Builder> customizer;
    private final NodeHttp.Reader<T> reader;

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Deque<InetAddress> remaining = new ArrayDeque<>();
    private final List<CompletableFuture<HttpResponse<byte[]>>> exchanges = new ArrayList<>();
    private final ConnectFailures failures = new ConnectFailures();
    private @Nullable Duration pause;

    HostRequest(
            HostName host,
            Address address,
            String path,
            UnaryOperator<HttpRequest.Builder> customizer,
            NodeHttp.Reader<T> reader) {
        this.host = host;
        this.address = address;
        this.path = path;
        this.customizer = customizer;
        this.reader = reader;
    }

    HostName host() {
        return host;
    }

    /**
     * Sends the request to the first address.
     *
     * @param newPause after which it is also sent to the next address; null if it must not be sent twice
     */
    synchronized CompletableFuture<T> begin(HttpClient http, List<InetAddress> addresses, @Nullable Duration newPause) {
        pause = newPause;
        remaining.addAll(addresses);
        sendToNext(http);
        return result;
    }

    private synchronized void sendToNext(HttpClient http) {
        InetAddress next = result.isDone() ? null : remaining.poll();
        if (next == null) {
            return;
        }
        CompletableFuture<HttpResponse<byte[]>> exchange;
        try {
            exchange = http.sendAsync(request(next), ignored -> new LimitedBody());
        } catch (RejectedExecutionException e) {
            // The executor was shut down during the pause before the next address.
            result.completeExceptionally(new IOException("the HTTP client is closed"));
            return;
        }
        exchanges.add(exchange);
        if (pause != null && !remaining.isEmpty()) {
            int sent = exchanges.size();
            CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(() -> sendToNextUnlessSent(sent, http));
        }
        CompletableFuture<HttpResponse<byte[]>> unused =
                exchange.whenComplete((response, failure) -> onResponse(http, next, response, failure));
    }

    /** No effect if the request was already sent to the next address, because this one failed. */
    private synchronized void sendToNextUnlessSent(int sent, HttpClient http) {
        if (exchanges.size() == sent) {
            sendToNext(http);
        }
    }

    private HttpRequest request(InetAddress at) {
        String url = host.isLiteral() ? address.url() : new Address(at.getHostAddress(), address.port()).url();
        HttpRequest.Builder request = customizer.apply(HttpRequest.newBuilder(URI.create(url + path)));
        return (host.isLiteral() ? request : request.header("Host", address.toString())).build();
    }

    private void onResponse(
            HttpClient http, InetAddress at, @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (response == null) {
            IOException e = ioException(failure);
            onFailure(
                    http, at, unwrapped(e), e instanceof ConnectException || e instanceof HttpConnectTimeoutException);
            return;
        }
        try {
            T read = reader.read(response);
            host.prefer(at);
            result.complete(read);
        } catch (IOException e) {
            onFailure(http, at, e, false);
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private synchronized void onFailure(HttpClient http, InetAddress at, IOException e, boolean isUnsent) {
        failures.add(at, e);
        if (pause == null && !isUnsent) {
            result.completeExceptionally(e);
        } else if (!remaining.isEmpty()) {
            sendToNext(http);
        } else if (failures.count() == exchanges.size()) {
            result.completeExceptionally(failures.decisive());
        }
    }

    /** Closes the connections, on which bodies may still be arriving. */
    synchronized void cancel() {
        result.cancel(false);
        exchanges.forEach(exchange -> exchange.cancel(true));
    }

    private static IOException ioException(@Nullable Throwable failure) {
        @Nullable Throwable cause = failure == null ? null : Futures.cause(failure);
        return cause instanceof IOException e ? e : new IOException(cause);
    }

    /** The HTTP client wraps every failed connect in a ConnectException, also one that was not refused. */
    private static IOException unwrapped(IOException e) {
        return e instanceof ConnectException
                        && e.getCause() instanceof SocketException cause
                        && !(cause instanceof ConnectException)
                ? new UnreachableException(cause)
                : e;
    }
}
