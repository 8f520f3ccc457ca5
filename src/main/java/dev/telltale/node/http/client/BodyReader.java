package dev.telltale.node.http.client;

import io.undertow.client.ClientExchange;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.util.Headers;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads the body of a response to its end, for every status: a connection with an unread body accepts no next request
 * and does not report its close. I/O thread only.
 */
final class BodyReader {
    static final int MAX_BYTES = 16 * 1024;
    private static final int INITIAL_SIZE = 256;

    private final ClientExchange exchange;
    private final Listener listener;
    private byte[] bytes = new byte[INITIAL_SIZE];
    private int length;

    /** Receives exactly one call. */
    interface Listener {
        void onBody(byte[] bytes, int length);

        /** The body is longer than {@link #MAX_BYTES}; the rest was not read and the connection must be closed. */
        void onTooLarge();

        void onBroken(IOException e);
    }

    private BodyReader(ClientExchange exchange, Listener listener) {
        this.exchange = exchange;
        this.listener = listener;
    }

    static void read(ClientExchange exchange, Listener listener) {
        var reader = new BodyReader(exchange, listener);
        StreamSourceChannel channel = exchange.getResponseChannel();
        channel.getReadSetter().set(reader::readable);
        reader.readable(channel);
    }

    /** Whether the peer keeps the connection open after this response. */
    static boolean isKeptAlive(ClientExchange exchange) {
        String connection = exchange.getResponse().getResponseHeaders().getFirst(Headers.CONNECTION);
        if (Protocols.HTTP_1_1.equals(exchange.getResponse().getProtocol())) {
            return !Headers.CLOSE.toString().equalsIgnoreCase(connection);
        }
        return Headers.KEEP_ALIVE.toString().equalsIgnoreCase(connection);
    }

    private void readable(StreamSourceChannel channel) {
        try (PooledByteBuffer pooled = exchange.getConnection().getBufferPool().allocate()) {
            ByteBuffer buffer = pooled.getBuffer();
            while (true) {
                buffer.clear();
                int count = channel.read(buffer);
                if (count == 0) {
                    channel.resumeReads();
                    return;
                }
                if (count < 0) {
                    listener.onBody(bytes, length);
                    return;
                }
                if (length + count > MAX_BYTES) {
                    channel.suspendReads();
                    listener.onTooLarge();
                    return;
                }
                append(buffer.flip());
            }
        } catch (IOException e) {
            listener.onBroken(e);
        }
    }

    private void append(ByteBuffer part) {
        int needed = length + part.remaining();
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        part.get(bytes, length, part.remaining());
        length = needed;
    }
}
