package dev.telltale.launcher;

import dev.telltale.model.Member;
import dev.telltale.platform.HeldFile;
import dev.telltale.platform.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Lets one launcher at a time run a cluster, from its first start until its last process has ended. A file lock: the
 * system releases it when the holder ends for any reason, so it is never stale. Without write permission for its file
 * there is no lock. Confined to the launcher thread.
 */
final class ClusterLock implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ClusterLock.class.getName());
    private final Path folder;
    private final List<Member> members;
    private @Nullable HeldFile held;
    private int processes;

    /** @param members as configured; members with port 0 cannot conflict and are ignored */
    ClusterLock(Path folder, List<Member> members) {
        this.folder = folder;
        this.members =
                members.stream().filter(member -> member.address().port() != 0).toList();
    }

    /**
     * Acquires the lock; if another process holds it, returns one sentence that names the holder, without a full stop.
     */
    Optional<String> acquire() {
        if (held != null || members.isEmpty()) {
            return Optional.empty();
        }
        try {
            held = HeldFile.hold(file());
            return Optional.empty();
        } catch (HeldFile.HeldException other) {
            return Optional.of(other.getMessage() + " runs this cluster already");
        } catch (IOException e) {
            LOG.log(Level.FINE, "the cluster lock is not available", e);
            return Optional.empty();
        }
    }

    /** The same sentence, without keeping the lock. */
    Optional<String> otherHolder() {
        Optional<String> other = acquire();
        releaseIfIdle();
        return other;
    }

    void onProcessStarted() {
        processes++;
        var unused = acquire();
    }

    void onProcessEnded() {
        processes--;
        releaseIfIdle();
    }

    void releaseIfIdle() {
        if (processes == 0) {
            close();
        }
    }

    @Override
    public void close() {
        HeldFile released = held;
        held = null;
        if (released != null) {
            try {
                released.close();
            } catch (IOException e) {
                LOG.log(Level.FINE, "the cluster lock was not released", e);
            }
        }
    }

    // The file's name depends on the addresses: clusters of one name without a common address may run side by side.
    private Path file() throws IOException {
        var sum = new CRC32();
        sum.update(members.stream()
                .map(member -> member.address().toString())
                .sorted()
                .collect(Collectors.joining(" "))
                .getBytes(StandardCharsets.UTF_8));
        return PrivateFolder.createIfMissing(folder)
                .resolve(String.format(Locale.ROOT, "cluster-%08x.lock", sum.getValue()));
    }
}
