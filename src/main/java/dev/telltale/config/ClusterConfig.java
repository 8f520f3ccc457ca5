package dev.telltale.config;

import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as a person wrote it down.
 *
 * @param cluster its name, of the same letters as a node id: it names files
 * @param nodes 1 to 200 members with different ids and addresses; port 0 means a free port
 * @param restart whether whoever starts the nodes starts those again that failed
 * @param keyFile holds the key that the nodes prove themselves with; null where everybody is believed
 */
public record ClusterConfig(
        String cluster,
        HeartbeatSettings heartbeat,
        DetectionSettings detection,
        List<Member> nodes,
        RestartPolicy restart,
        @Nullable Path keyFile) {
    public static final int MAX_NODES = 200;

    /** The three nodes that run where no config says otherwise. */
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

    /** One without a key, whose nodes stay down when they fail. */
    public ClusterConfig(String cluster, HeartbeatSettings heartbeat, DetectionSettings detection, List<Member> nodes) {
        this(cluster, heartbeat, detection, nodes, RestartPolicy.NEVER, null);
    }

    /** The same, its files being named as seen from this folder. */
    ClusterConfig in(Path folder) {
        return keyFile == null
                ? this
                : new ClusterConfig(cluster, heartbeat, detection, nodes, restart, folder.resolve(keyFile));
    }

    public Optional<Member> member(NodeId id) {
        return nodes.stream().filter(member -> member.id().equals(id)).findFirst();
    }

    public List<NodeId> ids() {
        return nodes.stream().map(Member::id).toList();
    }
}
