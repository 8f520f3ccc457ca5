package dev.telltale.dashboard.details;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.kit.FaultIcon;
import dev.telltale.dashboard.kit.HintHolder;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.fault.FaultLine;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Tab;

/** The fault controls of the window: two buttons, the list of active faults, the menu, and their keys. */
public final class FaultBar {
    private final PanelViewModel model;
    private final Button breakNodes;
    private final Button healAll;
    private final HintHolder healHint;
    private final EntryMenu menu = new EntryMenu();

    public FaultBar(PanelViewModel model, Button breakNodes, Button healAll, Tab list) {
        this.model = model;
        this.breakNodes = breakNodes;
        this.healAll = healAll;
        breakNodes.setGraphic(FaultIcon.graphic());
        breakNodes.setOnAction(event ->
                menu.showBelow(model.faultMenu().ofNodes(model.selection().chosen()), breakNodes));
        LazyTooltip.install(
                breakNodes,
                KeyBindings.BREAK.tooltip("Inject a fault into the selected nodes; Ctrl+click selects several"));
        healAll.setOnAction(event -> model.faults().healAll());
        healHint = HintHolder.around(healAll);
        model.faults().lines().addListener((ListChangeListener<FaultLine>) change -> showHint());
        showHint();
        list.textProperty().bind(model.faults().titleProperty());
        list.setContent(new FaultsPane(model.faults()));
    }

    private void showHint() {
        boolean isFaulty = !model.faults().lines().isEmpty();
        healHint.show(
                isFaulty
                        ? KeyBindings.HEAL_ALL.tooltip("Clear all faults and resume all paused nodes")
                        : "There is no fault to clear, and no paused node to resume",
                isFaulty);
    }

    public EntryMenu menu() {
        return menu;
    }

    /** Executes the command of the key; returns false if the key is no fault command. */
    public boolean press(KeyBindings key) {
        switch (key) {
            case BREAK -> breakNodes.fire();
            case HEAL_ALL -> healAll.fire();
            case UNDO -> model.faults().undo();
            case CUT -> cut();
            case SPLIT -> model.faultMenu().split(model.selection().chosen());
            case SELECT_ALL -> model.selection().selectAll();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void cut() {
        CellRef cell = model.grid().selectedProperty().get();
        if (cell != null) {
            model.faultMenu().cutOrHeal(cell);
        }
    }
}
