package dev.telltale.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port that neither accepts nor refuses connections, since its accept queue is full (Linux). */
public final class SilentPort implements AutoCloseable {
    private static final int BACKLOG = 1;

    private final ServerSocket server;
    private final List<SocketChannel> waiting = new ArrayList<>();

    /** @param address IPv4 */
    public SilentPort(InetAddress address, int port) throws IOException {
        server = new ServerSocket(port, BACKLOG, address);
        // Do not wait for each connection: a node that connects meanwhile may take a place in the queue first.
        for (int i = 0; i <= BACKLOG; i++) {
            SocketChannel client = SocketChannel.open();
            client.configureBlocking(false);
            client.connect(new InetSocketAddress(address, port));
            waiting.add(client);
        }
        Await.until("the queue of " + address + " is full", () -> Proc.waitingConnections(server) > BACKLOG);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel client : waiting) {
            client.close();
        }
    }
}
