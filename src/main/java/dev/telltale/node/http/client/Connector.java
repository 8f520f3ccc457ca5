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

/** Opens connections to one peer, at whichever address of its host takes one. I/O thread only. */
final class Connector {
    private static final OptionMap OPTIONS = OptionMap.create(Options.TCP_NODELAY, true);

    private final Address address;
    private final HostName host;
    private final Duration deadline;
    private final XnioIoThread io;
    private final ByteBufferPool buffers;
    /** They are told what the lookup finds. Its one callback serves them all: a lookup may outlast many attempts. */
    private final Set<ConnectAttempt> waiting = new HashSet<>();

    private boolean isLookingUp;

    /**
     * @param host of the address
     * @param deadline of an attempt: in its first half every address is tried
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

    /** After a connection that led to no good answer. Whether the next one goes to another address. */
    boolean preferNext() {
        return host.preferNext();
    }

    /** Why an attempt has no address at its deadline. */
    IOException lookupTimeout() {
        return host.lookupTimeout();
    }

    /** The callback is called once, on the I/O thread, unless the attempt is cancelled. */
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
        List<ConnectAttempt> served = List.copyOf(waiting);
        waiting.clear();
        served.forEach(attempt -> attempt.lookedUp(found, e));
    }

    /**
     * One connection to be opened: to the addresses of the last lookup at once, and to those that a new one finds meanwhile.
     * An address that neither takes nor refuses the connection does not keep the next one from being tried.
     */
    final class ConnectAttempt {
        private final ClientCallback<ClientConnection> callback;
        private final List<InetAddress> tried = new ArrayList<>();
        private final Deque<InetAddress> left = new ArrayDeque<>();
        private final List<IoFuture<StreamConnection>> opening = new ArrayList<>();
        private final ConnectFailures failures = new ConnectFailures();
        private XnioExecutor.@Nullable Key alarm;
        private boolean isOver;

        private ConnectAttempt(ClientCallback<ClientConnection> callback) {
            this.callback = callback;
        }

        void begin() {
            lookUpFor(this);
            open(host.known());
        }

        /** It still waits for the lookup. */
        boolean hasNoAddress() {
            return tried.isEmpty();
        }

        void cancel() {
            isOver = true;
            waiting.remove(this);
            stopAlarm();
            opening.forEach(IoFuture::cancel);
        }

        private void stopAlarm() {
            if (alarm != null) {
                alarm.remove();
                alarm = null;
            }
        }

        private void lookedUp(@Nullable List<InetAddress> found, @Nullable Throwable e) {
            if (isOver) {
                return;
            }
            if (found != null) {
                open(found);
            } else if (tried.isEmpty() && left.isEmpty()) {
                fail(e instanceof IOException io ? io : new IOException(e));
            }
        }

        private void open(List<InetAddress> addresses) {
            List<InetAddress> unknown = addresses.stream()
                    .filter(one -> !tried.contains(one) && !left.contains(one))
                    .toList();
            left.addAll(unknown);
            // The others wait for the alarm: a lookup that finds what is known is no reason to open them earlier.
            if (!unknown.isEmpty()) {
                openNext();
            }
        }

        private void openNext() {
            InetAddress next = isOver ? null : left.poll();
            if (next == null) {
                return;
            }
            stopAlarm();
            tried.add(next);
            if (!left.isEmpty()) {
                long pause = deadline.toNanos() / (2L * (tried.size() + left.size()));
                alarm = io.executeAfter(this::openNext, pause, TimeUnit.NANOSECONDS);
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
            if (isOver) {
                IoUtils.safeClose(opened);
                return;
            }
            cancel();
            host.prefer(at);
            callback.completed(AnswerLimit.client(opened, buffers));
        }

        private void failed(InetAddress at, IOException e) {
            if (isOver) {
                return;
            }
            failures.add(at, e);
            if (!left.isEmpty()) {
                openNext();
            } else if (failures.count() == tried.size()) {
                // Not after the lookup that may still be under way: what died at the known addresses is told at once.
                fail(failures.worst());
            }
        }

        private void fail(IOException e) {
            cancel();
            callback.failed(e);
        }
    }
}
