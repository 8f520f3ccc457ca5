package dev.telltale.config;

import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes the config of a cluster from numbers, without a file: {@code demo-N} with node1 to nodeN on this machine.
 *
 * <p>Each size has a hundred ports of its own, so that size and node determine the ports that a node may have: node 2
 * of 5 listens on 10502, else on 10532, else on 10562. All commands find the same cluster by its size alone, clusters
 * of different sizes run side by side, and a node at any of its ports can be recognized as this node.
 */
public final class GeneratedCluster {
    public static final int MAX_NODES = 30;

    private static final String HOST = "127.0.0.1";
    private static final int BASE_PORT = 10_000;
    private static final int PORTS_OF_A_SIZE = 100;
    private static final int CHOICES = 3;

    private GeneratedCluster() {}

    /**
     * The config. Each node gets the first of its three ports that the predicate accepts; other nodes do not depend on
     * it.
     *
     * @param nodes number of nodes, 1 to 30
     * @param interval as in a config file, 10 ms to 1 h
     * @param timeout as in a config file, longer than the interval, at most 24 h
     * @param isFree whether a node may listen on this port of 127.0.0.1, because it is free or the node's own
     * @throws ConfigException with one sentence if a number is out of its range, or a node has no free port
     */
    public static ClusterConfig of(int nodes, Duration interval, Duration timeout, IntPredicate isFree)
            throws ConfigException {
        if (nodes < 1 || nodes > MAX_NODES) {
            throw new ConfigException(
                    "a cluster without a config file has 1 to " + MAX_NODES + " nodes, found " + nodes);
        }
        HeartbeatSettings heartbeat;
        try {
            heartbeat = new HeartbeatSettings(interval, timeout);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
        List<Member> members = new ArrayList<>();
        for (int number = 1; number <= nodes; number++) {
            members.add(member(number, nodes, isFree));
        }
        return new ClusterConfig(
                ClusterConfig.DEFAULT.cluster() + "-" + nodes, heartbeat, DetectionSettings.DEFAULT, members);
    }

    /** All ports that this node of a generated cluster may have, its own included; empty for any other node. */
    public static List<Integer> portsOf(Member node) {
        int place = node.address().port() - BASE_PORT;
        int nodes = Math.floorDiv(place, PORTS_OF_A_SIZE);
        int number = Math.floorMod(place - PORTS_OF_A_SIZE * nodes - 1, MAX_NODES) + 1;
        return nodes >= 1
                        && nodes <= MAX_NODES
                        && number <= nodes
                        && choices(number, nodes).contains(node)
                ? choices(number, nodes).stream()
                        .map(choice -> choice.address().port())
                        .toList()
                : List.of();
    }

    private static Member member(int number, int nodes, IntPredicate isFree) throws ConfigException {
        List<Member> choices = choices(number, nodes);
        return choices.stream()
                .filter(choice -> isFree.test(choice.address().port()))
                .findFirst()
                .orElseThrow(() -> new ConfigException("no port is free for node" + number + ": "
                        + choices.stream()
                                .map(choice -> String.valueOf(choice.address().port()))
                                .collect(Collectors.joining(", "))
                        + " are in use; write a config file with other ports"));
    }

    private static List<Member> choices(int number, int nodes) {
        return IntStream.range(0, CHOICES)
                .mapToObj(choice -> new Member(
                        new NodeId("node" + number),
                        new Address(HOST, BASE_PORT + PORTS_OF_A_SIZE * nodes + MAX_NODES * choice + number)))
                .toList();
    }
}
