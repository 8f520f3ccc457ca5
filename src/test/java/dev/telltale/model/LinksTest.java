package dev.telltale.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    // Two nodes more than half: an even number of neighbours stands around a node.
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 9, 12, 13, 30, 101})
    void everyNodeOfTheRingReachesItsOwnMajority(int size) {
        List<NodeId> nodes = IntStream.rangeClosed(1, size)
                .mapToObj(number -> new NodeId("node" + number))
                .toList();
        Set<Link> cut = Links.majoritiesRing(nodes);
        Set<Set<NodeId>> majorities = new HashSet<>();
        for (NodeId node : nodes) {
            Set<NodeId> reached = nodes.stream()
                    .filter(other -> other.equals(node) || !cut.contains(new Link(node, other)))
                    .collect(Collectors.toSet());
            assertThat(reached).hasSizeGreaterThan(size / 2);
            assertThat(reached.size()).as("no more than it needs").isLessThanOrEqualTo(size / 2 + 2);
            majorities.add(reached);
        }
        assertThat(majorities).hasSize(size);
    }
}
