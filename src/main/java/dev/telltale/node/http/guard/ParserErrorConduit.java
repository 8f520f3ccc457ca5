package dev.telltale.node.http.guard;

import dev.telltale.wire.ErrorJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Adds a JSON body to the responses of Undertow's parser. A request that the parser rejects reaches no handler, and
 * Undertow responds with a status and an empty body. I/O thread only.
 */
final class ParserErrorConduit extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private static final Pattern EMPTY_ERROR =
            Pattern.compile("HTTP/1\\.[01] 400 [^\r\n]*\r\n([^\r\n]+\r\n)*Content-Length: 0\r\n([^\r\n]+\r\n)*\r\n");
    /** Offset of the status code in a response. */
    private static final int CODE_OFFSET = "HTTP/1.1 ".length();

    private static final int MAX_LENGTH = 512;
    private static final ByteBuffer JSON_RESPONSE = jsonResponse().asReadOnlyBuffer();

    /** The bytes of the JSON response that the socket has not accepted yet. */
    private @Nullable ByteBuffer unsent;

    ParserErrorConduit(StreamSinkConduit next) {
        super(next);
    }

    private static ByteBuffer jsonResponse() {
        byte[] json = ErrorJson.write(
                "this is not a valid HTTP/1.1 request", "use curl or telltale, with a head of at most 8 KiB");
        return ascii("HTTP/1.1 400 Bad Request\r\n"
                + "Content-Type: application/json\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
                + "Connection: close\r\nContent-Length: " + json.length + "\r\n\r\n"
                + new String(json, StandardCharsets.US_ASCII));
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int write(ByteBuffer response) throws IOException {
        if (!isEmptyError(response)) {
            return next.write(response);
        }
        unsent = unsent == null ? JSON_RESPONSE.duplicate() : unsent;
        next.write(unsent);
        if (unsent.hasRemaining()) {
            return 0;
        }
        unsent = null;
        int length = response.remaining();
        response.position(response.limit());
        return length;
    }

    private static boolean isEmptyError(ByteBuffer response) {
        return response.remaining() > CODE_OFFSET
                && response.remaining() <= MAX_LENGTH
                && response.get(response.position() + CODE_OFFSET) == '4'
                && EMPTY_ERROR
                        .matcher(StandardCharsets.US_ASCII.decode(response.duplicate()))
                        .matches();
    }
}
