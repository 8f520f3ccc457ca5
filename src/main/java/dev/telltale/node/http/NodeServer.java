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
 * Undertow as a node wants it: one I/O thread, two workers, and a limit on everything that a stranger may spend. It is put
 * together here and not by {@code Undertow.builder()}, which lets nobody see a connection before its first request.
 */
final class NodeServer implements AutoCloseable {
    private static final int WORKERS = 2;
    private static final int BACKLOG = 1_000;

    private final XnioWorker worker;
    private final AcceptingChannel<StreamConnection> door;
    private final ServerLimits limits;

    private NodeServer(XnioWorker worker, AcceptingChannel<StreamConnection> door, ServerLimits limits) {
        this.worker = worker;
        this.door = door;
        this.limits = limits;
    }

    /**
     * Listens at once.
     *
     * @throws IOException when it cannot: a {@link java.net.BindException} when the port is taken
     */
    static NodeServer start(
            InetSocketAddress address,
            ServerLimits limits,
            ByteBufferPool buffers,
            ConnectionLimiter guests,
            HttpHandler handler)
            throws IOException {
        XnioWorker worker = Xnio.getInstance(NodeServer.class.getClassLoader()).createWorker(workerOptions());
        try {
            var listener = new HttpOpenListener(buffers, undertowOptions(limits));
            listener.setRootHandler(handler);
            AcceptingChannel<StreamConnection> door = worker.createStreamConnectionServer(
                    address, ChannelListeners.openListenerAdapter(guests.before(listener)), socketOptions(limits));
            door.resumeAccepts();
            return new NodeServer(worker, door, limits);
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

    /** Takes new connections, on a thread of its own; XNIO offers no other way to it. */
    @SuppressWarnings("deprecation")
    XnioExecutor acceptThread() {
        return door.getAcceptThread();
    }

    InetSocketAddress address() {
        return door.getLocalAddress(InetSocketAddress.class);
    }

    /** Returns within the bound, twice over at most, whatever is stuck. */
    @Override
    public void close() {
        try {
            closeDoor();
            worker.shutdown();
            if (!worker.awaitTermination(limits.shutdown().toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** On the I/O thread, for which XNIO would wait here, and without a bound if it is stuck. */
    private void closeDoor() throws InterruptedException {
        var closed = new CountDownLatch(1);
        ioThread().execute(() -> {
            IoUtils.safeClose(door);
            closed.countDown();
        });
        if (!closed.await(limits.shutdown().toMillis(), TimeUnit.MILLISECONDS)) {
            // The end of the process closes it.
            worker.shutdownNow();
        }
    }
}
