package dev.telltale.platform;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder that only its owner may access. The default folder of run records is in a temporary folder that every user
 * may write to, so another user may have created it first: such a folder is rejected.
 */
public final class PrivateFolder {
    private static final String OWNER_ONLY = "rwx------";

    private PrivateFolder() {}

    /**
     * Creates the folder, with missing parents, or checks the owner of an existing one and restricts its permissions.
     *
     * @throws IOException with one sentence, also if the folder belongs to another user
     */
    public static Path createIfMissing(Path folder) throws IOException {
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null && !Files.isDirectory(parent)) {
                createIfMissing(parent);
            }
            Files.createDirectory(folder, attributes(folder, OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            check(folder);
        } catch (FileSystemException e) {
            throw new IOException("The folder " + folder + " cannot be created: " + reason(e), e);
        }
        return folder;
    }

    /**
     * The POSIX permissions as attributes of a new file or folder; none if the file system has no POSIX permissions.
     */
    public static FileAttribute<?>[] attributes(Path where, String permissions) {
        return isPosix(where)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static void check(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " must be a folder, but it is a file; move it away.");
        }
        if (!isPosix(folder)) {
            return;
        }
        try {
            // The owner of a new file is this user. (The user name may be unknown, so it cannot be compared.)
            Path probe = folder.resolve(".owner-" + ProcessHandle.current().pid());
            Files.deleteIfExists(probe);
            Object thisUser = Files.getOwner(Files.createFile(probe));
            Files.delete(probe);
            // Not following links: the owner of a link is the user who created it.
            if (!thisUser.equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))) {
                throw new AccessDeniedException(folder.toString());
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "The folder " + folder + " belongs to another user or is not writable, so it is not used;"
                            + " remove it or set XDG_RUNTIME_DIR and XDG_STATE_HOME to folders of your own.",
                    e);
        }
    }

    private static boolean isPosix(Path where) {
        return where.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String reason(FileSystemException e) {
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getReason());
    }
}
