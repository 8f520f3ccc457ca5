package dev.telltale.launcher;

import dev.telltale.model.Member;
import dev.telltale.platform.PrivateFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Which launcher runs the cluster: one at a time, while it has a node or is about to have one. A lock on a file, which the
 * system takes away when its holder ends, however that is; so it is never stale. Who may not write there runs without one.
 * Confined to the launcher thread.
 */
final class ClusterLock implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ClusterLock.class.getName());
    /** Far behind the content: some systems let nobody read what is locked. */
    private static final long PLACE = Long.MAX_VALUE - 1;

    private static final int MAX_PID_LENGTH = 20;

    private final Path folder;
    private final List<Member> members;
    private @Nullable FileChannel held;
    private int lives;

    /** @param members as the config has them: those that ask for a free port get in nobody's way */
    ClusterLock(Path folder, List<Member> members) {
        this.folder = folder;
        this.members =
                members.stream().filter(member -> member.address().port() != 0).toList();
    }

    /** Takes it unless another has it: then one sentence about that one. */
    Optional<String> take() {
        if (held != null || members.isEmpty()) {
            return Optional.empty();
        }
        try {
            FileChannel channel = FileChannel.open(
                    file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                held = channel;
                write(channel);
                return Optional.empty();
            }
            String holder = read(channel);
            channel.close();
            return Optional.of((holder.isEmpty() ? "Another process" : "PID " + holder) + " runs this cluster already");
        } catch (IOException e) {
            LOG.log(Level.FINE, "a cluster without a claim", e);
            return Optional.empty();
        }
    }

    /** The same without taking it for good. */
    Optional<String> look() {
        Optional<String> other = take();
        releaseIfIdle();
        return other;
    }

    /** A node of this launcher has a process. */
    void born() {
        lives++;
        var unused = take();
    }

    /** It has none any more. */
    void gone() {
        lives--;
        releaseIfIdle();
    }

    void releaseIfIdle() {
        if (lives == 0) {
            close();
        }
    }

    @Override
    public void close() {
        FileChannel channel = held;
        held = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.log(Level.FINE, "a claim was not let go", e);
            }
        }
    }

    // One file for one set of addresses: two clusters of one name that share none may run side by side.
    private Path file() throws IOException {
        var sum = new CRC32();
        sum.update(members.stream()
                .map(member -> member.address().toString())
                .sorted()
                .collect(Collectors.joining(" "))
                .getBytes(StandardCharsets.UTF_8));
        return PrivateFolder.make(folder).resolve(String.format("cluster-%08x.lock", sum.getValue()));
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(PLACE, 1, false) != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    private static void write(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MAX_PID_LENGTH);
        channel.read(content, 0);
        String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII);
        return pid.matches("[0-9]+") ? pid : "";
    }
}
