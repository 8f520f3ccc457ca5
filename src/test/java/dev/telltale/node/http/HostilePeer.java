package dev.telltale.node.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A peer that does what it likes with each connection, one connection after the other on a thread of its own. */
final class HostilePeer implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int PATIENCE_MILLIS = 30_000;

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<Long> questions = new ConcurrentLinkedQueue<>();
    private volatile Socket current = new Socket();

    /** Is done when it is done with the connection, which is closed then. */
    interface Behaviour {
        void meet(Talk talk) throws IOException;
    }

    /** One connection. */
    final class Talk {
        private final Socket socket;
        private final BufferedReader in;

        private Talk(Socket socket) throws IOException {
            this.socket = socket;
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        Socket socket() {
            return socket;
        }

        /** Reads one request; false when the other side closes instead. */
        boolean isAsked() throws IOException {
            String line = in.readLine();
            if (line == null) {
                return false;
            }
            questions.add(System.nanoTime());
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            return true;
        }

        void say(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        void answer(int code, String body) throws IOException {
            say("HTTP/1.1 " + code + " Whatever\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Until the other side closes. */
        void holdOpen() throws IOException {
            while (in.read() >= 0) {
                // What it says more does not matter.
            }
        }
    }

    HostilePeer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server = new ServerSocket(Nodes.freePort(), BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::serve, "hostile-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                current = socket;
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                behaviour.meet(new Talk(socket));
            } catch (IOException e) {
                // The other side went away, as it should from most of these peers; or the test is over.
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** When each question arrived, in nanoseconds of the monotonic clock. */
    List<Long> questions() {
        return List.copyOf(questions);
    }

    @Override
    public void close() {
        try {
            server.close();
            current.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
