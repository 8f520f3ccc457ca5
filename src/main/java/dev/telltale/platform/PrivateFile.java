package dev.telltale.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HexFormat;
import java.util.Set;

/** A text file with one line that only its owner may read. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** The first two bytes of the byte-order marks of UTF-8 and UTF-16, in hexadecimal. */
    private static final Set<String> BYTE_ORDER_MARKS = Set.of("efbb", "fffe", "feff");

    private PrivateFile() {}

    /**
     * The text without surrounding white space, from at most so many bytes.
     *
     * @throws IOException with one sentence that names the file, also if others may read it (POSIX permissions)
     */
    static String read(Path file, int maxBytes) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no file " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file");
        }
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (isPosix && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("others may read " + file + "; run chmod 600 " + file);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(maxBytes);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + reason(e), e);
        }
        if (BYTE_ORDER_MARKS.contains(HexFormat.of().formatHex(bytes, 0, Math.min(2, bytes.length)))) {
            throw new IOException(file + " begins with a byte-order mark; save it as plain ASCII text without one");
        }
        return new String(bytes, StandardCharsets.US_ASCII).strip();
    }

    /**
     * Creates the file.
     *
     * @throws IOException with one sentence that names the file, also if it exists
     */
    static void create(Path file, String text) throws IOException {
        try {
            Files.createFile(file, PrivateFolder.attributes(file, "rw-------"));
            Files.writeString(file, text + System.lineSeparator());
        } catch (IOException e) {
            throw new IOException(file + " cannot be created: " + reason(e), e);
        }
    }

    /** For some failures the message of Java's exception is only the file's name. */
    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "it already exists";
        }
        if (e instanceof NoSuchFileException) {
            return "its folder does not exist";
        }
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
