package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.kit.FaultIcon;
import dev.telltale.dashboard.kit.Fxml;
import dev.telltale.dashboard.kit.PseudoClasses;
import dev.telltale.dashboard.viewmodel.NodeSelection;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel.TileFacts;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.TileState;
import dev.telltale.dashboard.viewmodel.fault.FaultMarks;
import dev.telltale.dashboard.viewmodel.fault.MenuEntry;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The tile of one node: coloured by the status that its peers report, with the state of its process in words. */
final class NodeTile extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private static final double MAX_TOOLTIP_WIDTH = 420;
    /** Names up to this length are never cut. */
    private static final int MAX_SHORT_NAME = 12;

    private final NodeTileViewModel model;
    private final PanelViewModel panel;
    private final EntryMenu menu;
    private final Tooltip killHint = new Tooltip();
    private final Tooltip pauseHint = new Tooltip();

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

    NodeTile(NodeTileViewModel model, PanelViewModel panel, EntryMenu menu) {
        this.model = model;
        this.panel = panel;
        this.menu = menu;
        Fxml.load("node-tile.fxml", this, this);
        setId("tile-" + model.id());
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        name.setText(model.id().value());
        name.setTooltip(new Tooltip(model.id().value()));
        if (model.id().value().length() <= MAX_SHORT_NAME) {
            name.setMinWidth(USE_PREF_SIZE);
        }
        buttons();
        bind();
    }

    private void buttons() {
        kill.setId("kill-" + model.id());
        kill.setOnAction(event -> panel.commands().kill(model));
        pause.setId("pause-" + model.id());
        pause.setOnAction(event -> panel.commands().pauseOrResume(model));
        pause.setTooltip(pauseHint);
        start.setId("start-" + model.id());
        start.setOnAction(event -> panel.commands().start(model));
        start.setTooltip(new Tooltip("Start " + model.id() + " (S when it is selected)"));
        more.setId("more-" + model.id());
        more.setOnAction(event -> menu.showBelow(entries(), more));
        more.setTooltip(new Tooltip("More actions for " + model.id() + " (Menu key, or right-click)"));
        // A disabled button shows no tooltip, so its holder does.
        Tooltip.install(killHolder, killHint);
    }

    private void bind() {
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        // Replaces the properties and is no higher, so that no button moves.
        problem.maxHeightProperty().bind(facts.heightProperty());
        facts.visibleProperty().bind(problem.visibleProperty().not());
        Stream.of(problem, state, fault).forEach(NodeTile::addFullTextTooltip);
        model.problemProperty().addListener((property, before, after) -> describe());
        model.factsProperty().addListener((property, before, after) -> show(before, after));
        model.primaryProperty().addListener((property, before, after) -> showPrimary(after));
        panel.selectedNodeProperty()
                .addListener((property, before, after) ->
                        pseudoClassStateChanged(SELECTED, model.id().equals(after)));
        pseudoClassStateChanged(
                SELECTED, model.id().equals(panel.selectedNodeProperty().get()));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            // Some systems also fire this event for the menu key, which keyPressed handles.
            if (!event.isKeyboardTrigger()) {
                menu.show(entries(), this, event.getScreenX(), event.getScreenY());
            }
            event.consume();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        focusWithinProperty().addListener((property, before, isWithin) -> {
            if (isWithin) {
                panel.selectedNodeProperty().set(model.id());
            }
        });
        panel.selection().chosenProperty().addListener((property, before, after) -> showChosen());
        fault.setGraphic(FaultIcon.graphic());
        panel.faults().marksProperty().addListener((property, before, after) -> showFault(after));
        showFault(panel.faults().marksProperty().get());
        showChosen();
        show(null, model.facts());
        showPrimary(model.primaryProperty().get());
    }

    /** Adds a tooltip with the whole text, since the label may be cut. */
    private static void addFullTextTooltip(Label label) {
        var tooltip = new Tooltip();
        tooltip.textProperty().bind(label.textProperty());
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(MAX_TOOLTIP_WIDTH);
        label.setTooltip(tooltip);
    }

    /** Changes only the styles that differ: 30 tiles whose statuses change all the time would load the FX thread. */
    private void show(@Nullable TileFacts before, TileFacts facts) {
        if (before == null || before.status() != facts.status()) {
            PseudoClasses.show(this, facts.status());
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
                        ? "Kill " + model.id() + " with SIGKILL, as a crash would (K when it is selected)"
                        : facts.killHint());
        killHolder.setVisible(!facts.canStart());
        pause.setVisible(model.canPause());
        pause.setText(model.isPaused() ? "Resume" : "Pause");
        pauseHint.setText(
                model.isPaused()
                        ? "Resume " + model.id() + " with SIGCONT (P when it is selected)"
                        : "Pause " + model.id() + " with SIGSTOP, so that it hangs (P when it is selected)");
        start.setVisible(facts.canStart());
        describe();
    }

    private void describe() {
        TileFacts facts = model.facts();
        String problem = model.problemProperty().get();
        setAccessibleText(model.id() + ": process " + facts.state() + ", peers report "
                + facts.status().word() + ", seen by " + facts.seenBy() + (problem.isEmpty() ? "" : ". " + problem));
    }

    private void showProcessState(TileState shown) {
        for (TileState processState : TileState.values()) {
            state.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(processState.pseudoClass()), processState == shown);
        }
    }

    /** The menu entries for the selected nodes; selects this node first if it is not among them. */
    private List<MenuEntry> entries() {
        NodeSelection selection = panel.selection();
        if (!selection.isChosen(model.id())) {
            selection.select(model.id());
        }
        return panel.faultMenu().ofNodes(selection.chosen());
    }

    private void pressed(MouseEvent event) {
        SelectionGestures.apply(event, panel.selection(), model.id());
        if (panel.selection().isChosen(model.id())) {
            requestFocus();
        }
        event.consume(); // Otherwise the list around the tile takes the focus.
    }

    private void showChosen() {
        NodeSelection selection = panel.selection();
        boolean isOneOfMany =
                selection.isChosen(model.id()) && selection.chosen().size() > 1;
        pseudoClassStateChanged(CHOSEN, isOneOfMany);
    }

    private void showFault(FaultMarks marks) {
        String words = marks.ofNode(model.id());
        fault.setText(words);
        fault.setVisible(!words.isEmpty());
    }

    private void showPrimary(boolean isPrimary) {
        start.setDefaultButton(false);
        start.getStyleClass().removeAll("success");
        if (isPrimary) {
            start.getStyleClass().add("success");
        }
    }

    private void keyPressed(KeyEvent event) {
        if (EntryMenu.isMenuKey(event)) {
            menu.show(entries(), this, getLayoutBounds());
            event.consume();
            return;
        }
        int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        if (step != 0 && isFocused()) {
            var tiles = getParent().getChildrenUnmodifiable();
            int next = tiles.indexOf(this) + step;
            if (next >= 0 && next < tiles.size()) {
                if (event.isShiftDown()) {
                    panel.selection().extendTo(panel.tiles().get(next).id());
                } else {
                    panel.selection().select(panel.tiles().get(next).id());
                }
                tiles.get(next).requestFocus();
            }
            event.consume();
        }
    }
}
