package dev.telltale.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.model.Address;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedClusterTest {
    private static ClusterConfig of(int nodes, IntPredicate isFree) throws ConfigException {
        return GeneratedCluster.of(nodes, Duration.ofMillis(400), Duration.ofMillis(1_500), isFree);
    }

    private static List<Integer> ports(ClusterConfig cluster) {
        return cluster.nodes().stream().map(node -> node.address().port()).toList();
    }

    private static Member member(String id, String host, int port) {
        return new Member(new NodeId(id), new Address(host, port));
    }

    @Test
    void theSizeDeterminesNameNodesAndPorts() throws ConfigException {
        ClusterConfig cluster = of(3, port -> true);

        assertThat(cluster)
                .isEqualTo(new ClusterConfig(
                        "demo-3",
                        new HeartbeatSettings(Duration.ofMillis(400), Duration.ofMillis(1_500)),
                        ClusterConfig.DEFAULT.detection(),
                        List.of(
                                member("node1", "127.0.0.1", 10_301),
                                member("node2", "127.0.0.1", 10_302),
                                member("node3", "127.0.0.1", 10_303))));
    }

    @Test
    void aPortInUseMovesOnlyItsOwnNode() throws ConfigException {
        assertThat(ports(of(3, port -> port != 10_302))).containsExactly(10_301, 10_332, 10_303);
        assertThat(ports(of(3, port -> port != 10_302 && port != 10_332))).containsExactly(10_301, 10_362, 10_303);
        assertThatThrownBy(() -> of(3, port -> port % 10 != 2))
                .isInstanceOf(ConfigException.class)
                .hasMessage("no port is free for node2: 10302, 10332, 10362 are in use;"
                        + " write a config file with other ports");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0  | 2s   | 5s  | a cluster without a config file has 1 to 30 nodes, found 0
        31 | 2s   | 5s  | a cluster without a config file has 1 to 30 nodes, found 31
        3  | 9ms  | 5s  | an interval is 10ms to 1h, found 9ms
        3  | 2s   | 2s  | a timeout is larger than the interval (2000ms) and at most 24h, found 2000ms
        """)
    void aNumberOutOfItsRangeIsReportedInOneSentence(int nodes, String interval, String timeout, String sentence) {
        assertThatThrownBy(() ->
                        GeneratedCluster.of(nodes, Durations.parse(interval), Durations.parse(timeout), port -> true))
                .isInstanceOf(ConfigException.class)
                .hasMessage(sentence);
    }

    @Test
    void everyPortBelongsToOneNodeOfOneSize() throws ConfigException {
        List<Integer> all = new ArrayList<>();
        for (int size = 1; size <= GeneratedCluster.MAX_NODES; size++) {
            for (Member node : of(size, port -> true).nodes()) {
                List<Integer> ports = GeneratedCluster.portsOf(node);
                assertThat(ports).hasSize(3).startsWith(node.address().port());
                for (int port : ports) {
                    Member moved =
                            new Member(node.id(), new Address(node.address().host(), port));
                    assertThat(GeneratedCluster.portsOf(moved)).isEqualTo(ports);
                }
                all.addAll(ports);
            }
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "node1, 127.0.0.1, 8001",
        "node1, 127.0.0.1, 0",
        "node2, 127.0.0.1, 10501",
        "node6, 127.0.0.1, 10506",
        "node1, 127.0.0.1, 10591",
        "node1, 127.0.0.1, 13101",
        "node1, 10.0.0.1, 10501",
        "web, 127.0.0.1, 10501"
    })
    void anyOtherNodeHasNoPortsOfAGeneratedCluster(String id, String host, int port) {
        assertThat(GeneratedCluster.portsOf(member(id, host, port))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(HeartbeatPreset.class)
    void everyPresetMakesACluster(HeartbeatPreset preset) throws ConfigException {
        HeartbeatSettings settings = preset.settings();
        assertThat(GeneratedCluster.of(1, settings.interval(), settings.timeout(), port -> true)
                        .heartbeat())
                .isEqualTo(settings);
    }
}
