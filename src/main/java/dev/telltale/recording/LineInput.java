package dev.telltale.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the lines of a file, of which only the current one and a small part of the file are in memory. */
final class LineInput implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 1 << 23;
    private static final int PART = 1 << 16;

    private final Path file;
    private final InputStream in;
    private byte[] buffer = new byte[PART];
    private int begin;
    private int end;
    private int lineEnd;

    LineInput(Path file) throws IOException {
        this.file = file;
        in = Files.newInputStream(file);
    }

    /**
     * Goes to the next line, with its line end; an incomplete last line is one without. False at the end of the file.
     *
     * @throws RecordingException if the line is longer than 8 MiB
     */
    boolean next() throws IOException {
        begin = lineEnd;
        int seen = begin;
        while (true) {
            for (int i = seen; i < end; i++) {
                if (buffer[i] == '\n') {
                    lineEnd = i + 1;
                    return true;
                }
            }
            if (end - begin > MAX_LINE_BYTES) {
                throw new RecordingException(file + " has a line of more than " + MAX_LINE_BYTES + " bytes");
            }
            int length = end - begin;
            System.arraycopy(buffer, begin, buffer, 0, length);
            buffer = length > buffer.length / 2 ? Arrays.copyOf(buffer, 2 * buffer.length) : buffer;
            begin = 0;
            seen = length;
            int read = in.read(buffer, length, buffer.length - length);
            end = length + Math.max(0, read);
            if (read < 0) {
                lineEnd = end;
                return length > 0;
            }
        }
    }

    /** Whether the current line has its line end; one without is incomplete. */
    boolean isComplete() {
        return buffer[lineEnd - 1] == '\n';
    }

    /** Bytes of the current line. */
    int length() {
        return lineEnd - begin;
    }

    /** Whether the current line begins with these bytes. */
    boolean startsWith(byte[] head) {
        return length() >= head.length && Arrays.equals(buffer, begin, begin + head.length, head, 0, head.length);
    }

    /** A copy of the current line. */
    byte[] line() {
        return Arrays.copyOfRange(buffer, begin, lineEnd);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
