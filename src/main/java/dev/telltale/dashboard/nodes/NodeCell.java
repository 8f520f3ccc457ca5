package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.kit.FaultIcon;
import dev.telltale.dashboard.kit.HintHolder;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
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
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/**
 * What tile and line of a node have in common: name, faults, problem and buttons, each at its own place. The list reuses
 * it for other nodes; everything on it is bound to the current item.
 */
abstract class NodeCell extends ListCell<NodeTileViewModel> {
    /** Names up to this length are never cut. */
    private static final int MAX_SHORT_NAME = 12;

    private static final double MIN_NAME_WIDTH = 24;

    private final PanelViewModel panel;
    private final EntryMenu menu;
    private final Pane face;
    private final StringProperty moreHint;
    // The values of the current item; null if the cell is empty.
    private final ObservableValue<TileFacts> shownFacts = itemProperty().flatMap(NodeTileViewModel::factsProperty);
    private final ObservableValue<String> shownProblem = itemProperty()
            .flatMap(NodeTileViewModel::problemProperty)
            .map(NodeCell::inOneLine)
            .orElse("");
    private final ObservableValue<Boolean> isPrimary =
            itemProperty().flatMap(NodeTileViewModel::primaryProperty).orElse(false);

    final Label name = label("name", "node-name");
    final Label state = label("state", "node-state");
    final Label problem = label("problem", "problem");
    final Label fault = label("fault", "fault");
    final Button more = new Button("…");
    final HintHolder killHint;
    final HintHolder startHint;
    private final Button kill = new Button("Kill");
    private final Button start;

    /**
     * Creates the parts, which the subclass arranges. In Java and not in FXML, which takes a sixth of the time until the
     * first frame of the window.
     *
     * @param face contains all parts
     */
    NodeCell(PanelViewModel panel, EntryMenu menu, Pane face, String startWords) {
        this.panel = panel;
        this.menu = menu;
        this.face = face;
        face.getStyleClass().add("node-tile");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        fault.setGraphic(FaultIcon.graphic());
        kill.getStyleClass().add("red-text");
        kill.setOnAction(event -> panel.commands().kill(getItem()));
        killHint = HintHolder.of(kill);
        start = new Button(startWords);
        start.setOnAction(event -> panel.commands().start(getItem()));
        startHint = HintHolder.of(start);
        more.setOnAction(event -> menu.showBelow(entries(getItem().id()), more));
        moreHint = LazyTooltip.install(more);
    }

    /** @param id found by tests */
    static Label label(String id, String style) {
        var label = new Label();
        label.setId(id);
        label.getStyleClass().add(style);
        return label;
    }

    /** Binds everything to the current item; called once, by the constructor of the subclass. */
    final void bind() {
        problem.textProperty().bind(shownProblem);
        problem.visibleProperty().bind(shownProblem.map(words -> !words.isEmpty()));
        besideProblem().visibleProperty().bind(problem.visibleProperty().not());
        Stream.of(problem, state, fault)
                .forEach(label -> LazyTooltip.install(label).bind(label.textProperty()));
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
        face.focusWithinProperty().addListener((property, before, isWithin) -> {
            if (isWithin && getItem() != null) {
                panel.selectedNodeProperty().set(getItem().id());
            }
        });
    }

    /** What a problem replaces in place, so that no button moves. */
    abstract Node besideProblem();

    /** Shows what only this kind of cell has. */
    abstract void showFacts(NodeTileViewModel item, TileFacts facts);

    private static String inOneLine(String words) {
        return words.replace('\n', ' ');
    }

    private static <T> void on(ObservableValue<T> value, Consumer<T> action) {
        value.addListener((property, before, after) -> action.accept(after));
    }

    /** What a button does to the node, or why it does nothing. */
    static String hint(String action, NodeId node, String obstacle) {
        return obstacle.isEmpty() ? action : node + ": " + obstacle;
    }

    /** Fills the width of the list; the height is that of the face. */
    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset() + face.prefHeight(-1) + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double width = getWidth() - snappedLeftInset() - snappedRightInset();
        face.resizeRelocate(snappedLeftInset(), snappedTopInset(), width, face.prefHeight(-1));
    }

    @Override
    protected void updateItem(@Nullable NodeTileViewModel item, boolean isEmpty) {
        super.updateItem(item, isEmpty);
        setGraphic(item == null ? null : face);
    }

    /** Shows what is constant for the node; called when the list gives this cell to another node. */
    private void show(@Nullable NodeTileViewModel item) {
        if (item == null) {
            return;
        }
        NodeId id = item.id();
        face.setId("tile-" + id);
        kill.setId("kill-" + id);
        start.setId("start-" + id);
        more.setId("more-" + id);
        name.setText(id.value());
        kill.setAccessibleText("Kill " + id);
        start.setAccessibleText("Start " + id);
        more.setAccessibleText("More actions for " + id);
        name.setMinWidth(id.value().length() <= MAX_SHORT_NAME ? USE_PREF_SIZE : MIN_NAME_WIDTH);
        moreHint.set("More actions for " + id + " (Menu key, or right-click)");
        showFault();
    }

    /** Changes only the styles that differ: 30 nodes whose statuses change all the time would load the FX thread. */
    private void show(@Nullable TileFacts before, @Nullable TileFacts facts) {
        NodeTileViewModel item = getItem();
        if (item == null || facts == null) {
            return;
        }
        if (before == null || before.status() != facts.status()) {
            PseudoClasses.show(face, facts.status());
        }
        if (before == null || before.processState() != facts.processState()) {
            showProcessState(facts.processState());
        }
        state.setText(facts.processState().sign() + " " + facts.state());
        NodeId id = item.id();
        String whenSelected = " when it is selected)";
        String killing = "Kill " + id + " with SIGKILL, as a crash would ("
                + KeyBindings.KILL.combination().getDisplayText() + whenSelected;
        killHint.show(hint(killing, id, facts.killHint()), facts.canKill());
        startHint.show(hint("Start " + id + " (S" + whenSelected, id, facts.startHint()), facts.canStart());
        showFacts(item, facts);
        describe();
    }

    private void describe() {
        NodeTileViewModel item = getItem();
        if (item != null) {
            TileFacts facts = item.facts();
            String words = item.problemProperty().get();
            setAccessibleText(item.id() + ": process " + facts.state() + ", peers report "
                    + facts.status().label() + ", seen by " + facts.seenByInWords()
                    + (words.isEmpty() ? "" : ". " + words));
        }
    }

    private void showProcessState(TileState shown) {
        for (TileState processState : TileState.values()) {
            face.pseudoClassStateChanged(PseudoClass.getPseudoClass(processState.pseudoClass()), processState == shown);
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
