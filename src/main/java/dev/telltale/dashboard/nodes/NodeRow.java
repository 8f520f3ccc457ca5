package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel.TileFacts;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** One node in one line, for clusters of many nodes: mark, name, state and buttons; the tooltip of the name has the rest. */
final class NodeRow extends NodeCell {
    private final Tooltip details = tooltip();

    @FXML
    private Label mark;

    NodeRow(PanelViewModel panel, EntryMenu menu) {
        super(panel, menu, "node-row.fxml", new HBox());
        fault.managedProperty().bind(fault.visibleProperty());
        name.setTooltip(details);
        bind();
    }

    @Override
    Node besideProblem() {
        return state;
    }

    @Override
    void showFacts(NodeTileViewModel item, TileFacts facts) {
        mark.setText(facts.processState().sign());
        state.setText(facts.state());
        details.setText(item.id() + " at " + facts.address() + "\nPID " + facts.pid() + "\n" + facts.uptimeLabel() + " "
                + facts.uptime() + "\nseen by " + facts.seenByInWords());
    }
}
