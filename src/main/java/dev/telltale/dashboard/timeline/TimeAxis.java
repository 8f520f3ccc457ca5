package dev.telltale.dashboard.timeline;

import dev.telltale.dashboard.canvas.CanvasText;
import dev.telltale.dashboard.canvas.Palette;
import dev.telltale.dashboard.canvas.Palette.Tone;
import dev.telltale.dashboard.timeline.TimelinePainter.Highlights;
import dev.telltale.dashboard.viewmodel.timeline.TimelinePicture;
import dev.telltale.text.DurationFormat;
import dev.telltale.timeline.TimeTick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.text.Text;

/**
 * The ticks of the timeline, behind the canvas. They are nodes, since they are all that moves while nothing happens: the
 * window is then redrawn only around them.
 */
final class TimeAxis extends Pane {
    /** From the axis to the labels, in pixels. */
    static final double LABEL_GAP = 4;

    private static final double MIN_DISTANCE = 110;
    private static final double TOP = 2;

    private final Palette palette;
    private final CanvasText text = new CanvasText();
    private final List<Tick> ticks = new ArrayList<>();

    TimeAxis(Palette palette) {
        this.palette = palette;
        setManaged(false);
        setMouseTransparent(true);
    }

    /** A line and its label, which are moved as a whole; reused. */
    private final class Tick {
        private final Line line = new Line();
        private final Text label = new Text();

        Tick() {
            line.setManaged(false);
            label.setManaged(false);
            line.setStartX(0.5);
            line.setEndX(0.5);
            line.setStartY(TOP);
            label.setTextOrigin(VPos.TOP);
            label.setFont(text.small);
            getChildren().addAll(line, label);
        }

        void show(double x, String words, boolean isLabelled, double bottom) {
            line.setStroke(palette.of(Tone.EDGE));
            line.setTranslateX(x);
            line.setEndY(bottom);
            line.setVisible(true);
            label.setFill(palette.of(Tone.MUTED));
            if (!label.getText().equals(words)) {
                label.setText(words);
                label.setX(Math.rint(-label.getLayoutBounds().getWidth() / 2));
            }
            label.setTranslateX(x);
            label.setY(bottom + LABEL_GAP);
            label.setVisible(isLabelled);
        }

        void hide() {
            line.setVisible(false);
            label.setVisible(false);
        }
    }

    void show(TimelinePicture picture, TimelineLayout layout, Highlights highlights) {
        int shown = 0;
        int maxTicks = (int) Math.max(2, (layout.right() - layout.left()) / MIN_DISTANCE);
        double nowLeft = layout.right() - text.width("now", text.small) / 2 - 8;
        for (TimeTick tick : TimeTick.ofClock(picture.window(), picture.zone(), maxTicks)) {
            double x = Math.rint(layout.x(picture.window().share(tick.at())));
            double half = text.width(tick.label(), text.small) / 2;
            boolean isFree = (!picture.isLive() || x + half < nowLeft) && isFree(x, half, picture, layout, highlights);
            tick(shown++).show(x, tick.label(), isFree, layout.axisTop());
        }
        if (picture.isLive()) {
            tick(shown++).show(Math.rint(layout.right()), "now", true, layout.axisTop());
        }
        ticks.subList(shown, ticks.size()).forEach(Tick::hide);
    }

    private Tick tick(int index) {
        if (index == ticks.size()) {
            ticks.add(new Tick());
        }
        return ticks.get(index);
    }

    /** Whether a label does not touch the time of a cursor; touching labels would be misread. */
    private boolean isFree(
            double x, double half, TimelinePicture picture, TimelineLayout layout, Highlights highlights) {
        Instant hovered =
                highlights.hovered() == null ? null : highlights.hovered().at();
        return Stream.of(hovered, picture.selected()).filter(Objects::nonNull).allMatch(at -> {
            double room =
                    half + text.width(DurationFormat.dated(at, picture.now(), picture.zone()), text.small) / 2 + 8;
            return Math.abs(layout.x(picture.window().share(at)) - x) > room;
        });
    }
}
