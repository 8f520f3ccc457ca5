package dev.telltale.cli.node;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ModelConverters;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "node",
        description = "Runs one headless node in this terminal; Ctrl+C ends it.",
        footer = {
            "",
            "Examples:",
            "  telltale node node1 8001",
            "  telltale node node1 9101 --peer node2=127.0.0.1:9102 --interval 500ms --timeout 2s",
            "  telltale node node1 8001 --host 10.0.0.1 --key-file cluster.key",
            "",
            "With --peer, the config's list of nodes is not used."
        })
public final class NodeCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The node's name: 1 to 64 of A-Z a-z 0-9 . _ -, but not the word all.")
    private NodeId id;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PORT",
            description = "The port to listen on, 1 to 65535, or 0 for any free port; default: its port in the config.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address to listen on; default: its host in the config, else 127.0.0.1.")
    private @Nullable String host;

    @Option(names = "--peer", paramLabel = "ID=HOST:PORT", description = "A node to watch; may be repeated.")
    private List<Member> peers = List.of();

    @Option(names = "--alone", hidden = true, description = "Watch no node, whatever the config says.")
    private boolean alone;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            description = "Time between two requests to a peer, 10ms to 1h (config: heartbeat_interval).")
    private @Nullable Duration interval;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Silence after which a peer is down, larger than the interval (config: heartbeat_timeout).")
    private @Nullable Duration timeout;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            completionCandidates = ModelConverters.DetectorWords.class,
            description = "The deciding detector: evidence, timeout, phi or swim (config: detector).")
    private @Nullable DetectorKind detector;

    @Option(
            names = "--tune",
            paramLabel = "KEY=VALUE",
            description = "A detection setting as in the config, such as failure_threshold=2; may be repeated.")
    private List<String> tuning = List.of();

    @Option(
            names = "--allow-faults",
            paramLabel = "FILE",
            description = "Accept faults from programs that have the token in this file; created if it does not exist.")
    private @Nullable Path allowFaults;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "Accept only nodes that have the cluster key in this file (config: key_file); needed to listen"
                            + " beyond this machine. telltale key creates one.")
    private @Nullable Path keyFile;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            converter = ModelConverters.ClusterName.class,
            description = "The cluster's name, the same for all nodes with one key (config: cluster).")
    private @Nullable NodeId cluster;

    @Option(names = "--parent", hidden = true, description = "End when this process ends: PID:START.")
    private @Nullable String parent;

    @Mixin
    private ConfigOption config;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        return arguments().toRun().runUntilEnd();
    }

    NodeArguments arguments() {
        return new NodeArguments(
                id,
                port,
                host,
                peers,
                alone,
                interval,
                timeout,
                detector,
                tuning,
                parent,
                allowFaults,
                keyFile,
                cluster,
                config.location());
    }
}
