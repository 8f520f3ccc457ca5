package dev.telltale.trace;

import java.io.IOException;

/** Bytes are no trace of a version that this program reads; the message is one sentence without its full stop. */
public final class TraceFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public TraceFormatException(String message) {
        super(message);
    }
}
