package dev.telltale.dashboard.recording;

import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.recording.RecordingPlayer;
import dev.telltale.dashboard.viewmodel.recording.RecordingText;
import dev.telltale.recording.RecordedEvent.Gap;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** A strip below the time slider that shows what is not recorded, at the places of the slider. FX thread only. */
final class GapStrip extends Pane {
    private static final double HEIGHT = 6;
    private static final double MIN_GAP_WIDTH = 3;
    private static final int MAX_GAPS = 500;

    private final RecordingPlayer player;
    private final double inset;

    /** @param inset from the ends of the slider to its first and last value */
    GapStrip(RecordingPlayer player, RecordingText text, double inset) {
        this.player = player;
        this.inset = inset;
        setId("recordingGaps");
        getStyleClass().add("gap-strip");
        setMinHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setMinWidth(0);
        text.gaps().stream().limit(MAX_GAPS).forEach(gap -> getChildren().add(mark(gap, text)));
    }

    private static Region mark(Gap gap, RecordingText text) {
        var mark = new Region();
        mark.getStyleClass().add("gap");
        mark.setUserData(gap);
        LazyTooltip.install(mark, text.of(gap));
        mark.setAccessibleText(text.of(gap));
        return mark;
    }

    @Override
    protected void layoutChildren() {
        double length = Math.max(0, getWidth() - 2 * inset);
        getChildren().forEach(mark -> {
            var gap = (Gap) mark.getUserData();
            double from = player.share(gap.from()) * length;
            double until = player.share(gap.until()) * length;
            mark.resizeRelocate(inset + from, 0, Math.max(MIN_GAP_WIDTH, until - from), HEIGHT);
        });
    }
}
