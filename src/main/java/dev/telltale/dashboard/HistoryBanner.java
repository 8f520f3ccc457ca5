package dev.telltale.dashboard;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Over the grid while it shows the past: when that was, and the way back. */
final class HistoryBanner extends HBox {
    private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

    /** Stands in place of the hint, and marks what it is about. */
    HistoryBanner(TimelineViewModel model, Node hint, Node grid) {
        super(8);
        setId("pastBand");
        getStyleClass().add("past-band");
        setAlignment(Pos.CENTER_LEFT);
        var words = new Label();
        words.setId("asItWas");
        words.textProperty().bind(model.asItWasProperty());
        words.setMinWidth(0);
        words.setTooltip(new Tooltip());
        words.getTooltip().textProperty().bind(words.textProperty());
        var live = new Button("Live");
        live.setId("live");
        live.setMinWidth(Region.USE_PREF_SIZE);
        live.setTooltip(new Tooltip(KeyBindings.LIVE.tip("Back to the present")));
        live.setOnAction(event -> model.live());
        getChildren().addAll(words, live);
        visibleProperty().bind(model.asItWasProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
        hint.visibleProperty().bind(visibleProperty().not());
        hint.managedProperty().bind(hint.visibleProperty());
        visibleProperty().addListener((property, before, after) -> grid.pseudoClassStateChanged(PAST, after));
    }
}
