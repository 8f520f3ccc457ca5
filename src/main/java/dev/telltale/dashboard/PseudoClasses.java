package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.Health;
import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;

/** States that the style sheet colours. */
final class PseudoClasses {
    private static final Map<Health, PseudoClass> OF_HEALTH = new EnumMap<>(Health.class);

    static {
        for (Health health : Health.values()) {
            OF_HEALTH.put(health, PseudoClass.getPseudoClass(health.style()));
        }
    }

    private PseudoClasses() {}

    static void show(Node node, Health now) {
        OF_HEALTH.forEach((health, pseudoClass) -> node.pseudoClassStateChanged(pseudoClass, health == now));
    }
}
