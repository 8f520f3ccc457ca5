package dev.telltale.node.http.client;

import io.undertow.client.ClientConnection;
import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.ByteBuffer;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Bounds what a peer may answer to one request, head and body. Undertow's client reads a head without any bound, and as long
 * as it comes fast, nothing else happens on its thread: a peer that never ends its headers would fill a node's memory within
 * a tenth of a second. I/O thread only.
 */
final class AnswerLimit {
    static final int MAX_BYTES = 4 * BodyReader.MAX_BYTES;
    private static final Constructor<? extends ClientConnection> CLIENT = client();

    private int length;

    private AnswerLimit() {}

    /** Undertow's client on this connection, within the limit. */
    static ClientConnection client(StreamConnection opened, ByteBufferPool buffers) {
        var limit = new AnswerLimit();
        opened.getSourceChannel()
                .setConduit(limit.new Source(opened.getSourceChannel().getConduit()));
        opened.getSinkChannel()
                .setConduit(limit.new Sink(opened.getSinkChannel().getConduit()));
        try {
            return CLIENT.newInstance(opened, OptionMap.EMPTY, buffers);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Undertow's client cannot be made", e);
        }
    }

    /** Not public; but the public way to a client gives nobody the connection before it is read from. */
    private static Constructor<? extends ClientConnection> client() {
        try {
            Constructor<? extends ClientConnection> client = Class.forName(
                            "io.undertow.client.http.HttpClientConnection")
                    .asSubclass(ClientConnection.class)
                    .getDeclaredConstructor(StreamConnection.class, OptionMap.class, ByteBufferPool.class);
            client.setAccessible(true);
            return client;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Undertow's client is another one", e);
        }
    }

    private final class Source extends AbstractStreamSourceConduit<StreamSourceConduit> {
        Source(StreamSourceConduit next) {
            super(next);
        }

        @Override
        public int read(ByteBuffer buffer) throws IOException {
            int count = next.read(buffer);
            length += Math.max(0, count);
            if (length > MAX_BYTES) {
                throw new IOException("the answer does not end");
            }
            return count;
        }
    }

    /** A new request, a new answer. */
    private final class Sink extends AbstractStreamSinkConduit<StreamSinkConduit> {
        Sink(StreamSinkConduit next) {
            super(next);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            length = 0;
            return next.write(source);
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int count) throws IOException {
            length = 0;
            return next.write(sources, offset, count);
        }

        @Override
        public int writeFinal(ByteBuffer source) throws IOException {
            length = 0;
            return next.writeFinal(source);
        }
    }
}
