package dev.telltale.net;

import java.io.IOException;

/** A connection failed without a refusal: no route, or no permission. The message is that of the system. */
public final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1;

    UnreachableException(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
