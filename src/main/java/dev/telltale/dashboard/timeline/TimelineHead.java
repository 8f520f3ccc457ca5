package dev.telltale.dashboard.timeline;

import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Text about the hovered point of the timeline, and the button back to the present. */
public final class TimelineHead extends HBox {
    /** @param hasPresent false for the timeline of a recording */
    public TimelineHead(TimelineViewModel model, boolean hasPresent) {
        super(8);
        setId("timelineHead");
        getStyleClass().add("timeline-head");
        setAlignment(Pos.CENTER_RIGHT);
        StackPane.setAlignment(this, Pos.TOP_RIGHT);
        setPickOnBounds(false);
        setMaxHeight(Region.USE_PREF_SIZE);
        var readout = new Label();
        readout.setId("timelineReadout");
        readout.textProperty().bind(model.readoutProperty());
        readout.setMouseTransparent(true);
        readout.setMinWidth(0);
        HBox.setHgrow(readout, Priority.SOMETIMES);
        var live = new Button();
        live.setId("timelineLive");
        live.getStyleClass().add("flat");
        live.setMinWidth(Region.USE_PREF_SIZE);
        live.textProperty()
                .bind(Bindings.when(model.followingProperty()).then("● live").otherwise("▶ Live"));
        live.disableProperty().bind(model.followingProperty());
        LazyTooltip.install(live, KeyBindings.LIVE.tooltip("Back to the present"));
        live.setOnAction(event -> model.live());
        live.setVisible(hasPresent);
        live.setManaged(hasPresent);
        getChildren().addAll(readout, live);
    }
}
