package dev.telltale.launcher.jvm;

import dev.telltale.config.ClusterConfig;
import dev.telltale.config.DetectionKeys;
import dev.telltale.launcher.process.NodeOptions;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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

    /** A complete command line, for example of {@code command("node", "node1", "8001")}. */
    public List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(launch.get());
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }

    /** The command line of a node that monitors the other members and ends with this process. */
    public List<String> nodeCommand(Member node, List<Member> members, ClusterConfig config) {
        List<String> command = new ArrayList<>(command(
                "node",
                node.id().value(),
                String.valueOf(node.address().port()),
                "--host",
                node.address().host()));
        for (Member peer : members) {
            if (!peer.id().equals(node.id())) {
                command.addAll(List.of("--peer", peer.id() + "=" + peer.address()));
            }
        }
        if (members.size() == 1) {
            command.add("--alone");
        }
        HeartbeatSettings heartbeat = config.heartbeat();
        DetectionSettings detection = config.detection();
        command.addAll(List.of("--interval", heartbeat.interval().toMillis() + "ms"));
        command.addAll(List.of("--timeout", heartbeat.timeout().toMillis() + "ms"));
        if (detection.deciding() != DetectionSettings.DEFAULT.deciding()) {
            command.addAll(List.of("--detector", detection.deciding().word()));
        }
        DetectionKeys.differences(detection).forEach(difference -> command.addAll(List.of("--tune", difference)));
        Path keyFile = config.keyFile();
        if (keyFile != null) {
            // The file's name, never the key: other users can read the arguments of a process.
            command.addAll(List.of("--key-file", keyFile.toString(), "--cluster", config.cluster()));
        }
        command.addAll(List.of("--parent", parent()));
        return List.copyOf(command);
    }

    public Path folder() {
        return folder;
    }

    // The start is 0 if the system does not report it: then the PID alone identifies the parent.
    static String parent() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + ":"
                + self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
