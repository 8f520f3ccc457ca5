package dev.telltale.dashboard.timeline;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Replaces the header of the grid while the grid shows the past: the time shown, and a button back to the present. */
public final class HistoryBanner extends HBox {
    private static final String WHOLE =
            "\nGrid, cell, detection times, sentence, and the colour and \"seen by\" of the tiles"
                    + " are of this time;\nthe process, its data and the buttons of a tile are of the present.";
    private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

    /** Hides the hint while it is visible, and sets the pseudo-class {@code past} on the grid. */
    public HistoryBanner(TimelineViewModel model, Node hint, Node grid) {
        super(8);
        setId("historyBanner");
        getStyleClass().add("history-banner");
        setAlignment(Pos.CENTER_LEFT);
        var words = new Label();
        words.setId("shownTime");
        words.textProperty().bind(model.pastLabelProperty());
        words.setMinWidth(0);
        words.setTooltip(new Tooltip());
        words.getTooltip().textProperty().bind(words.textProperty().concat(WHOLE));
        var live = new Button("Live");
        live.setId("live");
        live.setMinWidth(Region.USE_PREF_SIZE);
        LazyTooltip.install(live, KeyBindings.LIVE.tooltip("Back to the present"));
        live.setOnAction(event -> model.live());
        getChildren().addAll(words, live);
        visibleProperty().bind(model.pastLabelProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
        hint.visibleProperty().bind(visibleProperty().not());
        hint.managedProperty().bind(hint.visibleProperty());
        visibleProperty().addListener((property, before, after) -> grid.pseudoClassStateChanged(PAST, after));
    }
}
