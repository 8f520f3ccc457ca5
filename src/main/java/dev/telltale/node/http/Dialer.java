package dev.telltale.node.http;

import dev.telltale.model.Address;
import dev.telltale.net.HostName;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
final class Dialer {
    private static final OptionMap OPTIONS = OptionMap.create(Options.TCP_NODELAY, true);

    private final Address address;
    private final HostName host;
    private final Duration deadline;
    private final XnioIoThread io;
    private final ByteBufferPool buffers;

    /** @param deadline of an attempt: in its first half every address is tried */
    Dialer(Address address, HostName.Source names, Duration deadline, XnioIoThread io, ByteBufferPool buffers) {
        this.address = address;
        host = new HostName(address.host(), names);
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

    /** Why a call is nameless at its deadline. */
    IOException silence() {
        return host.lookupTimeout();
    }

    /** The callback is called once, on the I/O thread, unless the call is cancelled. */
    Call call(ClientCallback<ClientConnection> callback) {
        return new Call(callback);
    }

    /**
     * One connection to be opened: to the addresses of the last lookup at once, and to those that a new one finds meanwhile.
     * An address that neither takes nor refuses the connection does not keep the next one from being tried.
     */
    final class Call {
        private final ClientCallback<ClientConnection> callback;
        private final List<InetAddress> tried = new ArrayList<>();
        private final Deque<InetAddress> left = new ArrayDeque<>();
        private final List<IoFuture<StreamConnection>> dialled = new ArrayList<>();
        private XnioExecutor.@Nullable Key alarm;
        private @Nullable IOException failure;
        private int failed;
        private boolean isOver;

        private Call(ClientCallback<ClientConnection> callback) {
            this.callback = callback;
        }

        void begin() {
            if (!host.isLiteral()) {
                host.lookUp().whenComplete((found, e) -> io.execute(() -> lookedUp(found, e)));
            }
            dial(host.known());
        }

        /** It still waits for an address. */
        boolean isNameless() {
            return tried.isEmpty();
        }

        void cancel() {
            isOver = true;
            if (alarm != null) {
                alarm.remove();
            }
            dialled.forEach(IoFuture::cancel);
        }

        private void lookedUp(@Nullable List<InetAddress> found, @Nullable Throwable e) {
            if (isOver) {
                return;
            }
            if (found != null) {
                dial(found);
            } else if (tried.isEmpty() && left.isEmpty()) {
                fail(e instanceof IOException io ? io : new IOException(e));
            }
        }

        private void dial(List<InetAddress> addresses) {
            addresses.stream()
                    .filter(one -> !tried.contains(one) && !left.contains(one))
                    .forEach(left::add);
            dialNext();
        }

        private void dialNext() {
            InetAddress next = isOver ? null : left.poll();
            if (next == null) {
                return;
            }
            tried.add(next);
            if (!left.isEmpty()) {
                long pause = deadline.toNanos() / (2L * (tried.size() + left.size()));
                alarm = io.executeAfter(this::dialNext, pause, TimeUnit.NANOSECONDS);
            }
            IoFuture<StreamConnection> future = io.openStreamConnection(
                    new InetSocketAddress(next, address.port()), opened -> opened(next, opened), OPTIONS);
            dialled.add(future);
            future.addNotifier(
                    (ended, ignored) -> {
                        if (ended.getStatus() == IoFuture.Status.FAILED) {
                            failed(ended.getException());
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

        private void failed(IOException e) {
            failed++;
            if (failure == null || weight(e) > weight(failure)) {
                failure = e;
            }
            if (isOver) {
                return;
            }
            if (!left.isEmpty()) {
                dialNext();
            } else if (failed == tried.size()) {
                // Not after the lookup that may still be under way: what died at the known addresses is told at once.
                fail(failure);
            }
        }

        private void fail(IOException e) {
            cancel();
            callback.failed(e);
        }
    }

    /** Of several, the failure that leaves more doubt counts: no way to reach it; it refused; nothing, as without IPv6 here. */
    private static int weight(IOException e) {
        return e instanceof NoRouteToHostException ? 2 : e instanceof ConnectException ? 1 : 0;
    }
}
