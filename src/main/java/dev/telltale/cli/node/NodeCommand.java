package dev.telltale.cli.node;

import dev.telltale.auth.AuthToken;
import dev.telltale.auth.ClusterKey;
import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.HeartbeatOptions;
import dev.telltale.cli.base.ModelConverters;
import dev.telltale.config.ClusterConfig;
import dev.telltale.config.DetectionKeys;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.platform.TokenFile;
import dev.telltale.wire.NodeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
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
    private static final String LOOPBACK = "127.0.0.1";

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

    @Mixin
    private HeartbeatOptions rhythm;

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

    @Mixin
    private ConfigOption config;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        return new NodeRun(settings(), null).runUntilEnd();
    }

    /**
     * Checks the arguments and completes them from the config, the key file and the token file. Does not read the
     * config if it is not needed.
     */
    private NodeSettings settings() throws CommandException {
        try {
            NodeId.ofMember(id.value());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("The node's id: " + e.getMessage());
        }
        boolean isComplete = port != null && (alone || !peers.isEmpty()) && rhythm.isComplete();
        ClusterConfig base = isComplete ? ClusterConfig.DEFAULT : config.readToStart();
        Address listen = listen(base);
        List<Member> monitored = monitoredPeers(base);
        HeartbeatSettings heartbeat = rhythm.over(base.heartbeat());
        DetectionSettings detection = detection(base.detection());
        AuthToken token = faultToken();
        ClusterKey key = ListenPolicy.key(id, listen, keyFile == null ? base.keyFile() : keyFile);
        String name = cluster == null ? base.cluster() : cluster.value();
        return new NodeSettings(new Member(id, listen), name, monitored, heartbeat, detection, key, token, null);
    }

    private Address listen(ClusterConfig base) throws CommandException {
        Member known = base.member(id).orElse(null);
        Integer chosenPort = port;
        if (chosenPort == null) {
            if (known == null) {
                throw CommandException.usage(
                        id + " is not in " + config.location().origin() + " (" + names(base)
                                + "), so its port must be given: telltale node " + id + " PORT");
            }
            chosenPort = known.address().port();
        }
        try {
            String defaultHost = known == null ? LOOPBACK : known.address().host();
            return new Address(host == null ? defaultHost : host, chosenPort);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    private List<Member> monitoredPeers(ClusterConfig base) throws CommandException {
        if (alone) {
            return List.of();
        }
        if (peers.isEmpty()) {
            return base.nodes().stream()
                    .filter(member -> !member.id().equals(id))
                    .toList();
        }
        Set<NodeId> seen = new HashSet<>();
        for (Member peer : peers) {
            if (peer.id().equals(id)) {
                throw CommandException.usage(
                        "--peer names " + id + " itself; a node does not watch itself, leave it out");
            }
            if (!seen.add(peer.id())) {
                throw CommandException.usage("--peer names " + peer.id() + " twice; give each peer once");
            }
        }
        return peers;
    }

    private DetectionSettings detection(DetectionSettings base) throws CommandException {
        DetectionSettings settings = detector == null ? base : base.withDeciding(detector);
        try {
            for (String word : tuning) {
                settings = DetectionKeys.with(settings, word);
            }
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--tune: " + e.getMessage());
        }
        return settings;
    }

    private @Nullable AuthToken faultToken() throws CommandException {
        if (allowFaults == null) {
            return null;
        }
        try {
            return TokenFile.read(allowFaults);
        } catch (IOException e) {
            throw CommandException.environment("--allow-faults: " + e.getMessage());
        }
    }

    private static String names(ClusterConfig base) {
        return String.join(", ", base.ids().stream().map(NodeId::value).toList());
    }
}
