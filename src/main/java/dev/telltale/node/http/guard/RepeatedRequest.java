package dev.telltale.node.http.guard;

import dev.telltale.time.TimeSource;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Answers a request that has the same bytes as the one before it on the connection, without parsing and checking it
 * again. Peers and programs that poll send such requests. I/O thread only.
 */
final class RepeatedRequest extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final int MAX_REQUEST_BYTES = 1024;
    /** Larger responses may exceed the socket's buffer, and Undertow is the one that can wait for it. */
    private static final int MAX_RESPONSE_BYTES = 8 * 1024;

    private final StreamConnection connection;
    private final StreamSinkConduit sink;
    private final TimeSource clock;
    private final long validNanos;
    private final Runnable onAnswer;

    /** The bytes of the request that is being parsed, if they came in one read and are few; else none. */
    private byte[] received = new byte[0];

    /** How often bytes were passed on since the last request was parsed; 0 between two requests. */
    private int reads;

    private byte[] known = received;
    private @Nullable Supplier<byte @Nullable []> responder;
    private long validUntilNanos;

    /**
     * @param validNanos after this time a request is handled like a new one, so that Undertow does not close an idle
     *     connection
     * @param onAnswer called for each answer
     */
    RepeatedRequest(StreamConnection connection, TimeSource clock, long validNanos, Runnable onAnswer) {
        super(connection.getSourceChannel().getConduit());
        this.connection = connection;
        sink = connection.getSinkChannel().getConduit();
        this.clock = clock;
        this.validNanos = validNanos;
        this.onAnswer = onAnswer;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        int start = buffer.position();
        int count = next.read(buffer);
        if (count <= 0) {
            return count;
        }
        if (reads == 0 && isKnown(buffer, start, count) && answer()) {
            buffer.position(start);
            return 0;
        }
        reads++;
        received = new byte[reads == 1 && count <= MAX_REQUEST_BYTES ? count : 0];
        buffer.duplicate().position(start).get(received);
        return count;
    }

    private boolean isKnown(ByteBuffer buffer, int start, int count) {
        if (responder == null || count != known.length || clock.nanos() - validUntilNanos >= 0) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (buffer.get(start + i) != known[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean answer() throws IOException {
        byte[] response = responder == null ? null : responder.get();
        if (response == null || response.length > MAX_RESPONSE_BYTES) {
            return false;
        }
        ByteBuffer unsent = ByteBuffer.wrap(response);
        while (unsent.hasRemaining()) {
            if (sink.write(unsent) == 0) {
                // The client has not read many earlier responses.
                IoUtils.safeClose(connection);
                break;
            }
        }
        onAnswer.run();
        return true;
    }

    /** A new request has been parsed; until it has been answered, none counts as repeated. */
    void onRequest() {
        responder = null;
        known = received;
        reads = 0;
    }

    /** See {@link ConnectionLimiter#remember}. */
    void remember(HttpServerExchange exchange, int length, Supplier<byte @Nullable []> repeated) {
        byte[] request = known;
        if (request.length > 0
                && length < MAX_RESPONSE_BYTES
                && exchange.isPersistent()
                && exchange.isRequestComplete()
                && exchange.getRequestMethod().equals(Methods.GET)
                && exchange.getProtocol().equals(Protocols.HTTP_1_1)) {
            exchange.addExchangeCompleteListener((completed, listener) -> {
                if (Arrays.equals(request, known) && completed.isPersistent()) {
                    responder = repeated;
                    validUntilNanos = clock.nanos() + validNanos;
                }
                listener.proceed();
            });
        }
    }
}
