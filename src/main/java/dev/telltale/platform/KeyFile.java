package dev.telltale.platform;

import dev.telltale.auth.ClusterKey;
import java.io.IOException;
import java.nio.file.Path;

/** Creates and reads the file of a cluster key. On POSIX systems only its owner may read the file. */
public final class KeyFile {
    /** Longer than any sensible key; limits what is read from a wrong file. */
    private static final int MAX_BYTES = 4_096;

    private KeyFile() {}

    /**
     * The key in the file.
     *
     * @throws IOException with one sentence that names the file and reveals nothing of its content
     */
    public static ClusterKey read(Path file) throws IOException {
        String text = PrivateFile.read(file, MAX_BYTES);
        try {
            return ClusterKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " contains no key: " + e.getMessage() + "; create one with telltale key FILE", e);
        }
    }

    /**
     * Creates the file with a new key.
     *
     * @throws IOException with one sentence, also if the file exists
     */
    public static void create(Path file) throws IOException {
        PrivateFile.create(file, Tokens.random().reveal());
    }
}
