package dev.telltale.launcher.jvm;

import dev.telltale.launcher.process.NodeOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the command lines that start this program again, for example as a node: an argument list, never a shell
 * command, and the working folder.
 */
public final class Program {
    private final Supplier<List<String>> launch;
    private final Path folder;
    private final @Nullable Path jar;

    /**
     * @param launch the arguments before a command; called for each one, because the class-data archive may appear
     * later
     */
    public Program(Supplier<List<String>> launch, Path folder) {
        this(launch, folder, null);
    }

    private Program(Supplier<List<String>> launch, Path folder, @Nullable Path jar) {
        this.launch = launch;
        this.folder = folder;
        this.jar = jar;
    }

    /**
     * The program of this process.
     *
     * @param mainClass for a program that runs from folders of classes
     */
    public static Program ofThisProcess(String mainClass) {
        RuntimeEnvironment here = RuntimeEnvironment.ofThisProcess(mainClass);
        return new Program(here::launch, here.folder(), here.jar());
    }

    /** The folders beside this program that may contain {@code launcher-config}. */
    public List<Path> homeFolders() {
        return NodeOptions.besideJar(jar);
    }

    /** The jar that this program runs from; null if it runs from folders of classes. */
    @Nullable
    Path jar() {
        return jar;
    }

    /** The Java executable. */
    String java() {
        return launch.get().get(0);
    }

    /** A complete command line, for example of {@code command(List.of("status", "--json"))}. */
    public List<String> command(List<String> arguments) {
        return Stream.concat(launch.get().stream(), arguments.stream()).toList();
    }

    /** The working folder of the processes. */
    public Path folder() {
        return folder;
    }
}
