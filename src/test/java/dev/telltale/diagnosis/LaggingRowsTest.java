package dev.telltale.diagnosis;

import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Link;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is named on the way into a fault and out of it, when no two rows are of the same age. */
@Tag("fuzz")
class LaggingRowsTest {
    /** Every observer had a turn of its own since, and its timeout. */
    private static final Duration SETTLED = HeartbeatSettings.DEFAULT
            .timeout()
            .plus(HeartbeatSettings.DEFAULT.interval().multipliedBy(2))
            .plus(HeartbeatSettings.DEFAULT.deadline());

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 300, 1_000})
    void nothingIsNamedButWhatWasDone(int lag) {
        Seeds.of(60).forEach(seed -> {
            var random = new Random(seed);
            List<NodeId> nodes = nodes(3 + random.nextInt(4));
            Cause cause = cause(nodes, random);
            Duration longestLag = Duration.ofMillis(lag);
            Duration healed = SETTLED.plus(longestLag).plusMillis(1_000 + random.nextLong(4_000));
            var cluster = new LaggingCluster(nodes, cause, healed, longestLag, random);
            long end = healed.plus(SETTLED).plus(longestLag).toMillis();
            for (long now = 0; now < end; now += 1 + random.nextLong(60)) {
                Diagnosis diagnosis = cluster.at(now);
                assertThat(diagnosis.findings())
                        .as("%s, after %d ms: %s", cause.words(), now, diagnosis)
                        .allMatch(finding -> finding.says(cause.words()));
            }
            assertThat(cluster.at(healed.toMillis() - 1).says(cause.words()))
                    .as(cause.words())
                    .isTrue();
            assertThat(cluster.at(end).sentence()).as(cause.words()).startsWith("All " + nodes.size() + " nodes up");
        });
    }

    private static Cause cause(List<NodeId> nodes, Random random) {
        NodeId one = nodes.get(random.nextInt(nodes.size()));
        NodeId other = nodes.get((nodes.indexOf(one) + 1 + random.nextInt(nodes.size() - 1)) % nodes.size());
        return switch (random.nextInt(7)) {
            case 0 -> new Cause.OneWay(new Link(one, other));
            case 1 -> new Cause.Broken(one, other);
            case 2 -> new Cause.Mute(one);
            case 3 -> new Cause.Deaf(one);
            case 4 -> new Cause.Isolated(one);
            case 5 -> new Cause.Hang(one);
            default -> new Cause.Partition(halves(nodes, random));
        };
    }

    private static List<List<NodeId>> halves(List<NodeId> nodes, Random random) {
        int first = 1 + random.nextInt(nodes.size() - 1);
        return List.of(nodes.subList(0, first), nodes.subList(first, nodes.size()));
    }
}
