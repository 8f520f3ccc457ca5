package dev.telltale.platform;

import dev.telltale.auth.ClusterKey;
import java.io.IOException;
import java.nio.file.Path;

/** The file that holds a cluster's key and that only its owner may read. */
public final class KeyFile {
    /** Nobody needs a longer key, and whatever is longer is something else. */
    private static final int MAX_BYTES = 4_096;

    private KeyFile() {}

    /**
     * The key in the file.
     *
     * @throws IOException with one sentence that names the file and tells nothing of what is in it
     */
    public static ClusterKey read(Path file) throws IOException {
        String word = PrivateFile.read(file, MAX_BYTES);
        try {
            return ClusterKey.parse(word);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no key: " + e.getMessage() + "; make one with telltale key FILE", e);
        }
    }

    /** Makes the file, with a new key. */
    public static void make(Path file) throws IOException {
        PrivateFile.make(file, Tokens.random().reveal());
    }
}
