package dev.telltale.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that one process at a time holds, with the PID of its holder as content. A file lock: the system releases it
 * when the holder ends for any reason, so it is never stale. Any thread.
 */
public final class HeldFile implements AutoCloseable {
    /** Far behind the content (the holder's PID): on some systems locked bytes cannot be read. */
    private static final long LOCK_OFFSET = Long.MAX_VALUE - 1;

    private static final int MAX_PID_LENGTH = 20;

    private final FileChannel channel;

    private HeldFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Thrown if another holder has the file; the message names it: "PID 4711" or "Another process". */
    public static final class HeldException extends Exception {
        private static final long serialVersionUID = 1L;

        private HeldException(String holder) {
            super(holder.isEmpty() ? "Another process" : "PID " + holder);
        }
    }

    /**
     * Holds the file, which is created if it is missing, until {@link #close()} or the end of this process.
     *
     * @throws HeldException if another process, or this one, holds it
     * @throws IOException if the file cannot be written or its file system has no locks
     */
    public static HeldFile hold(Path file) throws IOException, HeldException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw new HeldException(read(channel));
            }
            channel.truncate(0);
            byte[] pid = String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.write(ByteBuffer.wrap(pid));
            return new HeldFile(channel);
        } catch (IOException | HeldException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCK_OFFSET, 1, false) != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MAX_PID_LENGTH);
        channel.read(content, 0);
        String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII);
        return pid.matches("[0-9]+") ? pid : "";
    }

    /** Gives the file up; it is not deleted, since another process may hold it already. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
