package dev.telltale.dashboard.nodes;

import dev.telltale.dashboard.kit.EntryMenu;
import dev.telltale.dashboard.kit.HintHolder;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel;
import dev.telltale.dashboard.viewmodel.NodeTileViewModel.TileFacts;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The tile of one node: coloured by the status that its peers report, with the state of its process in words. Its height
 * is constant.
 */
final class NodeTile extends NodeCell {
    private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

    private static final double MIN_FAULT_WIDTH = 14;
    private static final double MIN_STATE_WIDTH = 60;

    private final Label address = new Label();
    private final Label pid = whole(new Label());
    private final Label uptimeLabel = whole(quiet(""));
    private final Label uptime = new Label();
    private final Label seenBy = whole(new Label());
    private final GridPane facts = new GridPane();
    private final Button pause = new Button();
    private final HintHolder pauseHint = HintHolder.of(pause);

    NodeTile(PanelViewModel panel, EntryMenu menu) {
        this(panel, menu, new VBox());
    }

    private NodeTile(PanelViewModel panel, EntryMenu menu, VBox face) {
        super(panel, menu, face, "▶ Start");
        pause.getStyleClass().add("pause");
        pause.setOnAction(event -> panel.commands().pauseOrResume(getItem()));
        face.getChildren().setAll(head(), middle(), buttons());
        LazyTooltip.install(name).bind(name.textProperty());
        bind();
    }

    private HBox head() {
        fault.setMinWidth(MIN_FAULT_WIDTH);
        fault.setPrefWidth(MIN_FAULT_WIDTH);
        fault.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(fault, Priority.ALWAYS);
        state.setMinWidth(MIN_STATE_WIDTH);
        var head = new HBox(8, name, fault, state);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private StackPane middle() {
        pid.setId("pid");
        seenBy.setId("seenBy");
        facts.getStyleClass().add("facts");
        facts.getColumnConstraints().setAll(column(60, Priority.ALWAYS), column(USE_PREF_SIZE, null), column(50, null));
        facts.addRow(0, fact(whole(quiet("at")), address), quiet("PID"), pid);
        facts.addRow(1, fact(uptimeLabel, uptime), whole(quiet("seen by")), seenBy);
        problem.setAlignment(Pos.TOP_LEFT);
        problem.setWrapText(true);
        problem.setMinHeight(0);
        problem.setPrefHeight(0);
        // As high as what it replaces, however long it is.
        problem.maxHeightProperty().bind(facts.heightProperty());
        var middle = new StackPane(facts, problem);
        middle.setAlignment(Pos.TOP_LEFT);
        return middle;
    }

    private HBox buttons() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var buttons = new HBox(6, startHint, pauseHint, killHint, gap, more);
        buttons.getStyleClass().add("tile-buttons");
        return buttons;
    }

    private static ColumnConstraints column(double minWidth, @Nullable Priority grow) {
        var column = new ColumnConstraints();
        column.setMinWidth(minWidth);
        column.setHgrow(grow);
        return column;
    }

    private static HBox fact(Label name, Label value) {
        var fact = new HBox(name, value);
        fact.getStyleClass().add("fact");
        return fact;
    }

    private static Label quiet(String words) {
        var label = new Label(words);
        label.getStyleClass().add("quiet");
        return label;
    }

    /** Never cut. */
    private static Label whole(Label label) {
        label.setMinWidth(USE_PREF_SIZE);
        return label;
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
