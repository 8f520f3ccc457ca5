package dev.telltale.dashboard;

import dev.telltale.dashboard.kit.Fxml;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The areas of the panel that {@code panel.fxml} arranges. FX thread only. */
final class PanelAreas {
    @FXML
    StackPane root;

    @FXML
    MenuButton shortConfig;

    @FXML
    VBox top;

    @FXML
    StackPane sentenceBar;

    @FXML
    SplitPane split;

    @FXML
    BorderPane middle;

    @FXML
    VBox nodes;

    @FXML
    HBox nodesHead;

    @FXML
    VBox centre;

    @FXML
    StackPane matrixHolder;

    @FXML
    ScrollPane detailsHolder;

    @FXML
    HBox gridHead;

    @FXML
    HBox gridHint;

    @FXML
    Label axes;

    @FXML
    StackPane scenarioHolder;

    @FXML
    StackPane notices;

    PanelAreas() {
        Fxml.load("panel.fxml", this, null);
    }
}
