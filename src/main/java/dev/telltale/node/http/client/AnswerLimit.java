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
 * Limits the size of a response, head and body. Undertow's client reads a head without a limit and, as long as bytes
 * arrive, runs nothing else on its thread: an endless head would fill the memory of a node within a tenth of a second.
 * I/O thread only.
 */
final class AnswerLimit {
    static final int MAX_BYTES = 4 * BodyReader.MAX_BYTES;
    private static final Constructor<? extends ClientConnection> CLIENT = clientConstructor();

    private int length;

    private AnswerLimit() {}

    /** Creates Undertow's client on this connection, with the limit. */
    static ClientConnection client(StreamConnection opened, ByteBufferPool buffers) {
        var limit = new AnswerLimit();
        opened.getSourceChannel()
                .setConduit(limit.new Source(opened.getSourceChannel().getConduit()));
        opened.getSinkChannel()
                .setConduit(limit.new Sink(opened.getSinkChannel().getConduit()));
        try {
            return CLIENT.newInstance(opened, OptionMap.EMPTY, buffers);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Undertow's client cannot be created", e);
        }
    }

    /** Not public; but the public factory gives no access to the connection before the first read. */
    private static Constructor<? extends ClientConnection> clientConstructor() {
        try {
            Constructor<? extends ClientConnection> client = Class.forName(
                            "io.undertow.client.http.HttpClientConnection")
                    .asSubclass(ClientConnection.class)
                    .getDeclaredConstructor(StreamConnection.class, OptionMap.class, ByteBufferPool.class);
            client.setAccessible(true);
            return client;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Undertow has another client", e);
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
                throw new IOException("the response is longer than " + MAX_BYTES + " bytes");
            }
            return count;
        }
    }

    /** Resets the count when a request is sent. */
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
