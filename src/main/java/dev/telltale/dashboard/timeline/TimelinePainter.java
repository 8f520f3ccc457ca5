package dev.telltale.dashboard.timeline;

import dev.telltale.dashboard.canvas.CanvasPainter;
import dev.telltale.dashboard.canvas.Palette;
import dev.telltale.dashboard.canvas.Palette.Tone;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments;
import dev.telltale.dashboard.viewmodel.timeline.TimelinePicture;
import dev.telltale.dashboard.viewmodel.timeline.TimelineSpot;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.ShortNames;
import dev.telltale.timeline.StatusLane;
import java.time.Instant;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Paints the timeline but for its axis: names, ground truth, lanes, and the lines across them. */
final class TimelinePainter extends CanvasPainter {
    private static final double MAX_LABEL_WIDTH = 170;
    private static final double RING = 2;

    private final ShortNames names;
    private final TruthPainter truthPainter;
    private final LanePainter lanePainter;
    private @Nullable Content painted;

    /** The hovered point, the focus, and the scroll offset of the lanes in pixels. */
    record Highlights(double scroll, @Nullable TimelineSpot hovered, boolean isFocused) {}

    /** All that is painted. */
    record Content(TimelinePicture picture, TimelineLayout layout, Highlights highlights, long appearanceChanges) {
        boolean looksLike(@Nullable Content other) {
            return other != null
                    && layout.equals(other.layout)
                    && highlights.equals(other.highlights)
                    && appearanceChanges == other.appearanceChanges
                    && (highlights.hovered() == null || picture.window().equals(other.picture.window()))
                    && picture.looksLike(other.picture);
        }
    }

    /** @param lanes with all nodes as subjects, among which a shortened name must be distinct */
    TimelinePainter(GraphicsContext gc, Palette palette, List<StatusLane> lanes) {
        super(gc, palette);
        names = ShortNames.of(
                lanes.stream().map(lane -> lane.subject().value()).distinct().toList());
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

    /** Paints the content, unless the canvas shows it already; returns whether it did. */
    boolean paint(Content content) {
        if (content.looksLike(painted)) {
            return false;
        }
        painted = content;
        paint(content.picture(), content.layout(), content.highlights());
        return true;
    }

    private void paint(TimelinePicture picture, TimelineLayout layout, Highlights highlights) {
        double width = canvasWidth();
        gc.clearRect(0, 0, width, layout.height());
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

    private void axisLabel(String label, Color color, double x, TimelineLayout layout) {
        draw(label, text.small, color, TextAlignment.CENTER, VPos.TOP, x, layout.axisTop() + TimeAxis.LABEL_GAP);
    }

    private void vertical(double x, TimelineLayout layout, Color color, double width) {
        gc.setStroke(color);
        gc.setLineWidth(width);
        gc.strokeLine(x, 2, x, layout.axisTop());
    }

    private void lanes(TimelinePicture picture, TimelineLayout layout, Highlights highlights) {
        gc.save();
        gc.beginPath();
        gc.rect(0, layout.lanesTop() - 1, canvasWidth(), layout.axisTop() - layout.lanesTop() + 1);
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
            lanePainter.paint(segments, layout.left(), layout.pitch(), top);
        }
        gc.restore();
    }

    private void label(StatusLane lane, TimelineLayout layout, double top, boolean isHovered) {
        boolean isPart = layout.tops().size() > 30 && lane.observer() != null;
        double x = TimelineLayout.MARGIN + (isPart ? 10 : 0);
        String fit = fit(lane, layout.left() - x - 6);
        Color color = palette.of(isHovered ? Tone.TEXT : Tone.MUTED);
        left(fit, text.small, color, x, top + layout.pitch() / 2);
    }

    /** The label, with both names shortened if it does not fit. */
    private String fit(StatusLane lane, double room) {
        if (text.width(lane.label(), text.small) <= room) {
            return lane.label();
        }
        String subject = lane.subject().value();
        NodeId observer = lane.observer();
        String about = observer == null ? "all about " : " about ";
        double free = room - text.width(about, text.small);
        if (observer == null) {
            return about + text.fit(subject, names, text.small, free);
        }
        double most = Math.max(free / 2, free - text.width(subject, text.small));
        String first = text.fit(observer.value(), names, text.small, most);
        return first + about + text.fit(subject, names, text.small, free - text.width(first, text.small));
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
        double middle = Math.max(half, Math.min(canvasWidth() - half, x));
        gc.setFill(palette.of(Tone.BACKGROUND));
        gc.fillRect(middle - half, layout.axisTop() + 1, 2 * half, TimelineLayout.AXIS - 3);
        axisLabel(label, color, middle, layout);
    }
}
