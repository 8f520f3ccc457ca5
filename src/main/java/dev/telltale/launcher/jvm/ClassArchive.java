package dev.telltale.launcher.jvm;

import dev.telltale.launcher.process.NodeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The class-data archives beside the jar, with which nodes, commands and the panel start in half the time and share the
 * memory of their classes: one for each, since all in one would take a node's memory. Those of nodes and commands have
 * the classes that are loaded in short runs: see {@link NodeTraining} and {@link CommandTraining}. That of the panel has
 * what an earlier panel loaded, since a panel needs a display. They are valid for one jar and one Java installation;
 * otherwise Java ignores them.
 */
public final class ClassArchive {
    private static final Logger LOG = Logger.getLogger(ClassArchive.class.getName());
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    private final Program program;
    private final Path jar;
    private final Path ofNodes;
    private final Path ofCommands;
    private final Path ofPanel;
    private final Path panelClasses;

    private ClassArchive(Program program, Path jar) {
        this.program = program;
        this.jar = jar;
        ofNodes = NodeOptions.archiveOf(jar);
        ofCommands = NodeOptions.commandArchiveOf(jar);
        ofPanel = NodeOptions.panelArchiveOf(jar);
        panelClasses = NodeOptions.panelClassesOf(jar);
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

    /** The files that {@link #create} makes without a display. */
    public List<Path> files() {
        return List.of(ofNodes, ofCommands);
    }

    /**
     * Creates the files that are missing, older than the jar, or rejected by this Java. Blocks; takes up to some fifteen
     * seconds of two processors.
     *
     * @throws IOException with one sentence if a training run failed; an outdated archive is deleted then
     * @throws InterruptedException if the calling thread was interrupted; all processes have been ended then
     */
    public void create() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("telltale-archive");
        try (var processes = new TrainingProcesses(folder)) {
            // First: nodes gain most, and start more often.
            if (isMissing(ofNodes, processes)) {
                List<String> classes = new NodeTraining(program, processes).run();
                install(dump(processes, folder, "nodes", classes), ofNodes);
            }
            if (isMissing(ofCommands, processes)) {
                List<String> classes = new CommandTraining(program.java(), jar, processes, folder).run();
                install(dump(processes, folder, "commands", classes), ofCommands);
            }
            if (isMissing(ofPanel, processes) && isNewer(panelClasses)) {
                install(dump(processes, folder, "panel", ClassList.whole(Files.readString(panelClasses))), ofPanel);
                Files.deleteIfExists(panelClasses);
            }
        } finally {
            delete(folder);
        }
    }

    /** Whether there is no such archive for this jar and this Java; deletes one for another. */
    private boolean isMissing(Path archive, TrainingProcesses processes) throws IOException, InterruptedException {
        if (isNewer(archive) && isAccepted(archive, processes)) {
            return false;
        }
        Files.deleteIfExists(archive);
        return true;
    }

    private boolean isNewer(Path file) {
        try {
            return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Only Java itself can tell: with this option it ends with an error unless it can use the archive. */
    private boolean isAccepted(Path archive, TrainingProcesses processes) throws IOException, InterruptedException {
        String name = "check-" + archive.getFileName();
        processes.start(
                name,
                List.of(
                        program.java(),
                        "-Xshare:on",
                        "-XX:SharedArchiveFile=" + archive,
                        "-cp",
                        jar.toString(),
                        "-version"));
        return processes.awaitEnd(name) == 0;
    }

    /** A static archive: only such a one can hold the classes of picocli, whose files have an old format. */
    private Path dump(TrainingProcesses processes, Path folder, String name, List<String> classes)
            throws IOException, InterruptedException {
        Path list = Files.write(folder.resolve(name + ".list"), classes);
        Path fresh = folder.resolve(name + ".jsa");
        List<String> words = List.of(
                program.java(),
                "-Xshare:dump",
                // Only with this collector can the archive hold Java objects.
                "-XX:+UseG1GC",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + fresh,
                "-cp",
                jar.toString());
        processes.start(name, words);
        if (processes.awaitEnd(name) != 0 || !Files.exists(fresh)) {
            throw new IOException(
                    "This Java wrote no class-data archive; Telltale starts without one, but more slowly.");
        }
        return fresh;
    }

    /** Moves the complete file into place: a process that starts meanwhile must not find a partial one. */
    private static void install(Path fresh, Path archive) throws IOException {
        Path copy = Files.createTempFile(archive.toAbsolutePath().getParent(), "telltale", ".jsa.tmp");
        try {
            Files.copy(fresh, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /**
     * Creates missing or outdated archives on a thread of its own, after the delay. A failure is only logged, because
     * everything runs without an archive, too.
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
            of(program).create();
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
