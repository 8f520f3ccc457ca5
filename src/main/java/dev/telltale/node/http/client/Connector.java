package dev.telltale.node.http.client;

import dev.telltale.model.Address;
import dev.telltale.net.ConnectFailures;
import dev.telltale.net.HostName;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoFuture;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/** Opens connections to one peer, at the first address of its host that accepts one. I/O thread only. */
final class Connector {
    private static final OptionMap OPTIONS = OptionMap.create(Options.TCP_NODELAY, true);

    private final Address address;
    private final HostName host;
    private final Duration deadline;
    private final XnioIoThread io;
    private final ByteBufferPool buffers;
    /** Attempts that wait for the current lookup. One lookup serves all of them, since it may outlast many attempts. */
    private final Set<ConnectAttempt> waiting = new HashSet<>();

    private boolean isLookingUp;

    /**
     * @param host the host of the address, with its known addresses
     * @param deadline of an attempt: every address is tried in the first half of it
     */
    Connector(Address address, HostName host, Duration deadline, XnioIoThread io, ByteBufferPool buffers) {
        this.address = address;
        this.host = host;
        this.deadline = deadline;
        this.io = io;
        this.buffers = buffers;
    }

    Address address() {
        return address;
    }

    /** Moves on to the host's next address, after a connection without a good response; false if there is only one. */
    boolean preferNext() {
        return host.preferNext();
    }

    /** The failure of an attempt that has no address at its deadline. */
    IOException lookupTimeout() {
        return host.lookupTimeout();
    }

    /** Creates an attempt that is not started. It calls the callback once, unless it is cancelled. */
    ConnectAttempt attempt(ClientCallback<ClientConnection> callback) {
        return new ConnectAttempt(callback);
    }

    private void lookUpFor(ConnectAttempt attempt) {
        if (host.isLiteral()) {
            return;
        }
        waiting.add(attempt);
        if (!isLookingUp) {
            isLookingUp = true;
            host.lookUp().whenComplete((found, e) -> io.execute(() -> lookedUp(found, e)));
        }
    }

    private void lookedUp(@Nullable List<InetAddress> found, @Nullable Throwable e) {
        isLookingUp = false;
        List<ConnectAttempt> attempts = List.copyOf(waiting);
        waiting.clear();
        attempts.forEach(attempt -> attempt.lookedUp(found, e));
    }

    /**
     * The opening of one connection: to the addresses of the last lookup at once, and to those that a new lookup
     * returns. An address that neither accepts nor refuses delays the next one by its share of the deadline only.
     */
    final class ConnectAttempt {
        private final ClientCallback<ClientConnection> callback;
        private final List<InetAddress> tried = new ArrayList<>();
        private final Deque<InetAddress> remaining = new ArrayDeque<>();
        private final List<IoFuture<StreamConnection>> opening = new ArrayList<>();
        private final ConnectFailures failures = new ConnectFailures();
        private XnioExecutor.@Nullable Key timer;
        private boolean isDone;

        private ConnectAttempt(ClientCallback<ClientConnection> callback) {
            this.callback = callback;
        }

        /** Starts the lookup and the first connection. */
        void begin() {
            lookUpFor(this);
            open(host.known());
        }

        /** Whether no address has been tried yet, because the lookup has not ended. */
        boolean hasNoAddress() {
            return tried.isEmpty();
        }

        void cancel() {
            isDone = true;
            waiting.remove(this);
            cancelTimer();
            opening.forEach(IoFuture::cancel);
        }

        private void cancelTimer() {
            if (timer != null) {
                timer.remove();
                timer = null;
            }
        }

        private void lookedUp(@Nullable List<InetAddress> found, @Nullable Throwable e) {
            if (isDone) {
                return;
            }
            if (found != null) {
                open(found);
            } else if (tried.isEmpty() && remaining.isEmpty()) {
                fail(e instanceof IOException io ? io : new IOException(e));
            }
        }

        private void open(List<InetAddress> addresses) {
            List<InetAddress> unknown = addresses.stream()
                    .filter(one -> !tried.contains(one) && !remaining.contains(one))
                    .toList();
            remaining.addAll(unknown);
            // Known addresses keep their timer: a lookup that returns nothing new must not open them earlier.
            if (!unknown.isEmpty()) {
                openNext();
            }
        }

        private void openNext() {
            InetAddress next = isDone ? null : remaining.poll();
            if (next == null) {
                return;
            }
            cancelTimer();
            tried.add(next);
            if (!remaining.isEmpty()) {
                long delay = deadline.toNanos() / (2L * (tried.size() + remaining.size()));
                timer = io.executeAfter(this::openNext, delay, TimeUnit.NANOSECONDS);
            }
            IoFuture<StreamConnection> future = io.openStreamConnection(
                    new InetSocketAddress(next, address.port()), opened -> opened(next, opened), OPTIONS);
            opening.add(future);
            future.addNotifier(
                    (ended, ignored) -> {
                        if (ended.getStatus() == IoFuture.Status.FAILED) {
                            failed(next, ended.getException());
                        }
                    },
                    null);
        }

        private void opened(InetAddress at, StreamConnection opened) {
            if (isDone) {
                IoUtils.safeClose(opened);
                return;
            }
            cancel();
            host.prefer(at);
            callback.completed(AnswerLimit.client(opened, buffers));
        }

        private void failed(InetAddress at, IOException e) {
            if (isDone) {
                return;
            }
            failures.add(at, e);
            if (!remaining.isEmpty()) {
                openNext();
            } else if (failures.count() == tried.size()) {
                // Without waiting for a lookup in progress: a refusal at the known addresses is reported at once.
                fail(failures.decisive());
            }
        }

        private void fail(IOException e) {
            cancel();
            callback.failed(e);
        }
    }
}
