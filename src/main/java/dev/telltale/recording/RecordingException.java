package dev.telltale.recording;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** A recording that cannot be opened, read or written; the message is one sentence without a full stop. */
public final class RecordingException extends IOException {
    private static final long serialVersionUID = 1L;

    public RecordingException(String message) {
        super(message);
    }

    RecordingException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the system says; for some failures the message of Java's exception is only the file's name. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return "there is no such folder any more";
        }
        return e instanceof FileAlreadyExistsException ? "a file of that name exists" : String.valueOf(e.getMessage());
    }
}
