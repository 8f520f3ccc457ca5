package dev.telltale.node.http;

import dev.telltale.model.Address;
import dev.telltale.model.HeartbeatSettings;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.xnio.Options;
import org.xnio.XnioIoThread;

/** Undertow as a node wants it: one I/O thread, two workers, and a limit on everything that a stranger may spend. */
final class NodeServer implements AutoCloseable {
    private static final int WORKERS = 2;
    private static final int LARGEST_HEADER = 8 * 1024;
    private static final int MOST_HEADERS = 32;
    private static final int MOST_PARAMETERS = 16;
    private static final int MOST_COOKIES = 4;
    private static final long LARGEST_BODY = 64 * 1024;
    private static final int PARSE_MILLIS = 2_000;
    private static final int SHUTDOWN_MILLIS = 1_000;
    /** More than may wait for news: whoever fills all waits must not keep a peer from the door. */
    private static final int STRANGERS = 96;

    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(1);

    private final Undertow undertow;

    private NodeServer(Undertow undertow) {
        this.undertow = undertow;
    }

    /**
     * Listens at once.
     *
     * @throws IOException when it cannot: a {@link java.net.BindException} when the port is taken
     */
    static NodeServer start(
            Address address, HeartbeatSettings settings, int peers, ByteBufferPool buffers, HttpHandler handler)
            throws IOException {
        int connections = STRANGERS + 2 * peers;
        Undertow undertow = Undertow.builder()
                .addHttpListener(address.port(), address.host())
                .setHandler(handler)
                .setByteBufferPool(buffers)
                .setIoThreads(1)
                .setWorkerThreads(WORKERS)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, LARGEST_HEADER)
                .setServerOption(UndertowOptions.MAX_HEADERS, MOST_HEADERS)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, MOST_PARAMETERS)
                .setServerOption(UndertowOptions.MAX_COOKIES, MOST_COOKIES)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, LARGEST_BODY)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, idleMillis(settings))
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, idleMillis(settings))
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, SHUTDOWN_MILLIS)
                // On the socket, not on the worker: there these two have no effect.
                .setSocketOption(Options.CONNECTION_HIGH_WATER, connections)
                .setSocketOption(Options.CONNECTION_LOW_WATER, connections - STRANGERS / 4)
                .setSocketOption(Options.TCP_NODELAY, true)
                .build();
        try {
            undertow.start();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
        return new NodeServer(undertow);
    }

    /** Longer than several heartbeats and than any blocking query, or peers would reconnect for ever. */
    private static int idleMillis(HeartbeatSettings settings) {
        Duration idle = settings.interval().multipliedBy(4);
        return (int) (idle.compareTo(SHORTEST_IDLE) < 0 ? SHORTEST_IDLE : idle).toMillis();
    }

    XnioIoThread ioThread() {
        return undertow.getWorker().getIoThread();
    }

    int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
