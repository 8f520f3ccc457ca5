package dev.telltale.platform;

import dev.telltale.auth.AuthToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds one token and that only its owner may read. */
public final class TokenFile {
    private TokenFile() {}

    /**
     * The token in the file; a file that is not there is made, with a new one.
     *
     * @throws IOException with one sentence that names the file
     */
    public static AuthToken read(Path file) throws IOException {
        return Files.exists(file) ? existing(file) : made(file);
    }

    private static AuthToken existing(Path file) throws IOException {
        String word = PrivateFile.read(file, 2 * AuthToken.BYTES + 2);
        try {
            return new AuthToken(word);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " holds no token: " + 2 * AuthToken.BYTES
                            + " hexadecimal digits; take the file away and a new one is made",
                    e);
        }
    }

    private static AuthToken made(Path file) throws IOException {
        AuthToken token = Tokens.random();
        PrivateFile.make(file, token.reveal());
        return token;
    }
}
