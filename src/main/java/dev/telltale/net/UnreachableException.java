package dev.telltale.net;

import java.io.IOException;

/** No connection was made, and none was refused: no route, no permission. Its message is the system's. */
public final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1;

    UnreachableException(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
