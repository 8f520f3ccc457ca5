package dev.telltale.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JVM options of a node process: from {@code launcher-config/node.args}, or else the built-in copy. */
public final class NodeOptions {
    public static final String FILE = "launcher-config/node.args";

    /** The reasons are in the file; a test compares both. */
    public static final List<String> BUILT_IN = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx16m",
            "-Xms6m",
            "-Xmn1m",
            "-Xss256k",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xshare:auto",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-XX:PerfDataSamplingInterval=2000",
            "-XX:GuaranteedSafepointInterval=60000",
            "-XX:AsyncDeflationInterval=10000",
            "-Djavax.management.builder.initial=none",
            "-Djboss.threads.eqe.register-mbean=false",
            "-Dorg.jboss.logging.provider=jdk",
            "-Dorg.jboss.logging.locale=und");

    /**
     * Variables from which Java reads further options; those of this program, such as a debug port, may not fit a node.
     */
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final String ARCHIVE = "-XX:SharedArchiveFile=";

    private NodeOptions() {}

    /**
     * The JVM options for a node process. Reads files.
     *
     * @param jar the program's jar, or null if it runs from a class path
     * @param folder the working folder
     */
    public static List<String> find(@Nullable Path jar, Path folder) {
        Path file = file(jar, folder);
        List<String> options = new ArrayList<>();
        // As an argument file that Java itself parses, so that options mean the same as on a command line.
        options.addAll(file == null ? BUILT_IN : List.of("@" + file));
        Path archive = jar == null ? null : archiveOf(jar);
        if (archive != null && Files.isRegularFile(archive) && (file == null || !namesAnArchive(file))) {
            options.add(ARCHIVE + archive);
        }
        return options;
    }

    /** Removes, from the environment of a process to be started, the variables that would add JVM options. */
    public static void removeJavaOptionVariables(Map<String, String> environment) {
        VARIABLES.forEach(environment::remove);
    }

    /** The archive for nodes: {@code target/telltale.jsa} for {@code target/telltale.jar}. */
    public static Path archiveOf(Path jar) {
        return beside(jar, ".jsa");
    }

    /** The archive for commands: {@code target/telltale-cli.jsa} for {@code target/telltale.jar}. */
    public static Path commandArchiveOf(Path jar) {
        return beside(jar, "-cli.jsa");
    }

    /** The archive for the panel: {@code target/telltale-panel.jsa} for {@code target/telltale.jar}. */
    public static Path panelArchiveOf(Path jar) {
        return beside(jar, "-panel.jsa");
    }

    /** The classes that a panel without an archive has loaded; the start script makes Java list them. */
    public static Path panelClassesOf(Path jar) {
        return beside(jar, "-panel.classes");
    }

    private static Path beside(Path jar, String ending) {
        String name = String.valueOf(jar.getFileName());
        return jar.resolveSibling((name.endsWith(".jar") ? name.substring(0, name.length() - 4) : name) + ending);
    }

    private static @Nullable Path file(@Nullable Path jar, Path folder) {
        return Stream.concat(besideJar(jar).stream(), Stream.of(folder))
                .map(place -> place.resolve(FILE).toAbsolutePath())
                .filter(Files::isReadable)
                .findFirst()
                .orElse(null);
    }

    /**
     * Folders that may contain {@code launcher-config}: the parent of the jar's folder (target/), or that folder
     * itself.
     */
    public static List<Path> besideJar(@Nullable Path jar) {
        Path home = jar == null ? null : jar.getParent();
        return home == null ? List.of() : List.of(home.resolve("..").normalize(), home);
    }

    private static boolean namesAnArchive(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(line -> !line.strip().startsWith("#") && line.contains(ARCHIVE));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
