package dev.telltale.node.http.protocol;

import io.undertow.client.ClientConnection;
import java.io.IOException;
import org.xnio.IoUtils;

/**
 * Closes a client connection at once. {@code ClientConnection.close()} would wait up to 10 s for the peer's FIN, which
 * a hung process never sends.
 */
public final class ImmediateClose {
    private ImmediateClose() {}

    /** Closes the socket without waiting. I/O thread only. */
    public static void close(ClientConnection connection) {
        try {
            if (connection.isOpen()) {
                IoUtils.safeClose(connection.performUpgrade());
            }
        } catch (IOException e) {
            IoUtils.safeClose(connection);
        }
    }
}
