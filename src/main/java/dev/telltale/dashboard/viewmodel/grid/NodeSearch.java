package dev.telltale.dashboard.viewmodel.grid;

import dev.telltale.model.NodeId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Finds nodes by a part of their names. */
public final class NodeSearch {
    private final Supplier<List<NodeId>> nodes;
    private final StringProperty query = new SimpleStringProperty(this, "query", "");
    private final ReadOnlyObjectWrapper<List<NodeId>> found = new ReadOnlyObjectWrapper<>(this, "found", List.of());
    private int next;

    /** Searches these nodes, in this order. */
    public NodeSearch(Supplier<List<NodeId>> nodes) {
        this.nodes = nodes;
        query.addListener((property, before, after) -> {
            next = 0;
            found.set(find(lower(after)));
        });
    }

    private List<NodeId> find(String part) {
        if (part.isEmpty()) {
            return List.of();
        }
        List<NodeId> whole = nodes.get().stream()
                .filter(node -> lower(node.value()).equals(part))
                .toList();
        return whole.isEmpty()
                ? nodes.get().stream()
                        .filter(node -> lower(node.value()).contains(part))
                        .toList()
                : whole;
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** The next of the found nodes, after the last the first again; empty if none is found. */
    public Optional<NodeId> next() {
        List<NodeId> all = found.get();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(next++ % all.size()));
    }

    /** "3 found", "none found"; empty without a query. */
    public String words() {
        int count = found.get().size();
        return lower(query.get()).isEmpty() ? "" : (count == 0 ? "none" : count) + " found";
    }

    /** A part of the name, upper and lower case alike; the whole name finds only its node. Empty for no search. */
    public StringProperty queryProperty() {
        return query;
    }

    /** The nodes whose names match. */
    public ReadOnlyObjectProperty<List<NodeId>> foundProperty() {
        return found.getReadOnlyProperty();
    }
}
