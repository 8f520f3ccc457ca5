package dev.telltale.launcher;

import com.fasterxml.jackson.core.JsonFactory;
import dev.telltale.config.ClusterConfig;
import dev.telltale.config.RestartPolicy;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.launcher.process.ProcessStarter;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecords;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.time.TimeSource;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A launcher whose nodes are processes that run {@link FakeNode}. */
class FakeNodeCluster implements AutoCloseable {
    static final NodeId NODE = new NodeId("node1");
    private static final LauncherTimeouts SHORT = new LauncherTimeouts(
            Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(250));

    /**
     * For nodes that print 100 MB before they are ready, which takes a busy machine longer than the default timeout.
     */
    static final LauncherTimeouts FOR_FLOODS = new LauncherTimeouts(
            Duration.ofSeconds(60),
            LauncherTimeouts.DEFAULT.grace(),
            LauncherTimeouts.DEFAULT.close(),
            LauncherTimeouts.DEFAULT.outputDrain());

    private final RunRecords records;
    private final Launcher launcher;

    FakeNodeCluster(Path folder, String behavior, int nodes) {
        this(folder, behavior, nodes, SHORT);
    }

    FakeNodeCluster(Path folder, String behavior, int nodes, LauncherTimeouts timeouts) {
        this(folder, config(nodes, RestartPolicy.NEVER), program(folder, behavior), ProcessStarter::ofSystem, timeouts);
    }

    /** One node. */
    FakeNodeCluster(Path folder, String behavior, RestartPolicy restart) {
        this(folder, config(1, restart), program(folder, behavior), ProcessStarter::ofSystem, SHORT);
    }

    FakeNodeCluster(
            Path folder, ClusterConfig config, Program program, ProcessStarter starter, LauncherTimeouts timeouts) {
        records = new RunRecords(folder.resolve("records"));
        Path output = folder.resolve("output");
        launcher = new Launcher(config, program, starter, records, output, TimeSource.SYSTEM, timeouts);
    }

    static ClusterConfig config(int nodes, RestartPolicy restart) {
        return new ClusterConfig(
                "test",
                HeartbeatSettings.DEFAULT,
                DetectionSettings.DEFAULT,
                RealCluster.members(new int[nodes]),
                restart,
                null);
    }

    /**
     * The main class of a launcher process that a test kills: prints the PIDs of two nodes, pauses them with {@code
     * -Dpaused=true}, and waits until its own parent has ended; with {@code -Dhalts=true} it halts on the first input.
     */
    public static void main(String... arguments) throws IOException {
        var cluster = new FakeNodeCluster(Path.of(arguments[0]), arguments[1], 2, FOR_FLOODS);
        Launcher launcher = cluster.launcher();
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        Await.result(launcher.startAll());
        launcher.processes().values().forEach(state -> System.out.println(((NodeProcess.Running) state).pid()));
        if (Boolean.getBoolean("paused")) {
            launcher.processes().keySet().forEach(node -> Await.result(launcher.pause(node)));
            System.out.println("paused");
        }
        while (System.in.read() >= 0) {
            if (Boolean.getBoolean("halts")) {
                Runtime.getRuntime().halt(0);
            }
        }
    }

    private static Program program(Path folder, String behavior) {
        return new Program(() -> command(folder, behavior), folder);
    }

    static List<String> command(Path folder, String behavior) {
        return List.of(
                TelltaleProgram.currentJava(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-Dfake=" + behavior,
                "-Drecords=" + folder.resolve("records"),
                "-cp",
                Stream.of(FakeNode.class, Launcher.class, JsonFactory.class)
                        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                        .map(location ->
                                Path.of(URI.create(location.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator)),
                FakeNode.class.getName());
    }

    Launcher launcher() {
        return launcher;
    }

    RunRecords records() {
        return records;
    }

    NodeProcess state() {
        return Objects.requireNonNull(launcher.processes().get(NODE));
    }

    NodeProcess.Running start() {
        return (NodeProcess.Running) Await.result(launcher.start(NODE));
    }

    @Override
    public void close() {
        launcher.close();
    }
}
