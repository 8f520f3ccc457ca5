package dev.telltale.net;

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
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One request to one host, sent to its addresses until one answers well. Any thread. */
final class HostRequest<T> {
    private final HostName host;
    private final Address address;
    private final String path;
    private final UnaryOperator<HttpRequest.Builder> what;
    private final NodeHttp.Reader<T> reader;

    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Deque<InetAddress> left = new ArrayDeque<>();
    private final List<CompletableFuture<HttpResponse<byte[]>>> exchanges = new ArrayList<>();
    private final ConnectFailures failures = new ConnectFailures();
    private @Nullable Duration pause;

    HostRequest(
            HostName host,
            Address address,
            String path,
            UnaryOperator<HttpRequest.Builder> what,
            NodeHttp.Reader<T> reader) {
        this.host = host;
        this.address = address;
        this.path = path;
        this.what = what;
        this.reader = reader;
    }

    HostName host() {
        return host;
    }

    /** @param newPause after which the next address is asked as well; null if the request must not be sent twice */
    synchronized CompletableFuture<T> begin(HttpClient http, List<InetAddress> addresses, @Nullable Duration newPause) {
        pause = newPause;
        left.addAll(addresses);
        sendToNext(http);
        return answer;
    }

    private synchronized void sendToNext(HttpClient http) {
        InetAddress next = answer.isDone() ? null : left.poll();
        if (next == null) {
            return;
        }
        CompletableFuture<HttpResponse<byte[]>> exchange;
        try {
            exchange = http.sendAsync(request(next), ignored -> new LimitedBody());
        } catch (RejectedExecutionException e) {
            // Its threads have ended while this request waited to ask the next address.
            answer.completeExceptionally(new IOException("the HTTP client is closed"));
            return;
        }
        exchanges.add(exchange);
        if (pause != null && !left.isEmpty()) {
            int sent = exchanges.size();
            CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(() -> sendToNextIfThereAre(sent, http));
        }
        CompletableFuture<HttpResponse<byte[]>> unused =
                exchange.whenComplete((response, failure) -> ended(http, next, response, failure));
    }

    /** Not if the next address was asked meanwhile, because this one failed. */
    private synchronized void sendToNextIfThereAre(int sent, HttpClient http) {
        if (exchanges.size() == sent) {
            sendToNext(http);
        }
    }

    private HttpRequest request(InetAddress at) {
        String url = host.isLiteral() ? address.url() : new Address(at.getHostAddress(), address.port()).url();
        HttpRequest.Builder request = what.apply(HttpRequest.newBuilder(URI.create(url + path)));
        return (host.isLiteral() ? request : request.header("Host", address.toString())).build();
    }

    private void ended(
            HttpClient http, InetAddress at, @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (response == null) {
            IOException e = ioException(failure);
            failed(http, at, unwrapped(e), e instanceof ConnectException || e instanceof HttpConnectTimeoutException);
            return;
        }
        try {
            T read = reader.read(response);
            host.prefer(at);
            answer.complete(read);
        } catch (IOException e) {
            failed(http, at, e, false);
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private synchronized void failed(HttpClient http, InetAddress at, IOException e, boolean isUnsent) {
        failures.add(at, e);
        if (pause == null && !isUnsent) {
            answer.completeExceptionally(e);
        } else if (!left.isEmpty()) {
            sendToNext(http);
        } else if (failures.count() == exchanges.size()) {
            answer.completeExceptionally(failures.worst());
        }
    }

    /** Closes the connections, on which bodies may still be on their way. */
    synchronized void cancel() {
        answer.cancel(false);
        exchanges.forEach(exchange -> exchange.cancel(true));
    }

    private static IOException ioException(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof IOException e ? e : new IOException(cause);
    }

    /** The HTTP client makes a refusal of every connect that fails, and the failure its cause. */
    private static IOException unwrapped(IOException e) {
        return e instanceof ConnectException
                        && e.getCause() instanceof SocketException cause
                        && !(cause instanceof ConnectException)
                ? new UnreachableException(cause)
                : e;
    }
}
