package dev.telltale.launcher;

import com.fasterxml.jackson.core.JsonFactory;
import dev.telltale.config.ClusterConfig;
import dev.telltale.config.Restart;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.time.NanoClock;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A launcher whose nodes are real processes that run {@link FakeNode}. */
final class RealCluster implements AutoCloseable {
    static final NodeId NODE = new NodeId("node1");
    static final Patience SHORT = new Patience(
            Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(250));

    private final RunRecords records;
    private final Launcher launcher;

    RealCluster(Path folder, String behaviour, int nodes) {
        this(folder, behaviour, nodes, SHORT);
    }

    RealCluster(Path folder, String behaviour, int nodes, Patience patience) {
        this(folder, behaviour, config(nodes), patience);
    }

    /** One node. */
    RealCluster(Path folder, String behaviour, Restart restart) {
        this(
                folder,
                behaviour,
                new ClusterConfig(
                        "test",
                        HeartbeatSettings.DEFAULT,
                        DetectionSettings.DEFAULT,
                        config(1).nodes(),
                        restart,
                        null),
                SHORT);
    }

    private RealCluster(Path folder, String behaviour, ClusterConfig config, Patience patience) {
        records = new RunRecords(folder.resolve("records"));
        launcher = new Launcher(
                config,
                program(folder, behaviour),
                ProcessStarter::ofSystem,
                records,
                folder.resolve("output"),
                NanoClock.SYSTEM,
                patience);
    }

    static ClusterConfig config(int nodes) {
        List<Member> members = IntStream.rangeClosed(1, nodes)
                .mapToObj(n -> new Member(new NodeId("node" + n), new Address("127.0.0.1", 0)))
                .toList();
        return new ClusterConfig("test", HeartbeatSettings.DEFAULT, DetectionSettings.DEFAULT, members);
    }

    static Program program(Path folder, String behaviour) {
        return new Program(() -> command(folder, behaviour), folder);
    }

    static List<String> command(Path folder, String behaviour) {
        return List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-Dfake=" + behaviour,
                "-Drecords=" + folder.resolve("records"),
                "-cp",
                classPath(),
                FakeNode.class.getName());
    }

    static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    static String classPath() {
        return String.join(
                File.pathSeparator,
                Stream.of(FakeNode.class, Launcher.class, JsonFactory.class)
                        .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toString()))
                                .toString())
                        .toList());
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
        return (NodeProcess.Running) FakeCluster.await(launcher.start(NODE));
    }

    static boolean lives(long pid) {
        return ProcessHandle.of(pid)
                .filter(process -> process.info().command().isPresent())
                .isPresent();
    }

    @Override
    public void close() {
        launcher.close();
    }
}
