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
 * The class-data archive beside the jar, with which a node starts in half the time and shares the memory of its classes.
 * It is made by running one node briefly: see {@link ArchiveTraining}. It fits one jar and one Java; where it does not
 * fit, Java starts without it.
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
     * @throws IOException with one sentence when the program does not run from a jar
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

    /** Whether it was made after the jar. That it also fits this Java, only Java itself can tell. */
    public boolean isCurrent() {
        try {
            return Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /**
     * Makes it anew. Takes some seconds of two processors.
     *
     * @throws IOException with one sentence when the nodes did not do as they should; the old archive is gone then
     * @throws InterruptedException when the calling thread was interrupted; all nodes have been ended then
     */
    public void make() throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        Path folder = Files.createTempDirectory("telltale-archive");
        try {
            Path fresh = folder.resolve("node.jsa");
            try (var rehearsal = new ArchiveTraining(program, fresh, folder)) {
                rehearsal.play();
            }
            install(fresh);
        } finally {
            delete(folder);
        }
    }

    /** Under its own name only when it is whole: a node that starts meanwhile must not find a part of it. */
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
     * Makes a missing or outdated archive on a thread of its own, after the delay. Nodes that start before run without
     * it; so a failure is only logged.
     *
     * @return stops the work and ends the processes that it started; waits for that for a second at most
     */
    public static Runnable makeInBackground(Program program, Duration delay) {
        var thread = new Thread(() -> makeAfter(program, delay), "class-archive");
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

    private static void makeAfter(Program program, Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
            ClassArchive archive = of(program);
            if (!archive.isCurrent()) {
                archive.make();
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
