package dev.telltale.dashboard.timeline;

import dev.telltale.dashboard.kit.CanvasText;
import dev.telltale.dashboard.kit.Palette;
import dev.telltale.dashboard.kit.Palette.Tone;
import dev.telltale.dashboard.viewmodel.timeline.BeliefLane;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments;
import dev.telltale.dashboard.viewmodel.timeline.TimeTick;
import dev.telltale.dashboard.viewmodel.timeline.TimelinePicture;
import dev.telltale.dashboard.viewmodel.timeline.TimelineSpot;
import dev.telltale.text.DurationFormat;
import java.time.Instant;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Paints the whole timeline: names, what was done, lanes, axis, and the lines across all of them. */
final class TimelinePainter {
    private static final double WIDEST_LABEL = 170;
    private static final double TICK_ROOM = 110;
    private static final double RING = 2;

    private final GraphicsContext on;
    private final Palette palette;
    private final CanvasText text;
    private final TruthPainter truthPainter;
    private final LanePainter stripPainter;

    /** What is pointed at, and how far the lanes are scrolled. */
    record Marks(double scroll, @Nullable TimelineSpot hovered, boolean isFocused) {}

    TimelinePainter(GraphicsContext on, Palette palette, CanvasText text) {
        this.on = on;
        this.palette = palette;
        this.text = text;
        truthPainter = new TruthPainter(on, palette, text);
        stripPainter = new LanePainter(on, palette);
    }

    /** What the names need, in pixels. */
    double labelWidth(List<BeliefLane> lanes) {
        double widest = text.width(TruthPainter.LABEL, text.small);
        for (BeliefLane lane : lanes) {
            widest = Math.max(widest, text.width(lane.label(), text.small));
        }
        return Math.min(WIDEST_LABEL, widest);
    }

    void paint(TimelinePicture picture, TimelineLayout layout, Marks marks) {
        double width = on.getCanvas().getWidth();
        on.clearRect(0, 0, width, layout.height());
        axis(picture, layout, marks);
        truthPainter.paint(picture, layout);
        lanes(picture, layout, marks);
        unknown(picture, layout);
        truthPainter.lines(picture, layout);
        cursors(picture, layout, marks);
        if (marks.isFocused()) {
            on.setStroke(palette.of(Tone.RING));
            on.setLineWidth(RING);
            on.strokeRoundRect(RING, RING / 2, width - 2 * RING, layout.height() - RING, 8, 8);
        }
    }

    private void axis(TimelinePicture picture, TimelineLayout layout, Marks marks) {
        boolean isLive = !picture.window().to().isBefore(picture.now());
        double nowLeft = isLive ? layout.right() - text.width("now", text.small) / 2 - 8 : Double.MAX_VALUE;
        int most = (int) Math.max(2, (layout.right() - layout.left()) / TICK_ROOM);
        for (TimeTick tick : TimeTick.of(picture.window(), picture.zone(), most)) {
            double x = Math.rint(layout.x(picture.window().share(tick.at()))) + 0.5;
            vertical(x, layout, palette.of(Tone.EDGE), 1);
            double half = text.width(tick.label(), text.small) / 2;
            if (x + half < nowLeft && isFree(x, half, picture, layout, marks)) {
                axisLabel(tick.label(), palette.of(Tone.MUTED), x, layout);
            }
        }
        if (isLive) {
            vertical(Math.rint(layout.right()) + 0.5, layout, palette.of(Tone.EDGE), 1);
            axisLabel("now", palette.of(Tone.MUTED), layout.right(), layout);
        }
    }

    /** Half a name beside the time of a cursor would be read as another time. */
    private boolean isFree(double x, double half, TimelinePicture picture, TimelineLayout layout, Marks marks) {
        TimelineSpot hovered = marks.hovered();
        Instant selected = picture.selected();
        double room = half + text.width("00:00:00.000", text.small) / 2 + 8;
        return (hovered == null || Math.abs(layout.x(picture.window().share(hovered.at())) - x) > room)
                && (selected == null || Math.abs(layout.x(picture.window().share(selected)) - x) > room);
    }

    private void axisLabel(String label, Color color, double x, TimelineLayout layout) {
        CanvasText.draw(on, label, text.small, color, TextAlignment.CENTER, VPos.TOP, x, layout.axisTop() + 4);
    }

    private void vertical(double x, TimelineLayout layout, Color color, double width) {
        on.setStroke(color);
        on.setLineWidth(width);
        on.strokeLine(x, 2, x, layout.axisTop());
    }

    private void lanes(TimelinePicture picture, TimelineLayout layout, Marks marks) {
        on.save();
        on.beginPath();
        on.rect(0, layout.lanesTop() - 1, on.getCanvas().getWidth(), layout.axisTop() - layout.lanesTop() + 1);
        on.clip();
        TimelineSpot hovered = marks.hovered();
        for (int i = 0; i < picture.strips().size(); i++) {
            LaneSegments strip = picture.strips().get(i);
            double top = layout.laneTop(picture.firstLane() + i, marks.scroll());
            boolean isHovered = hovered != null && strip.lane().equals(hovered.lane());
            if (isHovered) {
                on.setFill(palette.of(Tone.LIT));
                on.fillRoundRect(8, top, layout.right() - 8, layout.pitch(), 6, 6);
            }
            label(strip.lane(), layout, top, isHovered);
            stripPainter.paint(strip, layout, top);
        }
        on.restore();
    }

    private void label(BeliefLane lane, TimelineLayout layout, double top, boolean isHovered) {
        boolean isPart = layout.tops().size() > 30 && lane.cell() != null;
        double x = TimelineLayout.MARGIN + (isPart ? 10 : 0);
        String fit = text.fit(lane.label(), text.small, layout.left() - x - 6);
        Color color = palette.of(isHovered ? Tone.TEXT : Tone.MUTED);
        CanvasText.draw(on, fit, text.small, color, TextAlignment.LEFT, VPos.CENTER, x, top + layout.pitch() / 2);
    }

    /** Where nothing can be told: not yet watched, or too long ago to be kept. */
    private void unknown(TimelinePicture picture, TimelineLayout layout) {
        Instant begin = picture.begin();
        double until =
                begin == null ? layout.right() : layout.x(picture.window().share(begin));
        double end = Math.min(layout.right(), until);
        String words = picture.isCut() ? "older is not kept" : "not watched yet";
        if (end - layout.left() > text.width(words, text.small) + 16) {
            double y = (layout.lanesTop() + layout.axisTop()) / 2;
            Color color = palette.of(Tone.MUTED);
            CanvasText.draw(
                    on, words, text.small, color, TextAlignment.CENTER, VPos.CENTER, (layout.left() + end) / 2, y);
        }
        if (picture.isCut() && begin != null && picture.window().share(begin) > 0 && until <= layout.right()) {
            on.setLineDashes(3, 3);
            vertical(Math.rint(until) + 0.5, layout, palette.of(Tone.MUTED), 1);
            on.setLineDashes();
        }
    }

    private void cursors(TimelinePicture picture, TimelineLayout layout, Marks marks) {
        TimelineSpot hovered = marks.hovered();
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
        double middle = Math.max(half, Math.min(on.getCanvas().getWidth() - half, x));
        on.setFill(palette.of(Tone.GROUND));
        on.fillRect(middle - half, layout.axisTop() + 1, 2 * half, TimelineLayout.AXIS - 3);
        axisLabel(label, color, middle, layout);
    }
}
