package dev.telltale.dashboard.viewmodel;

import dev.telltale.model.NodeId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The selected nodes. One of them is the lead: its output is shown, and keys for one node act on it. */
public final class NodeSelection {
    private final ObjectProperty<@Nullable NodeId> lead;
    private final Supplier<List<NodeId>> order;
    private final ReadOnlyObjectWrapper<Set<NodeId>> chosen = new ReadOnlyObjectWrapper<>(this, "chosen", Set.of());
    private @Nullable NodeId anchor;

    /**
     * Follows the lead: a new lead outside the selection becomes the only selected node.
     *
     * @param order the nodes in the order of the tiles
     */
    NodeSelection(ObjectProperty<@Nullable NodeId> lead, Supplier<List<NodeId>> order) {
        this.lead = lead;
        this.order = order;
        lead.addListener((property, before, after) -> {
            if (after == null) {
                chosen.set(Set.of());
            } else if (!isChosen(after)) {
                select(after);
            }
        });
    }

    /** Selects only this node. */
    public void select(NodeId node) {
        select(Set.of(node), node);
    }

    /** Selects exactly these nodes, of which one is the lead. */
    public void select(Set<NodeId> nodes, NodeId newLead) {
        if (nodes.size() == 1) {
            anchor = newLead;
        }
        choose(nodes);
        lead.set(newLead);
    }

    /** Adds the node to the selection or removes it; the last node stays selected. */
    public void toggle(NodeId node) {
        Set<NodeId> next = new LinkedHashSet<>(chosen.get());
        if (next.remove(node)) {
            if (!next.isEmpty()) {
                choose(next);
                lead.set(
                        next.contains(lead.get()) ? lead.get() : next.iterator().next());
            }
        } else {
            next.add(node);
            anchor = node;
            select(next, node);
        }
    }

    /** Selects all nodes from the anchor, where the selection began, to this node. */
    public void extendTo(NodeId node) {
        List<NodeId> all = order.get();
        int to = all.indexOf(node);
        int from = anchor == null ? to : all.indexOf(anchor);
        if (to >= 0) {
            int start = from < 0 ? to : from;
            select(Set.copyOf(all.subList(Math.min(start, to), Math.max(start, to) + 1)), node);
        }
    }

    public void selectAll() {
        choose(Set.copyOf(order.get()));
    }

    private void choose(Set<NodeId> nodes) {
        chosen.set(Collections.unmodifiableSet(new LinkedHashSet<>(nodes)));
    }

    public boolean isChosen(NodeId node) {
        return chosen.get().contains(node);
    }

    /** The selected nodes in the order of the tiles. */
    public List<NodeId> chosen() {
        return order.get().stream().filter(this::isChosen).toList();
    }

    public ReadOnlyObjectProperty<Set<NodeId>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }
}
