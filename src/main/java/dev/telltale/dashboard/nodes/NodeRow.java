package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel.TileFacts;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** One node in one line, for clusters of many nodes: mark, name, state and buttons; the tooltip of the name has the rest. */
final class NodeRow extends NodeCell {
    private static final double MARK_WIDTH = 14;

    private final StringProperty details;

    private final Label mark = label("mark", "node-state");

    NodeRow(PanelViewModel panel, EntryMenu menu) {
        this(panel, menu, new HBox());
    }

    private NodeRow(PanelViewModel panel, EntryMenu menu, HBox face) {
        super(panel, menu, face, "▶");
        face.setAlignment(Pos.CENTER_LEFT);
        mark.setMinWidth(MARK_WIDTH);
        mark.setPrefWidth(MARK_WIDTH);
        fault.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        fault.setMinWidth(MARK_WIDTH);
        fault.managedProperty().bind(fault.visibleProperty());
        state.setMinWidth(0);
        problem.setMinWidth(0);
        var words = new StackPane(state, problem);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        for (Region button : List.of(startHint, killHint, more)) {
            button.setMinWidth(USE_PREF_SIZE);
        }
        face.getChildren().setAll(mark, name, fault, words, startHint, killHint, more);
        details = LazyTooltip.install(name);
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
        details.set(item.id() + " at " + facts.address() + "\nPID " + facts.pid() + "\n" + facts.uptimeLabel() + " "
                + facts.uptime() + "\nseen by " + facts.seenByInWords());
    }
}
