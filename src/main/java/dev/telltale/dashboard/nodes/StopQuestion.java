package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.ModalCard;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Asks before all nodes of this panel are stopped, and blocks nothing. Without such nodes nothing is asked; the same
 * request again is the answer yes. FX thread only.
 */
public final class StopQuestion {
    private final ModalCard card;
    private final PanelViewModel model;
    private @Nullable KeyBindings asked;

    public StopQuestion(ModalCard card, PanelViewModel model) {
        this.card = card;
        this.model = model;
    }

    /** Asks before the window is closed. */
    public void beforeClosing(Runnable close) {
        String nodes = model.toolbarProperty().get().stoppableInWords();
        ask(KeyBindings.CLOSE, "Closing stops " + nodes + " of this panel.", "Stop " + nodes + " and close", close);
    }

    /** Asks before the nodes are stopped. */
    public void beforeStopping() {
        String nodes = model.toolbarProperty().get().stoppableInWords();
        ask(
                KeyBindings.STOP_CLUSTER,
                "Stop Cluster stops " + nodes + " of this panel.",
                "Stop " + nodes,
                model::stopCluster);
    }

    private void ask(KeyBindings key, String question, String yes, Runnable action) {
        boolean isSecond = card.isShown() && asked == key;
        if (isSecond || !model.toolbarProperty().get().canStop()) {
            card.hide();
            action.run();
            return;
        }
        asked = key;
        Button stop = card.button("stopNodes", yes, action);
        stop.setDefaultButton(true);
        Button cancel = card.button("keepNodes", "Cancel", () -> {});
        for (Button button : List.of(stop, cancel)) {
            button.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
                if (key.combination().match(event)) {
                    stop.fire();
                }
            });
        }
        card.show("stopQuestion", question, new Region(), List.of(cancel, stop), stop);
    }
}
