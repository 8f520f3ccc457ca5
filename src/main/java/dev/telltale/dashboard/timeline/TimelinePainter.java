package dev.telltale.dashboard.timeline;

import dev.telltale.dashboard.kit.CanvasPainter;
import dev.telltale.dashboard.kit.Palette;
import dev.telltale.dashboard.kit.Palette.Tone;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments;
import dev.telltale.dashboard.viewmodel.timeline.TimelinePicture;
import dev.telltale.dashboard.viewmodel.timeline.TimelineSpot;
import dev.telltale.text.DurationFormat;
import dev.telltale.timeline.StatusLane;
import dev.telltale.timeline.TimeTick;
import java.time.Instant;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Paints the timeline: names, ground truth, lanes, axis, and the lines across them. */
final class TimelinePainter extends CanvasPainter {
    private static final double MAX_LABEL_WIDTH = 170;
    private static final double MIN_TICK_DISTANCE = 110;
    private static final double RING = 2;

    private final TruthPainter truthPainter;
    private final LanePainter lanePainter;

    /** The hovered point, the focus, and the scroll offset of the lanes in pixels. */
    record Highlights(double scroll, @Nullable TimelineSpot hovered, boolean isFocused) {}

    TimelinePainter(GraphicsContext gc, Palette palette) {
        super(gc, palette);
        truthPainter = new TruthPainter(this);
        lanePainter = new LanePainter(this);
    }

    /** The width of the widest lane name, at most 170 pixels. */
    double labelWidth(List<StatusLane> lanes) {
        double widest = text.width(TruthPainter.LABEL, text.small);
        for (StatusLane lane : lanes) {
            widest = Math.max(widest, text.width(lane.label(), text.small));
        }
        return Math.min(MAX_LABEL_WIDTH, widest);
    }

    void paint(TimelinePicture picture, TimelineLayout layout, Highlights highlights) {
        double width = gc.getCanvas().getWidth();
        gc.clearRect(0, 0, width, layout.height());
        axis(picture, layout, highlights);
        truthPainter.paint(picture, layout);
        lanes(picture, layout, highlights);
        unknown(picture, layout);
        truthPainter.lines(picture, layout);
        cursors(picture, layout, highlights);
        if (highlights.isFocused()) {
            gc.setStroke(palette.of(Tone.RING));
            gc.setLineWidth(RING);
            gc.strokeRoundRect(RING, RING / 2, width - 2 * RING, layout.height() - RING, 8, 8);
        }
    }

    private void axis(TimelinePicture picture, TimelineLayout layout, Highlights highlights) {
        boolean isLive = !picture.window().to().isBefore(picture.now());
        double nowLeft = isLive ? layout.right() - text.width("now", text.small) / 2 - 8 : Double.MAX_VALUE;
        int maxTicks = (int) Math.max(2, (layout.right() - layout.left()) / MIN_TICK_DISTANCE);
        for (TimeTick tick : TimeTick.ofClock(picture.window(), picture.zone(), maxTicks)) {
            double x = Math.rint(layout.x(picture.window().share(tick.at()))) + 0.5;
            vertical(x, layout, palette.of(Tone.EDGE), 1);
            double half = text.width(tick.label(), text.small) / 2;
            if (x + half < nowLeft && isFree(x, half, picture, layout, highlights)) {
                axisLabel(tick.label(), palette.of(Tone.MUTED), x, layout);
            }
        }
        if (isLive) {
            vertical(Math.rint(layout.right()) + 0.5, layout, palette.of(Tone.EDGE), 1);
            axisLabel("now", palette.of(Tone.MUTED), layout.right(), layout);
        }
    }

    /** Whether a tick label does not touch the time of a cursor; touching labels would be misread. */
    private boolean isFree(
            double x, double half, TimelinePicture picture, TimelineLayout layout, Highlights highlights) {
        TimelineSpot hovered = highlights.hovered();
        Instant selected = picture.selected();
        double room = half + text.width("00:00:00.000", text.small) / 2 + 8;
        return (hovered == null || Math.abs(layout.x(picture.window().share(hovered.at())) - x) > room)
                && (selected == null || Math.abs(layout.x(picture.window().share(selected)) - x) > room);
    }

    private void axisLabel(String label, Color color, double x, TimelineLayout layout) {
        draw(label, text.small, color, TextAlignment.CENTER, VPos.TOP, x, layout.axisTop() + 4);
    }

    private void vertical(double x, TimelineLayout layout, Color color, double width) {
        gc.setStroke(color);
        gc.setLineWidth(width);
        gc.strokeLine(x, 2, x, layout.axisTop());
    }

    private void lanes(TimelinePicture picture, TimelineLayout layout, Highlights highlights) {
        gc.save();
        gc.beginPath();
        gc.rect(0, layout.lanesTop() - 1, gc.getCanvas().getWidth(), layout.axisTop() - layout.lanesTop() + 1);
        gc.clip();
        TimelineSpot hovered = highlights.hovered();
        for (int i = 0; i < picture.lanes().size(); i++) {
            LaneSegments segments = picture.lanes().get(i);
            double top = layout.laneTop(picture.firstLane() + i, highlights.scroll());
            boolean isHovered = hovered != null && segments.lane().equals(hovered.lane());
            if (isHovered) {
                gc.setFill(palette.of(Tone.HIGHLIGHT));
                gc.fillRoundRect(8, top, layout.right() - 8, layout.pitch(), 6, 6);
            }
            label(segments.lane(), layout, top, isHovered);
            lanePainter.paint(segments, layout, top);
        }
        gc.restore();
    }

    private void label(StatusLane lane, TimelineLayout layout, double top, boolean isHovered) {
        boolean isPart = layout.tops().size() > 30 && lane.observer() != null;
        double x = TimelineLayout.MARGIN + (isPart ? 10 : 0);
        String fit = text.fit(lane.label(), text.small, layout.left() - x - 6);
        Color color = palette.of(isHovered ? Tone.TEXT : Tone.MUTED);
        left(fit, text.small, color, x, top + layout.pitch() / 2);
    }

    /** Labels the part without data: before the watch began, or older than the history. */
    private void unknown(TimelinePicture picture, TimelineLayout layout) {
        Instant begin = picture.begin();
        double until =
                begin == null ? layout.right() : layout.x(picture.window().share(begin));
        double end = Math.min(layout.right(), until);
        String words = picture.isCut() ? "older is not kept" : "not watched yet";
        if (end - layout.left() > text.width(words, text.small) + 16) {
            double y = (layout.lanesTop() + layout.axisTop()) / 2;
            centered(words, text.small, palette.of(Tone.MUTED), (layout.left() + end) / 2, y);
        }
        if (picture.isCut() && begin != null && picture.window().share(begin) > 0 && until <= layout.right()) {
            gc.setLineDashes(3, 3);
            vertical(Math.rint(until) + 0.5, layout, palette.of(Tone.MUTED), 1);
            gc.setLineDashes();
        }
    }

    private void cursors(TimelinePicture picture, TimelineLayout layout, Highlights highlights) {
        TimelineSpot hovered = highlights.hovered();
        if (hovered != null) {
            cursor(hovered.at(), picture, layout, palette.of(Tone.MUTED), 1);
        }
        Instant selected = picture.selected();
        if (selected != null) {
            cursor(selected, picture, layout, palette.of(Tone.RING), RING);
        }
    }

    private void cursor(Instant at, TimelinePicture picture, TimelineLayout layout, Color color, double width) {
        double share = picture.window().share(at);
        if (share < 0 || share > 1) {
            return;
        }
        double x = Math.rint(layout.x(share)) + 0.5;
        vertical(x, layout, color, width);
        String label = DurationFormat.clock(at, picture.zone());
        double half = text.width(label, text.small) / 2 + 5;
        double middle = Math.max(half, Math.min(gc.getCanvas().getWidth() - half, x));
        gc.setFill(palette.of(Tone.BACKGROUND));
        gc.fillRect(middle - half, layout.axisTop() + 1, 2 * half, TimelineLayout.AXIS - 3);
        axisLabel(label, color, middle, layout);
    }
}
