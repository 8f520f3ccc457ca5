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

/** A file with one word in it that only its owner may read. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** The first two bytes of that of UTF-8, and those of UTF-16: no word begins with them. */
    private static final Set<String> BYTE_ORDER_MARKS = Set.of("efbb", "fffe", "feff");

    private PrivateFile() {}

    /**
     * The word, cut to so many characters.
     *
     * @throws IOException with one sentence that names the file, also when others may read it
     */
    static String read(Path file, int longest) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no file " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no file");
        }
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (isPosix && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("others may read " + file + "; say chmod 600 " + file);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(longest);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + reason(e), e);
        }
        if (BYTE_ORDER_MARKS.contains(HexFormat.of().formatHex(bytes, 0, Math.min(2, bytes.length)))) {
            throw new IOException(file + " begins with a byte-order mark; save it as plain ASCII text without one");
        }
        return new String(bytes, StandardCharsets.US_ASCII).strip();
    }

    /** Makes the file anew; one that is there is left as it is. */
    static void make(Path file, String word) throws IOException {
        try {
            Files.createFile(file, PrivateFolder.attributes(file, "rw-------"));
            Files.writeString(file, word + System.lineSeparator());
        } catch (IOException e) {
            throw new IOException(file + " cannot be made: " + reason(e), e);
        }
    }

    /** Of some failures Java tells only the kind, and the file's name once more. */
    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "it is there already";
        }
        if (e instanceof NoSuchFileException) {
            return "its folder is not there";
        }
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
