package dev.telltale.node.http.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Sees in the bytes as they come in what nobody can tell afterwards: a version that Undertow takes for HTTP/1.1, a line
 * that begins with white space, which Undertow joins to the line before, and whether anything came along behind the head.
 * I/O thread only.
 */
final class RequestHeadInspector extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final long HTTP_1_1 = ending("HTTP/1.1");
    private static final long HTTP_1_0 = ending("HTTP/1.0");

    private boolean isInHead = true;
    private boolean hasBegun;
    private int lineLength;
    /** The last eight characters. */
    private long ending;

    private boolean isStrange;
    private boolean isFollowed;
    private boolean folds;

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
                see(buffer.get(i));
            } else {
                isFollowed = true;
            }
        }
        return count;
    }

    private void see(byte next) {
        if (next == '\n') {
            endLine();
        } else if (next != '\r') {
            folds |= lineLength == 0 && hasBegun && (next == ' ' || next == '\t');
            ending = ending << Byte.SIZE | (next & 0xff);
            lineLength++;
        }
    }

    private void endLine() {
        boolean isBlank = lineLength == 0;
        if (!hasBegun && !isBlank) {
            hasBegun = true;
            isStrange = ending != HTTP_1_1 && ending != HTTP_1_0;
        } else if (hasBegun && isBlank) {
            isInHead = false;
        }
        lineLength = 0;
    }

    /** Of the head that is whole now. */
    boolean hasStrangeVersion() {
        return isStrange;
    }

    /** In the head that is whole now. */
    boolean hasFolds() {
        return folds;
    }

    /** Of what came behind the head that is whole now, a body or another request, nothing was looked at. */
    boolean isFollowed() {
        return isFollowed;
    }

    /** What comes next begins another head. */
    void expectHead() {
        isInHead = true;
        hasBegun = false;
        isStrange = false;
        isFollowed = false;
        folds = false;
    }
}
