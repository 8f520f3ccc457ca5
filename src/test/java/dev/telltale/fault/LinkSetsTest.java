package dev.telltale.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions, named as in Jepsen. */
class LinkSetsTest {
    private static final List<NodeId> FIVE = nodes(5);

    private static List<NodeId> nodes(int size) {
        return IntStream.rangeClosed(1, size).mapToObj(LinkSetsTest::node).toList();
    }

    private static NodeId node(int number) {
        return new NodeId("node" + number);
    }

    private static Link link(int observer, int subject) {
        return new Link(node(observer), node(subject));
    }

    @Test
    void aSplitCutsEveryLinkBetweenGroupsAndNoneWithinThem() {
        Set<Link> links = LinkSets.split(List.of(List.of(node(1), node(2)), List.of(node(3))));

        assertThat(links).containsExactlyInAnyOrder(link(1, 3), link(2, 3), link(3, 1), link(3, 2));
    }

    @Test
    void halvesOfFiveAreTwoAndThree() {
        assertThat(LinkSets.halves(FIVE)).hasSize(12).contains(link(2, 3)).doesNotContain(link(1, 2), link(3, 5));
    }

    @Test
    void aBridgeNodeKeepsItsLinksToBothHalves() {
        assertThat(LinkSets.bridge(FIVE, node(3)))
                .hasSize(8)
                .contains(link(1, 4), link(5, 2))
                .noneMatch(link -> link.touches(node(3)));
    }

    @Test
    void isolationCutsTheRowAndTheColumnOfTheNode() {
        assertThat(LinkSets.isolate(FIVE, node(3)))
                .hasSize(8)
                .containsAll(LinkSets.row(FIVE, node(3)))
                .containsAll(LinkSets.column(FIVE, node(3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 9, 10, 11, 12})
    void inAMajoritiesRingEveryNodeReachesADifferentMajority(int size) {
        List<NodeId> nodes = nodes(size);
        Set<Link> cut = LinkSets.majoritiesRing(nodes);
        Set<Set<NodeId>> majorities = new HashSet<>();
        for (NodeId node : nodes) {
            Set<NodeId> reached = new HashSet<>(Set.of(node));
            LinkSets.row(nodes, node).stream()
                    .filter(link -> !cut.contains(link))
                    .forEach(link -> reached.add(link.subject()));
            assertThat(reached.size()).isGreaterThan(size / 2).isLessThan(size);
            majorities.add(reached);
        }
        assertThat(majorities).hasSize(size);
        assertThat(cut).allMatch(link -> cut.contains(link.reversed()));
    }

    @Test
    void eachNodeReceivesOnlyItsPartOfAFault() {
        FaultType cut = new LinkFault.Cut(LinkSets.isolate(FIVE, node(3)));
        FaultType delay = new LinkFault.Delay(Set.of(link(1, 2), link(2, 1)), Duration.ofMillis(10), Duration.ZERO);

        assertThat(((LinkFault) cut.partOf(node(1)).orElseThrow()).links())
                .containsExactlyInAnyOrder(link(1, 3), link(3, 1));
        assertThat(((LinkFault) delay.partOf(node(1)).orElseThrow()).links())
                .as("a delay is at the observer's end only")
                .containsExactly(link(1, 2));
        assertThat(delay.partOf(node(3))).isEmpty();
        assertThat(cut.nodes()).containsExactlyInAnyOrderElementsOf(FIVE);
    }
}
