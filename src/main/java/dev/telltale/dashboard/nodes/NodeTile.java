package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.kit.HintHolder;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel.TileFacts;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/**
 * The tile of one node: coloured by the status that its peers report, with the state of its process in words. Its height
 * is constant.
 */
final class NodeTile extends NodeCell {
    private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

    private final HintHolder pauseHint;

    @FXML
    private Label address;

    @FXML
    private Label pid;

    @FXML
    private Label uptimeLabel;

    @FXML
    private Label uptime;

    @FXML
    private Label seenBy;

    @FXML
    private GridPane facts;

    @FXML
    private Button pause;

    NodeTile(PanelViewModel panel, EntryMenu menu) {
        super(panel, menu, "node-tile.fxml", new VBox());
        pause.setOnAction(event -> panel.commands().pauseOrResume(getItem()));
        pauseHint = HintHolder.around(pause);
        // As high as what it replaces, however long it is.
        problem.maxHeightProperty().bind(facts.heightProperty());
        addFullTextTooltip(name);
        bind();
    }

    @Override
    Node besideProblem() {
        return facts;
    }

    @Override
    void showFacts(NodeTileViewModel item, TileFacts shown) {
        address.setText(shown.address());
        pid.setText(shown.pid());
        uptimeLabel.setText(shown.uptimeLabel());
        uptime.setText(shown.uptime());
        seenBy.setText(shown.seenBy());
        seenBy.pseudoClassStateChanged(PAST, shown.isPast());
        pause.setId("pause-" + item.id());
        pause.setText(item.isPaused() ? "Resume" : "Pause");
        pause.setAccessibleText(pause.getText() + " " + item.id());
        String action = item.isPaused()
                ? "Resume " + item.id() + " with SIGCONT (P when it is selected)"
                : "Pause " + item.id() + " with SIGSTOP, so that it hangs (P when it is selected)";
        pauseHint.show(hint(action, item.id(), item.pauseHint()), item.canPause());
    }
}
