package dev.telltale.node.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.testkit.TestPorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that runs a test's code on each connection, one after the other on its own thread. */
public final class MisbehavingPeer implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int TIMEOUT_MILLIS = 30_000;

    private final ServerSocket server;
    private final Behavior behavior;
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<Long> requestNanos = new ConcurrentLinkedQueue<>();
    private volatile Socket current = new Socket();

    /** Handles one connection, which is closed when this returns. */
    public interface Behavior {
        void handle(Connection connection) throws IOException;
    }

    /** An open connection of a client. */
    public final class Connection {
        private final Socket socket;
        private final BufferedReader in;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        public Socket socket() {
            return socket;
        }

        /** Reads one request; false if the client closes instead. */
        public boolean readRequest() throws IOException {
            String line = in.readLine();
            if (line == null) {
                return false;
            }
            requestNanos.add(System.nanoTime());
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            return true;
        }

        public void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        public void respond(int code, String body) throws IOException {
            send("HTTP/1.1 " + code + " Whatever\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Waits until the client closes. */
        public void holdOpen() throws IOException {
            in.transferTo(Writer.nullWriter());
        }
    }

    public MisbehavingPeer(Behavior behavior) {
        this.behavior = behavior;
        server =
                assertDoesNotThrow(() -> new ServerSocket(TestPorts.free(), BACKLOG, InetAddress.getLoopbackAddress()));
        var thread = new Thread(this::serve, "misbehaving-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                current = socket;
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                behavior.handle(new Connection(socket));
            } catch (IOException e) {
                // Expected: the client has timed out, or the test is over.
            }
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    /** The arrival time of each request, in nanoseconds of the monotonic clock. */
    public List<Long> requestNanos() {
        return List.copyOf(requestNanos);
    }

    @Override
    public void close() {
        assertDoesNotThrow(server::close);
        assertDoesNotThrow(() -> current.close());
    }
}
