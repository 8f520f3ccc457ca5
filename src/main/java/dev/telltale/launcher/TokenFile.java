package dev.telltale.launcher;

import dev.telltale.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that holds one token and that only its owner may read. */
public final class TokenFile {
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private TokenFile() {}

    /**
     * The token in the file; a file that is not there is made, with a new one.
     *
     * @throws IOException with one sentence that names the file
     */
    public static Secret read(Path file) throws IOException {
        return Files.exists(file) ? existing(file) : made(file);
    }

    private static Secret existing(Path file) throws IOException {
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no file");
        }
        if (isPosix && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("others may read " + file + "; say chmod 600 " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(2 * Secret.BYTES + 2);
            return new Secret(new String(bytes, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " holds no token: " + 2 * Secret.BYTES
                            + " hexadecimal digits; take the file away and a new one is made",
                    e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Secret made(Path file) throws IOException {
        Secret token = Tokens.random();
        try {
            Files.createFile(file, PrivateFolder.attributes(file, "rw-------"));
            Files.writeString(file, token.reveal() + System.lineSeparator());
        } catch (IOException e) {
            throw new IOException(file + " cannot be made: " + e.getMessage(), e);
        }
        return token;
    }
}
