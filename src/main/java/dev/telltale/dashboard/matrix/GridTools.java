package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.GridViewModel;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.model.NodeId;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The line above a grid of many nodes: hides what has no trouble, and finds nodes by name. FX thread only. */
public final class GridTools extends HBox {
    private static final int MIN_NODES = 7;
    private static final double MIN_WIDTH_FOR_WORDS = 440;

    private final PanelViewModel panel;
    private final GridViewModel model;
    private final MatrixCanvas matrix;
    private final CheckBox onlyTrouble = new CheckBox();
    private final Label hidden = new Label();
    private final Label found = new Label();
    private final TextField find = new TextField();

    /** Is hidden with few nodes, all of which are seen at a glance. */
    public GridTools(PanelViewModel panel, MatrixCanvas matrix) {
        super(8);
        this.panel = panel;
        this.matrix = matrix;
        model = panel.grid();
        setId("gridTools");
        getStyleClass().add("grid-tools");
        setAlignment(Pos.CENTER_LEFT);
        var spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        getChildren().addAll(onlyTrouble, hidden, spacer, found, find);
        boolean isNeeded = model.grid().size() >= MIN_NODES;
        setVisible(isNeeded);
        setManaged(isNeeded);
        setMinWidth(0);
        filter();
        search();
        showTexts();
    }

    private void filter() {
        onlyTrouble.setId("onlyTrouble");
        onlyTrouble.setMinWidth(Region.USE_PREF_SIZE);
        LazyTooltip.install(onlyTrouble, "Hide the rows and columns in which every cell is up");
        onlyTrouble.selectedProperty().bindBidirectional(model.onlyTroubleProperty());
        hidden.setId("hiddenNodes");
        hidden.getStyleClass().add("quiet");
        hidden.setMinWidth(Region.USE_PREF_SIZE);
        widthProperty().addListener((property, before, after) -> showTexts());
        model.shownProperty().addListener((property, before, after) -> showTexts());
    }

    private void search() {
        find.setId("findNode");
        find.setAccessibleText("Find a node in the grid");
        find.getStyleClass().add("small");
        find.setPromptText("Find node (/)");
        find.setPrefWidth(110);
        find.setMinWidth(46);
        LazyTooltip.install(find, "A part of a name lights its row and column; Enter selects the next. Key: /");
        find.textProperty().bindBidirectional(model.search().queryProperty());
        found.setId("foundNodes");
        found.getStyleClass().add("quiet");
        found.setMinWidth(Region.USE_PREF_SIZE);
        find.textProperty().addListener((property, before, after) -> showTexts());
        model.search().foundProperty().addListener((property, before, after) -> showTexts());
        find.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        matrix.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            if (isVisible() && event.getCharacter().equals("/")) {
                find.requestFocus();
                find.selectAll();
                event.consume();
            }
        });
    }

    /** Without room for all texts, the number of hidden rows and columns stands for the name of the switch. */
    private void showTexts() {
        boolean isWide = getWidth() >= MIN_WIDTH_FOR_WORDS;
        String count = model.shownProperty().get().hiddenWords();
        boolean isCountOnly = !isWide && !count.isEmpty();
        onlyTrouble.setText(isWide ? "Only nodes with trouble" : isCountOnly ? count : "Only trouble");
        show(hidden, isCountOnly ? "" : count);
        show(found, isCountOnly ? "" : model.search().words());
    }

    private static void show(Label label, String words) {
        label.setText(words);
        label.setManaged(!words.isEmpty());
    }

    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            Optional<NodeId> next = model.search().next();
            next.ifPresent(this::select);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            find.clear();
            matrix.requestFocus();
            event.consume();
        }
    }

    /** Selects the node, and in its row the cell about the first other node. */
    private void select(NodeId node) {
        List<NodeId> nodes = model.grid().nodes();
        panel.selection().select(node);
        nodes.stream()
                .filter(other -> !other.equals(node))
                .findFirst()
                .ifPresent(other -> model.selectedProperty().set(new CellRef(node, other)));
    }
}
