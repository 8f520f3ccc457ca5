package dev.telltale.node.http.protocol;

import io.undertow.client.ClientConnection;
import java.io.IOException;
import org.xnio.IoUtils;

/** {@code ClientConnection.close()} lingers for the peer's goodbye up to 10 s; a hung peer never says it. */
public final class ImmediateClose {
    private ImmediateClose() {}

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
