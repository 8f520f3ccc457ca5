package dev.telltale.dashboard.viewmodel;

import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.NodeId;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeSelectionTest {
    private final List<NodeId> all = nodes(5);
    private final ObjectProperty<@Nullable NodeId> lead = new SimpleObjectProperty<>();
    private final NodeSelection selection = new NodeSelection(lead, () -> all);

    private List<String> chosen() {
        return selection.chosen().stream().map(NodeId::value).toList();
    }

    @Test
    void aNewLeadOutsideTheSelectionIsSelectedAlone() {
        selection.toggle(all.get(0));
        selection.toggle(all.get(2));
        lead.set(all.get(0));
        assertThat(chosen()).as("a chosen one may lead").containsExactly("node1", "node3");
        lead.set(all.get(1));
        assertThat(chosen()).containsExactly("node2");
        lead.set(null);
        assertThat(chosen()).isEmpty();
    }

    @Test
    void deselectingTheLeadSelectsAnotherLeadAndTheLastNodeStaysSelected() {
        selection.select(all.get(3));
        selection.toggle(all.get(1));
        assertThat(lead.get()).isEqualTo(all.get(1));
        selection.toggle(all.get(1));
        assertThat(lead.get()).isEqualTo(all.get(3));
        selection.toggle(all.get(3));
        assertThat(chosen()).containsExactly("node4");
    }

    @Test
    void aListThatSelectsOneNodeSetsWhereASelectionBegins() {
        selection.select(all.get(0));
        selection.select(Set.of(all.get(2)), all.get(2));
        selection.extendTo(all.get(4));
        assertThat(chosen()).containsExactly("node3", "node4", "node5");
    }

    @Test
    void theSelectionExtendsFromItsFirstNodeInBothDirections() {
        selection.select(all.get(2));
        selection.extendTo(all.get(4));
        assertThat(chosen()).containsExactly("node3", "node4", "node5");
        selection.extendTo(all.get(1));
        assertThat(chosen()).containsExactly("node2", "node3");
        assertThat(lead.get()).isEqualTo(all.get(1));
        selection.selectAll();
        assertThat(chosen()).hasSize(5);
        selection.select(all.get(1));
        assertThat(chosen()).containsExactly("node2");
    }
}
