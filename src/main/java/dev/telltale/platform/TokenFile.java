package dev.telltale.platform;

import dev.telltale.auth.AuthToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with one token that only its owner may read. */
public final class TokenFile {
    private TokenFile() {}

    /**
     * The token in the file; a missing file is created with a new token.
     *
     * @throws IOException with one sentence that names the file
     */
    public static AuthToken read(Path file) throws IOException {
        return Files.exists(file) ? readExisting(file) : createNew(file);
    }

    private static AuthToken readExisting(Path file) throws IOException {
        String text = PrivateFile.read(file, 2 * AuthToken.BYTES + 2);
        try {
            return new AuthToken(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " contains no token: " + 2 * AuthToken.BYTES
                            + " hexadecimal digits; delete the file and a new one is created",
                    e);
        }
    }

    private static AuthToken createNew(Path file) throws IOException {
        AuthToken token = Tokens.random();
        PrivateFile.create(file, token.reveal());
        return token;
    }
}
