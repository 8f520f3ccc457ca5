package dev.telltale.launcher.jvm;

import dev.telltale.launcher.process.NodeOptions;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this process was started: its executable, Java, jar or class path, and working folder.
 *
 * @param running the executable of this process; null if the system does not report it
 * @param namedJar from the system property {@code telltale.jar}, with which a build names the jar that it created
 * @param code the jar or folder from which this class was loaded
 */
record RuntimeEnvironment(
        @Nullable Path running,
        Path javaHome,
        @Nullable Path namedJar,
        @Nullable Path code,
        String classPath,
        String mainClass,
        Path folder) {
    static RuntimeEnvironment ofThisProcess(String mainClass) {
        String named = System.getProperty("telltale.jar");
        return new RuntimeEnvironment(
                ProcessHandle.current().info().command().map(Path::of).orElse(null),
                Path.of(System.getProperty("java.home", "")),
                named == null ? null : Path.of(named),
                codeOf(RuntimeEnvironment.class),
                System.getProperty("java.class.path", ""),
                mainClass,
                Path.of("").toAbsolutePath());
    }

    /** The arguments that start this program again, without a command of its own. */
    List<String> launch() {
        Path java = java();
        if (java == null) {
            // A packaged image has no java executable; its launcher has the options and the jar built in.
            return List.of(String.valueOf(running));
        }
        Path jar = jar();
        List<String> launch = new ArrayList<>();
        launch.add(java.toString());
        launch.addAll(NodeOptions.find(jar, folder));
        launch.addAll(jar == null ? List.of("-cp", absolute(classPath), mainClass) : List.of("-jar", jar.toString()));
        return List.copyOf(launch);
    }

    private @Nullable Path java() {
        if (running != null && isJava(running)) {
            return running;
        }
        Path bin = javaHome.resolve("bin");
        for (String name : List.of("java", "java.exe")) {
            if (Files.exists(bin.resolve(name))) {
                return bin.resolve(name);
            }
        }
        // With no known executable either, the message about a missing Java needs some path.
        return running == null ? bin.resolve("java") : null;
    }

    private static boolean isJava(Path program) {
        String name = String.valueOf(program.getFileName());
        return name.equals("java") || name.equals("java.exe");
    }

    /** The jar that this program runs from; null if it runs from folders of classes. */
    @Nullable
    Path jar() {
        if (namedJar != null && Files.isRegularFile(namedJar)) {
            return namedJar.toAbsolutePath().normalize();
        }
        return code != null && code.toString().endsWith(".jar") && Files.isRegularFile(code) ? code : null;
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            // An entry such as lib/* is expanded by java, and is not a valid path on Windows.
            entries.add(
                    entry.endsWith("*")
                            ? entry
                            : Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static @Nullable Path codeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            URI place = source.getLocation().toURI();
            return Path.of(place);
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException notAFile) {
            return null;
        }
    }
}
