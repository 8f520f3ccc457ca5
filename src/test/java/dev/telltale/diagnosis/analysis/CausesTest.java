package dev.telltale.diagnosis.analysis;

import static dev.telltale.testkit.TestValues.link;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.DiagnosisTest;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CausesTest {
    private final List<NodeId> five = nodes(5);

    @Test
    void cutLinksAreExplainedByTheFewestCauses() {
        assertThat(Causes.ofLinks(five, Set.of())).isEmpty();
        assertThat(Causes.ofLinks(five, LinkSets.isolate(five, node(2))))
                .containsExactly(CauseKind.ISOLATED.of(node(2)));
        assertThat(Causes.ofLinks(five, LinkSets.row(five, node(2)))).containsExactly(CauseKind.DEAF.of(node(2)));
        assertThat(Causes.ofLinks(five, LinkSets.column(five, node(2)))).containsExactly(CauseKind.MUTE.of(node(2)));
        assertThat(Causes.ofLinks(five, LinkSets.between(node(5), node(2))))
                .containsExactly(CauseKind.BROKEN.of(node(2), node(5)));
        assertThat(Causes.ofLinks(five, LinkSets.halves(five)).get(0).words())
                .isEqualTo("partition node1, node2 / node3, node4, node5");
        assertThat(Causes.ofLinks(five, LinkSets.bridge(five, node(3))))
                .hasSize(4)
                .allMatch(cause -> cause.kind() == CauseKind.BROKEN);
    }

    @Test
    void isolationInAClusterOfTwoNodesIsABrokenLink() {
        List<NodeId> two = nodes(2);
        assertThat(Causes.ofLinks(two, LinkSets.isolate(two, node(1))))
                .containsExactly(CauseKind.BROKEN.of(node(1), node(2)));
        assertThat(Causes.ofLinks(two, Set.of(link(1, 2)))).containsExactly(CauseKind.ONE_WAY.of(node(1), node(2)));
    }

    @Test
    void causesOfSeveralStepsAreNormalized() {
        List<Cause> steps = List.of(
                CauseKind.CRASH.of(node(1)),
                CauseKind.ONE_WAY.of(node(2), node(3)),
                CauseKind.ONE_WAY.of(node(3), node(2)),
                CauseKind.CRASH.of(node(1)));
        assertThat(Causes.normalize(five, steps))
                .containsExactly(CauseKind.CRASH.of(node(1)), CauseKind.BROKEN.of(node(2), node(3)));
        assertThat(Causes.normalize(five, List.of(CauseKind.DEAF.of(node(4)), CauseKind.MUTE.of(node(4)))))
                .containsExactly(CauseKind.ISOLATED.of(node(4)));
    }

    @Test
    void causesAreEqualRegardlessOfNodeOrder() {
        assertThat(CauseKind.BROKEN.of(node(3), node(1))).isEqualTo(CauseKind.BROKEN.of(node(1), node(3)));
        assertThat(new Cause(CauseKind.PARTITION, List.of(List.of(node(3), node(2)), List.of(node(1)))))
                .isEqualTo(new Cause(CauseKind.PARTITION, List.of(List.of(node(1)), List.of(node(2), node(3)))));
    }

    @Test
    void theTextOfACauseReadsBack() {
        for (Cause cause : DiagnosisTest.causes(12)) {
            assertThat(Cause.ofWords(cause.words())).contains(cause);
        }
        assertThat(Cause.ofWords("broken link node3 and node1")).contains(CauseKind.BROKEN.of(node(1), node(3)));
        assertThat(Cause.ofWords("partition node3/node2,node1"))
                .contains(new Cause(CauseKind.PARTITION, List.of(List.of(node(1), node(2)), List.of(node(3)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "crash",
                "crash of",
                "crash of node1 ",
                "one-way link node1 to node1",
                "partition node1",
                "partition node1 /",
                "partition / /",
                "hung .."
            })
    void otherTextsAreNoCause(String words) {
        assertThat(Cause.ofWords(words)).isEmpty();
    }

    @Test
    @Tag("fuzz")
    void theCausesOfRandomCutsCoverExactlyTheCutLinks() {
        Seeds.of(500).forEach(seed -> {
            var random = new Random(seed);
            List<NodeId> nodes = nodes(2 + random.nextInt(8));
            double share = random.nextDouble();
            Set<Link> cut = new HashSet<>();
            for (NodeId node : nodes) {
                LinkSets.row(nodes, node).stream()
                        .filter(link -> random.nextDouble() < share)
                        .forEach(cut::add);
            }
            Set<Link> explained = new HashSet<>();
            Causes.ofLinks(nodes, cut).forEach(cause -> explained.addAll(cause.links(nodes)));
            assertThat(explained).isEqualTo(cut);
        });
    }
}
