package dev.telltale.cli.node;

import dev.telltale.auth.AuthToken;
import dev.telltale.auth.ClusterIdentity;
import dev.telltale.auth.ClusterKey;
import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigLocation;
import dev.telltale.cli.base.HeartbeatOptions;
import dev.telltale.config.ClusterConfig;
import dev.telltale.config.DetectionKeys;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.platform.TokenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of {@code telltale node}; null means the value of the config. */
public record NodeArguments(
        NodeId id,
        @Nullable Integer port,
        @Nullable String host,
        List<Member> peers,
        boolean alone,
        @Nullable Duration interval,
        @Nullable Duration timeout,
        @Nullable DetectorKind detector,
        List<String> tuning,
        @Nullable String parent,
        @Nullable Path allowFaults,
        @Nullable Path keyFile,
        @Nullable NodeId clusterName,
        ConfigLocation config) {
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * Checks the arguments and completes them from the config, the key file and the token file.
     *
     * @throws CommandException if an argument, the config or a file is wrong
     */
    public NodeRun toRun() throws CommandException {
        try {
            NodeId.ofMember(id.value());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("The node's id: " + e.getMessage());
        }
        boolean isComplete = port != null && (alone || !peers.isEmpty()) && interval != null && timeout != null;
        ClusterConfig cluster = isComplete ? ClusterConfig.DEFAULT : config.read();
        Address listen = listen(cluster);
        return new NodeRun(
                id,
                listen,
                monitoredPeers(cluster),
                settings(cluster.heartbeat()),
                detection(cluster.detection()),
                parent == null ? null : ParentProcess.parse(parent),
                faultToken(),
                clusterIdentity(listen, cluster));
    }

    private Address listen(ClusterConfig cluster) throws CommandException {
        Member known = cluster.member(id).orElse(null);
        Integer chosenPort = port;
        if (chosenPort == null) {
            if (known == null) {
                throw CommandException.usage(id + " is not in " + config.origin() + " (" + names(cluster)
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

    private List<Member> monitoredPeers(ClusterConfig cluster) throws CommandException {
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

    private HeartbeatSettings settings(HeartbeatSettings base) throws CommandException {
        return HeartbeatOptions.settings(
                interval == null ? base.interval() : interval, timeout == null ? base.timeout() : timeout);
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

    private @Nullable ClusterIdentity clusterIdentity(Address listen, ClusterConfig cluster) throws CommandException {
        ClusterKey key = ListenPolicy.key(id, listen, keyFile == null ? cluster.keyFile() : keyFile);
        String name = clusterName == null ? cluster.cluster() : clusterName.value();
        return key == null ? null : new ClusterIdentity(name, key);
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

    private static String names(ClusterConfig cluster) {
        return String.join(", ", cluster.ids().stream().map(NodeId::value).toList());
    }
}
