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
 * What Undertow refuses by itself never reaches a handler, and is answered with a status and no word. Here such an answer
 * becomes one in JSON, as every other refusal is. I/O thread only.
 */
final class ParserErrorConduit extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private static final Pattern WORDLESS =
            Pattern.compile("HTTP/1\\.[01] 400 [^\r\n]*\r\n([^\r\n]+\r\n)*Content-Length: 0\r\n([^\r\n]+\r\n)*\r\n");
    /** Of the three digits. */
    private static final int CODE_AT = "HTTP/1.1 ".length();

    private static final int MAX_LENGTH = 512;
    private static final ByteBuffer IN_JSON = inJson().asReadOnlyBuffer();

    /** Not taken by the system yet. */
    private @Nullable ByteBuffer rest;

    ParserErrorConduit(StreamSinkConduit next) {
        super(next);
    }

    private static ByteBuffer inJson() {
        byte[] json = ErrorJson.write(
                "this is no request of HTTP/1.1", "ask with curl or telltale, with a head of at most 8 KiB");
        return ascii("HTTP/1.1 400 Bad Request\r\n"
                + "Content-Type: application/json\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
                + "Connection: close\r\nContent-Length: " + json.length + "\r\n\r\n"
                + new String(json, StandardCharsets.US_ASCII));
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int write(ByteBuffer said) throws IOException {
        if (!isWordless(said)) {
            return next.write(said);
        }
        rest = rest == null ? IN_JSON.duplicate() : rest;
        next.write(rest);
        if (rest.hasRemaining()) {
            return 0;
        }
        rest = null;
        int length = said.remaining();
        said.position(said.limit());
        return length;
    }

    private static boolean isWordless(ByteBuffer said) {
        return said.remaining() > CODE_AT
                && said.remaining() <= MAX_LENGTH
                && said.get(said.position() + CODE_AT) == '4'
                && WORDLESS.matcher(StandardCharsets.US_ASCII.decode(said.duplicate()))
                        .matches();
    }
}
