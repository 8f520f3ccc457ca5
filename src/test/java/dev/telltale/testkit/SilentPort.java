package dev.telltale.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port whose system takes no connection and refuses none: those that wait fill its queue (Linux). */
public final class SilentPort implements AutoCloseable {
    private static final int BACKLOG = 1;

    private final ServerSocket server;
    private final Socket[] waiting = new Socket[BACKLOG + 1];

    /** @param address IPv4 */
    public SilentPort(InetAddress address, int port) throws IOException {
        server = new ServerSocket(port, BACKLOG, address);
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = new Socket(address, port);
        }
        Await.until("the queue of " + address + " is full", () -> Proc.waitingConnections(server) == waiting.length);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : waiting) {
            socket.close();
        }
    }
}
