package dev.telltale.launcher.jvm;

import dev.telltale.launcher.process.NodeOptions;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The class-data archive beside the jar, with which nodes and commands start in half the time and share the memory of
 * their classes. It has the classes that a node and the usual commands load in short runs: see {@link NodeTraining} and
 * {@link CommandTraining}. It is valid for one jar and one Java installation; otherwise Java ignores it.
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
     * Creates or replaces the file. Blocks; takes some ten seconds of two processors.
     *
     * @throws IOException with one sentence if a training run failed; the old archive is deleted then
     * @throws InterruptedException if the calling thread was interrupted; all nodes have been ended then
     */
    public void create() throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        Path folder = Files.createTempDirectory("telltale-archive");
        try {
            Path fresh = folder.resolve("fresh.jsa");
            try (var processes = new TrainingProcesses(folder)) {
                new NodeTraining(program, processes).run();
                new CommandTraining(program.java(), jar, processes, folder).run();
                dump(processes, folder, fresh);
            }
            install(fresh);
        } finally {
            delete(folder);
        }
    }

    /** A static archive: only such a one can hold the classes of picocli, whose files have an old format. */
    private void dump(TrainingProcesses processes, Path folder, Path fresh) throws IOException, InterruptedException {
        List<List<String>> lists = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.classes")) {
            for (Path file : files) {
                lists.add(Files.readAllLines(file));
            }
        }
        Path list = Files.write(folder.resolve("all.list"), ClassList.merged(lists));
        List<String> words = List.of(
                program.java(),
                "-Xshare:dump",
                // Only with this collector can the archive hold Java objects.
                "-XX:+UseG1GC",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + fresh,
                "-cp",
                jar.toString());
        processes.start("dump", words);
        if (processes.awaitEnd("dump") != 0 || !Files.exists(fresh)) {
            throw new IOException("This Java wrote no class-data archive; Telltale starts without one, but more slowly.");
        }
    }

    /** Moves the complete file into place: a node that starts meanwhile must not find a partial one. */
    private void install(Path fresh) throws IOException {
        Path copy = Files.createTempFile(archive.toAbsolutePath().getParent(), "telltale", ".jsa.tmp");
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
