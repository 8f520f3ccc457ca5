package dev.telltale.node.http;

import dev.telltale.node.http.guard.ConnectionLimiter;
import dev.telltale.node.http.guard.ServerLimits;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * Undertow configured for a node: one I/O thread, two workers, and limits on everything that an unknown client can use.
 * Not built with {@code Undertow.builder()}, which gives no access to a connection before its first request.
 */
final class NodeServer implements AutoCloseable {
    private static final int WORKERS = 2;
    private static final int BACKLOG = 1_000;

    private final XnioWorker worker;
    private final AcceptingChannel<StreamConnection> listener;
    private final ServerLimits limits;

    private NodeServer(XnioWorker worker, AcceptingChannel<StreamConnection> listener, ServerLimits limits) {
        this.worker = worker;
        this.listener = listener;
        this.limits = limits;
    }

    /**
     * Starts the threads and listens.
     *
     * @throws IOException when it cannot listen: a {@link java.net.BindException} when the port is taken
     */
    static NodeServer start(
            InetSocketAddress address,
            ServerLimits limits,
            ByteBufferPool buffers,
            ConnectionLimiter connections,
            HttpHandler handler)
            throws IOException {
        XnioWorker worker = Xnio.getInstance(NodeServer.class.getClassLoader()).createWorker(workerOptions());
        try {
            var openListener = new HttpOpenListener(buffers, undertowOptions(limits));
            openListener.setRootHandler(handler);
            AcceptingChannel<StreamConnection> listener = worker.createStreamConnectionServer(
                    address,
                    ChannelListeners.openListenerAdapter(connections.tracking(openListener)),
                    socketOptions(limits));
            listener.resumeAccepts();
            return new NodeServer(worker, listener, limits);
        } catch (IOException | RuntimeException e) {
            worker.shutdownNow();
            throw e;
        }
    }

    private static OptionMap workerOptions() {
        return OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, 1)
                .set(Options.WORKER_TASK_CORE_THREADS, WORKERS)
                .set(Options.WORKER_TASK_MAX_THREADS, WORKERS)
                .set(Options.TCP_NODELAY, true)
                .set(Options.CORK, true)
                .getMap();
    }

    private static OptionMap socketOptions(ServerLimits limits) {
        return OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, 1)
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BACKLOG, BACKLOG)
                .set(Options.CONNECTION_HIGH_WATER, limits.connections() + limits.spare())
                .set(Options.CONNECTION_LOW_WATER, limits.connections() + limits.spare() / 2)
                .getMap();
    }

    private static OptionMap undertowOptions(ServerLimits limits) {
        int idleMillis = (int) limits.idle().toMillis();
        return OptionMap.builder()
                .set(UndertowOptions.MAX_HEADER_SIZE, ServerLimits.MAX_HEADER_BYTES)
                .set(UndertowOptions.MAX_HEADERS, ServerLimits.MAX_HEADERS)
                .set(UndertowOptions.MAX_PARAMETERS, ServerLimits.MAX_PARAMETERS)
                .set(UndertowOptions.MAX_COOKIES, ServerLimits.MAX_COOKIES)
                .set(UndertowOptions.MAX_ENTITY_SIZE, ServerLimits.MAX_BODY_BYTES)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int)
                        limits.request().toMillis())
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, idleMillis)
                .set(UndertowOptions.IDLE_TIMEOUT, idleMillis)
                .getMap();
    }

    XnioIoThread ioThread() {
        return worker.getIoThread();
    }

    /** The thread that accepts connections; XNIO offers no other access to it. */
    @SuppressWarnings("deprecation")
    XnioExecutor acceptThread() {
        return listener.getAcceptThread();
    }

    InetSocketAddress address() {
        return listener.getLocalAddress(InetSocketAddress.class);
    }

    /** Closes the port, then stops the threads. Returns within twice the shutdown limit, even if a thread hangs. */
    @Override
    public void close() {
        try {
            closeListener();
            worker.shutdown();
            if (!worker.awaitTermination(limits.shutdown().toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** On the I/O thread: from another thread, XNIO would wait for that thread without a limit. */
    private void closeListener() throws InterruptedException {
        var closed = new CountDownLatch(1);
        ioThread().execute(() -> {
            IoUtils.safeClose(listener);
            closed.countDown();
        });
        if (!closed.await(limits.shutdown().toMillis(), TimeUnit.MILLISECONDS)) {
            // The end of the process closes the port.
            worker.shutdownNow();
        }
    }
}
