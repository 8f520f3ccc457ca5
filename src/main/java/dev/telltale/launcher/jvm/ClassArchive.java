package dev.telltale.launcher.jvm;

import dev.telltale.launcher.process.NodeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The class-data archive beside the jar, with which a node starts in half the time and shares the memory of its
 * classes. It is created by running a node briefly: see {@link ArchiveTraining}. It is valid for one jar and one Java
 * installation; otherwise Java ignores it.
 */
public final class ClassArchive {
    private static final Logger LOG = Logger.getLogger(ClassArchive.class.getName());
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    private final Program program;
    private final Path jar;
    private final Path archive;

    private ClassArchive(Program program, Path jar) {
        this.program = program;
        this.jar = jar;
        archive = NodeOptions.archiveOf(jar);
    }

    /**
     * The archive that belongs to the program's jar.
     *
     * @throws IOException with one sentence if the program does not run from a jar
     */
    public static ClassArchive of(Program program) throws IOException {
        Path jar = program.jar();
        if (jar == null) {
            throw new IOException("Telltale does not run from its jar, and only a jar can have a class-data archive.");
        }
        return new ClassArchive(program, jar);
    }

    public Path file() {
        return archive;
    }

    /** Whether the file is newer than the jar. Whether it is valid for this Java, only Java itself can check. */
    public boolean isCurrent() {
        try {
            return Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /**
     * Creates or replaces the file. Blocks; takes some seconds of two processors.
     *
     * @throws IOException with one sentence if the training run failed; the old archive is deleted then
     * @throws InterruptedException if the calling thread was interrupted; all nodes have been ended then
     */
    public void create() throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        Path folder = Files.createTempDirectory("telltale-archive");
        try {
            Path fresh = folder.resolve("node.jsa");
            try (var training = new ArchiveTraining(program, fresh, folder)) {
                training.run();
            }
            install(fresh);
        } finally {
            delete(folder);
        }
    }

    /** Moves the complete file into place: a node that starts meanwhile must not find a partial one. */
    private void install(Path fresh) throws IOException {
        Path copy = Files.createTempFile(archive.toAbsolutePath().getParent(), "node", ".jsa.tmp");
        try {
            Files.copy(fresh, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /**
     * Creates a missing or outdated archive on a thread of its own, after the delay. A failure is only logged, because
     * nodes run without an archive, too.
     *
     * @return stops the thread and ends its processes; blocks up to 1 s
     */
    public static Runnable createInBackground(Program program, Duration delay) {
        var thread = new Thread(() -> createAfter(program, delay), "class-archive");
        thread.setDaemon(true);
        thread.start();
        return () -> stop(thread);
    }

    private static void stop(Thread thread) {
        thread.interrupt();
        try {
            thread.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void createAfter(Program program, Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
            ClassArchive archive = of(program);
            if (!archive.isCurrent()) {
                archive.create();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "no class-data archive", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
