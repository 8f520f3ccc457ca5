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
 * A folder that only this user may enter. The fallback for run records lies in a temporary folder that everybody may write
 * to, where somebody else may have made a folder of that name first: such a one is refused.
 */
public final class PrivateFolder {
    private static final String OWNER_ONLY = "rwx------";

    private PrivateFolder() {}

    public static Path make(Path folder) throws IOException {
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null && !Files.isDirectory(parent)) {
                make(parent);
            }
            Files.createDirectory(folder, attributes(folder, OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            check(folder);
        } catch (FileSystemException e) {
            throw new IOException("The folder " + folder + " cannot be made: " + reason(e), e);
        }
        return folder;
    }

    /** Attributes that keep a new file or folder private where the system knows of them. */
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
            // Whose files are ours? Those that we make. (A user may have no name, so asking for it would not do.)
            Path probe = folder.resolve(".owner-" + ProcessHandle.current().pid());
            Files.deleteIfExists(probe);
            Object us = Files.getOwner(Files.createFile(probe));
            Files.delete(probe);
            // Without following links: a link belongs to whoever laid it.
            if (!us.equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))) {
                throw new AccessDeniedException(folder.toString());
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "The folder " + folder + " belongs to another user or may not be written to, so it is not used;"
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
