package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.kit.FaultIcon;
import dev.telltale.dashboard.kit.Fxml;
import dev.telltale.dashboard.kit.PseudoClasses;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel.TileFacts;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.TileState;
import dev.telltale.dashboard.viewmodel.fault.MenuEntry;
import dev.telltale.model.NodeId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The tile of one node: coloured by the status that its peers report, with the state of its process in words. The list
 * reuses it for other nodes; everything on it is bound to the current item.
 */
final class NodeTile extends ListCell<NodeTileViewModel> {
    private static final double MAX_TOOLTIP_WIDTH = 420;
    /** Names up to this length are never cut. */
    private static final int MAX_SHORT_NAME = 12;

    private static final double MIN_NAME_WIDTH = 24;

    private final PanelViewModel panel;
    private final EntryMenu menu;
    private final VBox tile = new VBox();
    private final Tooltip startHint = new Tooltip();
    private final Tooltip killHint = new Tooltip();
    private final Tooltip pauseHint = new Tooltip();
    private final Tooltip moreHint = new Tooltip();
    // The values of the current item; null if the cell is empty.
    private final ObservableValue<TileFacts> shownFacts = itemProperty().flatMap(NodeTileViewModel::factsProperty);
    private final ObservableValue<String> shownProblem =
            itemProperty().flatMap(NodeTileViewModel::problemProperty).orElse("");
    private final ObservableValue<Boolean> isPrimary =
            itemProperty().flatMap(NodeTileViewModel::primaryProperty).orElse(false);

    @FXML
    private Label name;

    @FXML
    private Label state;

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
    private Label problem;

    @FXML
    private Label fault;

    @FXML
    private Button more;

    @FXML
    private HBox killHolder;

    @FXML
    private Button kill;

    @FXML
    private Button pause;

    @FXML
    private Button start;

    NodeTile(PanelViewModel panel, EntryMenu menu) {
        this.panel = panel;
        this.menu = menu;
        Fxml.load("node-tile.fxml", this, tile);
        fault.setGraphic(FaultIcon.graphic());
        buttons();
        bind();
    }

    private void buttons() {
        kill.setOnAction(event -> panel.commands().kill(getItem()));
        pause.setOnAction(event -> panel.commands().pauseOrResume(getItem()));
        pause.setTooltip(pauseHint);
        start.setOnAction(event -> panel.commands().start(getItem()));
        start.setTooltip(startHint);
        more.setOnAction(event -> menu.showBelow(entries(getItem().id()), more));
        more.setTooltip(moreHint);
        // A disabled button shows no tooltip, so its holder does.
        Tooltip.install(killHolder, killHint);
    }

    private void bind() {
        problem.textProperty().bind(shownProblem);
        problem.visibleProperty().bind(shownProblem.map(words -> !words.isEmpty()));
        // Replaces the properties and is no higher, so that no button moves.
        problem.maxHeightProperty().bind(facts.heightProperty());
        facts.visibleProperty().bind(problem.visibleProperty().not());
        Stream.of(name, problem, state, fault).forEach(NodeTile::addFullTextTooltip);
        on(itemProperty(), this::show);
        shownFacts.addListener((property, before, after) -> show(before, after));
        on(shownProblem, words -> describe());
        on(isPrimary, this::showPrimary);
        on(panel.faults().marksProperty(), marks -> showFault());
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            // Some systems also fire this event for the menu key, which the list handles.
            if (!event.isKeyboardTrigger() && getItem() != null) {
                menu.show(entries(getItem().id()), this, event.getScreenX(), event.getScreenY());
            }
            event.consume();
        });
        // One of its buttons; the list focuses the cell itself.
        tile.focusWithinProperty().addListener((property, before, isWithin) -> {
            if (isWithin && getItem() != null) {
                panel.selectedNodeProperty().set(getItem().id());
            }
        });
    }

    private static <T> void on(ObservableValue<T> value, Consumer<T> action) {
        value.addListener((property, before, after) -> action.accept(after));
    }

    /** Adds a tooltip with the whole text, since the label may be cut. */
    private static void addFullTextTooltip(Label label) {
        var tooltip = new Tooltip();
        tooltip.textProperty().bind(label.textProperty());
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(MAX_TOOLTIP_WIDTH);
        label.setTooltip(tooltip);
    }

    /** Fills the width of the list; the height is that of the tile. */
    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset() + tile.prefHeight(-1) + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double width = getWidth() - snappedLeftInset() - snappedRightInset();
        tile.resizeRelocate(snappedLeftInset(), snappedTopInset(), width, tile.prefHeight(-1));
    }

    @Override
    protected void updateItem(@Nullable NodeTileViewModel item, boolean isEmpty) {
        super.updateItem(item, isEmpty);
        setGraphic(item == null ? null : tile);
    }

    /** Shows what is constant for the node; called when the list gives this cell to another node. */
    private void show(@Nullable NodeTileViewModel item) {
        if (item == null) {
            return;
        }
        NodeId id = item.id();
        tile.setId("tile-" + id);
        kill.setId("kill-" + id);
        pause.setId("pause-" + id);
        start.setId("start-" + id);
        more.setId("more-" + id);
        name.setText(id.value());
        name.setMinWidth(id.value().length() <= MAX_SHORT_NAME ? USE_PREF_SIZE : MIN_NAME_WIDTH);
        kill.setAccessibleText("Kill " + id);
        start.setAccessibleText("Start " + id);
        more.setAccessibleText("More actions for " + id);
        startHint.setText("Start " + id + " (S when it is selected)");
        moreHint.setText("More actions for " + id + " (Menu key, or right-click)");
        showFault();
    }

    /** Changes only the styles that differ: 30 tiles whose statuses change all the time would load the FX thread. */
    private void show(@Nullable TileFacts before, @Nullable TileFacts facts) {
        NodeTileViewModel item = getItem();
        if (item == null || facts == null) {
            return;
        }
        if (before == null || before.status() != facts.status()) {
            PseudoClasses.show(tile, facts.status());
        }
        if (before == null || before.processState() != facts.processState()) {
            showProcessState(facts.processState());
        }
        state.setText(facts.processState().sign() + " " + facts.state());
        address.setText(facts.address());
        pid.setText(facts.pid());
        uptimeLabel.setText(facts.uptimeLabel());
        uptime.setText(facts.uptime());
        seenBy.setText(facts.seenBy());
        kill.setDisable(!facts.canKill());
        killHint.setText(
                facts.killHint().isEmpty()
                        ? "Kill " + item.id() + " with SIGKILL, as a crash would (K when it is selected)"
                        : facts.killHint());
        killHolder.setVisible(!facts.canStart());
        pause.setVisible(item.canPause());
        pause.setText(item.isPaused() ? "Resume" : "Pause");
        pause.setAccessibleText(pause.getText() + " " + item.id());
        pauseHint.setText(
                item.isPaused()
                        ? "Resume " + item.id() + " with SIGCONT (P when it is selected)"
                        : "Pause " + item.id() + " with SIGSTOP, so that it hangs (P when it is selected)");
        start.setVisible(facts.canStart());
        describe();
    }

    private void describe() {
        NodeTileViewModel item = getItem();
        if (item != null) {
            TileFacts facts = item.facts();
            String problem = item.problemProperty().get();
            setAccessibleText(item.id() + ": process " + facts.state() + ", peers report "
                    + facts.status().label() + ", seen by " + facts.seenBy()
                    + (problem.isEmpty() ? "" : ". " + problem));
        }
    }

    private void showProcessState(TileState shown) {
        for (TileState processState : TileState.values()) {
            state.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(processState.pseudoClass()), processState == shown);
        }
    }

    /** The menu entries for the selected nodes; selects this node first if it is not among them. */
    private List<MenuEntry> entries(NodeId node) {
        panel.selectedNodeProperty().set(node);
        return panel.faultMenu().ofNodes(panel.selection().chosen());
    }

    private void showFault() {
        NodeTileViewModel item = getItem();
        String words = item == null ? "" : panel.faults().marksProperty().get().ofNode(item.id());
        fault.setText(words);
        fault.setVisible(!words.isEmpty());
    }

    private void showPrimary(boolean isShownPrimary) {
        start.setDefaultButton(false);
        start.getStyleClass().removeAll("success");
        if (isShownPrimary) {
            start.getStyleClass().add("success");
        }
    }
}
