package dev.telltale.recording;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** A recording that cannot be opened, read or written; the message is one sentence without a full stop. */
public class RecordingException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Another recorder writes to the folder. */
    public static final class Held extends RecordingException {
        private static final long serialVersionUID = 1L;
        private final String holder;

        Held(String holder, Path folder) {
            super(holder + " records to " + folder + " already; name another folder");
            this.holder = holder;
        }

        /** "PID 4711" or "Another process". */
        public String holder() {
            return holder;
        }
    }

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
