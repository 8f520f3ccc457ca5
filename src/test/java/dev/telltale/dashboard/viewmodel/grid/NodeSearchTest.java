package dev.telltale.dashboard.viewmodel.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.TestValues;
import org.junit.jupiter.api.Test;

class NodeSearchTest {
    private final NodeSearch search = new NodeSearch(() -> TestValues.nodes(30));

    private void find(String query) {
        search.queryProperty().set(query);
    }

    @Test
    void aPartOfTheNameFindsAllNodesThatContainIt() {
        find("DE12");
        assertThat(search.foundProperty().get()).containsExactly(TestValues.node(12));
        find("e2");
        assertThat(search.foundProperty().get()).hasSize(11);
        assertThat(search.words()).isEqualTo("11 found");
    }

    @Test
    void theWholeNameFindsOnlyItsNode() {
        find(" Node1 ");
        assertThat(search.foundProperty().get()).containsExactly(TestValues.node(1));
    }

    @Test
    void theFoundNodesTakeTurns() {
        find("e3");
        assertThat(search.next()).contains(TestValues.node(3));
        assertThat(search.next()).contains(TestValues.node(30));
        assertThat(search.next()).contains(TestValues.node(3));
    }

    @Test
    void nothingIsFoundWithoutAQuery() {
        assertThat(search.words()).isEmpty();
        find("x");
        assertThat(search.words()).isEqualTo("none found");
        assertThat(search.next()).isEmpty();
    }
}
