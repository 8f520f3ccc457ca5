package dev.telltale.cli;

import dev.telltale.config.ClusterConfig;
import dev.telltale.model.Address;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs one headless node in this terminal; Ctrl+C ends it.",
        footer = {
            "",
            "Examples:",
            "  telltale node node1 8001",
            "  telltale node node1 9101 --peer node2=127.0.0.1:9102 --interval 500ms --timeout 2s",
            "",
            "With --peer the config's list of nodes is not used."
        })
final class NodeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "The node's name: 1 to 64 of A-Z a-z 0-9 . _ -")
    private NodeId id;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PORT",
            description = "Where it listens, 1 to 65535, or 0 for any free port; default: the port in the config.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address to listen on; default: the host in the config, else 127.0.0.1.")
    private @Nullable String host;

    @Option(names = "--peer", paramLabel = "ID=HOST:PORT", description = "A node to watch; may be given often.")
    private List<Member> peers = List.of();

    @Option(names = "--alone", hidden = true, description = "Watch nobody, whatever the config says.")
    private boolean alone;

    @Option(names = "--parent", hidden = true, description = "End when this process ends: PID:START.")
    private @Nullable String parent;

    @Mixin
    private HeartbeatOptions heartbeat;

    @Mixin
    private ConfigOption config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        boolean needsConfig = !(alone || !peers.isEmpty()) || !heartbeat.areComplete() || port == null;
        ClusterConfig cluster = needsConfig ? config.read() : ClusterConfig.DEFAULT;
        HeartbeatSettings settings = heartbeat.over(cluster.heartbeat());
        var run = new NodeRun(
                id,
                listen(cluster),
                watched(cluster),
                settings,
                parent == null ? null : ParentProcess.parse(parent),
                spec.commandLine().getOut());
        return run.untilTheEnd();
    }

    private Address listen(ClusterConfig cluster) throws CommandException {
        Member known = cluster.member(id).orElse(null);
        if (port == null && known == null) {
            throw CommandException.usage(id + " is not in " + config.origin() + " (" + names(cluster)
                    + "), so its port must be given: telltale node " + id + " PORT");
        }
        String at = host != null ? host : known != null ? known.address().host() : "127.0.0.1";
        try {
            return new Address(
                    at,
                    port != null ? port : known == null ? 0 : known.address().port());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }

    private List<Member> watched(ClusterConfig cluster) throws CommandException {
        if (alone) {
            return List.of();
        }
        if (peers.isEmpty()) {
            return cluster.nodes().stream()
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

    private static String names(ClusterConfig cluster) {
        return String.join(", ", cluster.ids().stream().map(NodeId::value).toList());
    }
}
