package dev.telltale.dashboard.kit;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;

/** CSS pseudo-classes for the states of a cell. */
public final class PseudoClasses {
    private static final Map<CellState, PseudoClass> BY_STATE = new EnumMap<>(CellState.class);

    static {
        for (CellState state : CellState.values()) {
            BY_STATE.put(state, PseudoClass.getPseudoClass(state.style()));
        }
    }

    private PseudoClasses() {}

    /** Sets the pseudo-class of this state on the node and clears those of the others. */
    public static void show(Node node, CellState shown) {
        BY_STATE.forEach((state, pseudoClass) -> node.pseudoClassStateChanged(pseudoClass, state == shown));
    }
}
