package dev.telltale.dashboard.details;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.kit.FaultIcon;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Tab;
import javafx.scene.control.Tooltip;

/** Everything in the window that breaks and heals: two buttons, the list, the menu, and what the keys do. */
public final class FaultBar {
    private final PanelViewModel model;
    private final Button breakNodes;
    private final Button healAll;
    private final EntryMenu menu = new EntryMenu();

    public FaultBar(PanelViewModel model, Button breakNodes, Button healAll, Tab list) {
        this.model = model;
        this.breakNodes = breakNodes;
        this.healAll = healAll;
        breakNodes.setGraphic(FaultIcon.graphic());
        breakNodes.setOnAction(event ->
                menu.showBelow(model.breakMenu().ofNodes(model.selection().chosen()), breakNodes));
        breakNodes.setTooltip(new Tooltip(KeyBindings.BREAK.tip("Break the chosen nodes; Ctrl+click chooses several")));
        healAll.setOnAction(event -> model.faults().healAll());
        healAll.setTooltip(new Tooltip(KeyBindings.HEAL_ALL.tip("Heal all that is broken, let all go on")));
        healAll.disableProperty().bind(Bindings.isEmpty(model.faults().lines()));
        list.textProperty().bind(model.faults().titleProperty());
        list.setContent(new FaultsPane(model.faults()));
    }

    public EntryMenu menu() {
        return menu;
    }

    /** Whether the key was one of these. */
    public boolean press(KeyBindings key) {
        switch (key) {
            case BREAK -> breakNodes.fire();
            case HEAL_ALL -> healAll.fire();
            case UNDO -> model.faults().undo();
            case CUT -> cut();
            case SPLIT -> model.breakMenu().split(model.selection().chosen());
            case CHOOSE_ALL -> model.selection().selectAll();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void cut() {
        CellRef cell = model.grid().selectedProperty().get();
        if (cell != null) {
            model.breakMenu().cutOrHeal(cell);
        }
    }
}
