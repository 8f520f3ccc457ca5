package dev.telltale.dashboard.kit;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;

/** States that the style sheet colours. */
public final class PseudoClasses {
    private static final Map<CellState, PseudoClass> OF_HEALTH = new EnumMap<>(CellState.class);

    static {
        for (CellState health : CellState.values()) {
            OF_HEALTH.put(health, PseudoClass.getPseudoClass(health.style()));
        }
    }

    private PseudoClasses() {}

    public static void show(Node node, CellState now) {
        OF_HEALTH.forEach((health, pseudoClass) -> node.pseudoClassStateChanged(pseudoClass, health == now));
    }
}
