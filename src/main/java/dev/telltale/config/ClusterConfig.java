package dev.telltale.config;

import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a cluster: its nodes, heartbeat and detection settings.
 *
 * @param cluster its name, with the characters of a node id, since it is part of file names
 * @param nodes 1 to 200 members with different ids and addresses; port 0 means any free port
 * @param restart whether the launcher restarts nodes that failed
 * @param keyFile the file with the cluster key for authentication between nodes; null for none
 */
public record ClusterConfig(
        String cluster,
        HeartbeatSettings heartbeat,
        DetectionSettings detection,
        List<Member> nodes,
        RestartPolicy restart,
        @Nullable Path keyFile) {
    public static final int MAX_NODES = 200;

    /** The configuration used without a config file: three nodes on ports 8001 to 8003. */
    public static final ClusterConfig DEFAULT = new ClusterConfig(
            "demo",
            HeartbeatSettings.DEFAULT,
            DetectionSettings.DEFAULT,
            IntStream.rangeClosed(1, 3)
                    .mapToObj(n -> new Member(new NodeId("node" + n), new Address("127.0.0.1", 8000 + n)))
                    .toList());

    public ClusterConfig {
        nodes = List.copyOf(nodes);
    }

    /** A configuration without cluster key and without restarts. */
    public ClusterConfig(String cluster, HeartbeatSettings heartbeat, DetectionSettings detection, List<Member> nodes) {
        this(cluster, heartbeat, detection, nodes, RestartPolicy.NEVER, null);
    }

    /** A configuration for these nodes on this machine, each on any free port. */
    public static ClusterConfig onFreePorts(
            String cluster, HeartbeatSettings heartbeat, DetectionSettings detection, List<NodeId> ids) {
        return new ClusterConfig(
                cluster,
                heartbeat,
                detection,
                ids.stream()
                        .map(id -> new Member(id, new Address("127.0.0.1", 0)))
                        .toList());
    }

    /** The same configuration with its relative paths resolved against this folder. */
    ClusterConfig in(Path folder) {
        return keyFile == null
                ? this
                : new ClusterConfig(cluster, heartbeat, detection, nodes, restart, folder.resolve(keyFile));
    }

    /** The same configuration with another interval and timeout. */
    public ClusterConfig with(HeartbeatSettings other) {
        return new ClusterConfig(cluster, other, detection, nodes, restart, keyFile);
    }

    /** The same configuration with these nodes. */
    public ClusterConfig with(List<Member> newNodes) {
        return new ClusterConfig(cluster, heartbeat, detection, newNodes, restart, keyFile);
    }

    public Optional<Member> member(NodeId id) {
        return nodes.stream().filter(member -> member.id().equals(id)).findFirst();
    }

    public List<NodeId> ids() {
        return nodes.stream().map(Member::id).toList();
    }

    /** "demo · 3 nodes · heartbeat 2 s · timeout 5 s". */
    public String words() {
        return cluster + " · " + (nodes.size() == 1 ? "1 node" : nodes.size() + " nodes") + " · heartbeat "
                + DurationFormat.setting(heartbeat.interval()) + " · timeout "
                + DurationFormat.setting(heartbeat.timeout());
    }

    /** "demo · 2 s / 5 s". */
    public String shortWords() {
        return cluster + " · " + DurationFormat.setting(heartbeat.interval()) + " / "
                + DurationFormat.setting(heartbeat.timeout());
    }
}
