package dev.telltale.node.http.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Reads the raw bytes of a request head for what Undertow's parser hides: a version that it treats as HTTP/1.1, a
 * folded header line, which it joins to the line before, and bytes after the head. {@link RequestValidationHandler}
 * rejects such requests. I/O thread only.
 */
final class RequestHeadInspector extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final long HTTP_1_1 = ending("HTTP/1.1");
    private static final long HTTP_1_0 = ending("HTTP/1.0");

    private boolean isInHead = true;
    private boolean hasBegun;
    private int lineLength;
    /** The last eight bytes, without line ends. */
    private long ending;

    private boolean isUnknownVersion;
    private boolean hasTrailing;
    private boolean isFolded;

    RequestHeadInspector(StreamSourceConduit next) {
        super(next);
    }

    private static long ending(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)).getLong();
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        int start = buffer.position();
        int count = next.read(buffer);
        for (int i = start; i < start + count; i++) {
            if (isInHead) {
                inspect(buffer.get(i));
            } else {
                hasTrailing = true;
            }
        }
        return count;
    }

    private void inspect(byte next) {
        if (next == '\n') {
            endLine();
        } else if (next != '\r') {
            isFolded |= lineLength == 0 && hasBegun && (next == ' ' || next == '\t');
            ending = ending << Byte.SIZE | (next & 0xff);
            lineLength++;
        }
    }

    private void endLine() {
        boolean isBlank = lineLength == 0;
        if (!hasBegun && !isBlank) {
            hasBegun = true;
            isUnknownVersion = ending != HTTP_1_1 && ending != HTTP_1_0;
        } else if (hasBegun && isBlank) {
            isInHead = false;
        }
        lineLength = 0;
    }

    /** Whether the complete head has a version other than HTTP/1.0 and HTTP/1.1. */
    boolean hasUnknownVersion() {
        return isUnknownVersion;
    }

    /** Whether the complete head has a folded header line. */
    boolean hasFoldedLine() {
        return isFolded;
    }

    /** Whether bytes arrived after the complete head, a body or another request; they were not inspected. */
    boolean hasTrailingBytes() {
        return hasTrailing;
    }

    /** The next byte begins another head. */
    void expectHead() {
        isInHead = true;
        hasBegun = false;
        isUnknownVersion = false;
        hasTrailing = false;
        isFolded = false;
    }
}
