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
 * How this program starts itself again: the words before a command of its own, always an argument list and never a shell,
 * and the folder that it runs in.
 */
public final class Program {
    private final Supplier<List<String>> launch;
    private final Path folder;
    private final @Nullable Path jar;

    /** @param launch asked anew for each command: the class-data archive may appear while the program runs */
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
     * @param mainClass its entry, for a program that runs from folders of classes
     */
    public static Program ofThisProcess(String mainClass) {
        RuntimeEnvironment here = RuntimeEnvironment.ofThisProcess(mainClass);
        return new Program(here::launch, here.folder(), here.jar());
    }

    /** The folders beside this program in which {@code launcher-config} may lie. */
    public List<Path> homes() {
        return NodeOptions.besideJar(jar);
    }

    /** The jar that this program runs from; null if it runs from folders of classes. */
    @Nullable
    Path jar() {
        return jar;
    }

    /** For example {@code command("node", "node1", "8001")}. */
    public List<String> command(String... words) {
        List<String> command = new ArrayList<>(launch.get());
        command.addAll(List.of(words));
        return List.copyOf(command);
    }

    /** One node that knows the others and ends with this process. */
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
        DetectionKeys.differences(detection).forEach(word -> command.addAll(List.of("--tune", word)));
        Path keyFile = config.keyFile();
        if (keyFile != null) {
            // The file's name, never the key: others can read a process's words.
            command.addAll(List.of("--key-file", keyFile.toString(), "--cluster", config.cluster()));
        }
        command.addAll(List.of("--parent", parent()));
        return List.copyOf(command);
    }

    public Path folder() {
        return folder;
    }

    // A start of 0 where the system does not tell it: the PID alone has to do then.
    static String parent() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + ":"
                + self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
