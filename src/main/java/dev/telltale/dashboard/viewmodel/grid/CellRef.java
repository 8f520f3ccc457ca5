package dev.telltale.dashboard.viewmodel.grid;

import dev.telltale.model.NodeId;

/** One cell of the grid, by its nodes. */
public record CellRef(NodeId observer, NodeId subject) {
    @Override
    public String toString() {
        return observer + " about " + subject;
    }
}
