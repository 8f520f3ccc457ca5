package dev.telltale.report;

import static dev.telltale.report.NumberFormat.px;

import dev.telltale.report.FaultRows.Bar;
import dev.telltale.report.FaultRows.Row;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.RunResult.InjectedFault;
import dev.telltale.text.DurationFormat;
import dev.telltale.timeline.StatusLane;
import dev.telltale.timeline.TimeTick;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Draws faults above the status of each lane on one time axis, so that the detection time is the distance
 * between the start of a fault and the change to down. Every shape has a tooltip.
 */
final class Timeline {
    static final double WIDTH = 1_120;
    static final double LEFT = 172;
    private static final double RIGHT = 944;
    private static final double LANE = 22;
    private static final double GROUP_GAP = 6;
    private static final double TOP = 26;
    private static final double AXIS = 26;
    private static final int MAX_TICK_STEPS = 12;
    private static final int MAX_ROWS = 40;
    private static final int MAX_EDGES = 60;
    private static final int MAX_NAMED_LINKS = 12;
    private static final int MAX_NAME_LENGTH = 26;

    private final Shapes shapes;
    private final RunResult run;
    private final TimeScale scale;
    private final List<Row> rows;
    private final StatusLanes lanes;
    private final List<Double> tops;

    private Timeline(Shapes shapes, RunResult run) {
        this.shapes = shapes;
        this.run = run;
        scale = TimeScale.of(run, LEFT, RIGHT);
        rows = FaultRows.of(run.faults(), scale);
        lanes = StatusLanes.of(run);
        tops = StatusLane.tops(
                lanes.drawn().stream().map(StatusLanes.Content::lane).toList(), LANE, GROUP_GAP);
    }

    /** Writes an SVG element, and a note if rows or lanes are omitted. */
    static void draw(XmlWriter page, RunResult run) {
        new Timeline(new SvgWriter(page), run).draw(page);
    }

    private void draw(XmlWriter page) {
        page.open("svg", "viewBox", "0 0 " + px(WIDTH) + " " + px(bottom() + AXIS), "role", "img", "class", "timeline");
        page.element(
                "title", "Faults and the status of each lane, " + DurationFormat.measured(run.length()) + " in all");
        drawShapes();
        page.close();
        note(page, rows.size() - drawnRows(), "more row", " of faults not drawn: no space.");
        note(page, lanes.omitted(), "more lane", " not drawn: up throughout, or no space.");
    }

    /** The same as a picture. */
    static BufferedImage picture(RunResult run) {
        var size = new Timeline(new SvgWriter(new XmlWriter("")), run);
        var image = new ImageShapes(WIDTH, size.bottom() + AXIS);
        new Timeline(image, run).drawShapes();
        return image.finished();
    }

    private int drawnRows() {
        return Math.min(MAX_ROWS, rows.size());
    }

    private double lanesTop() {
        return TOP + Math.max(1, drawnRows()) * LANE + TOP;
    }

    private double bottom() {
        return lanesTop() + (tops.isEmpty() ? 0 : tops.get(tops.size() - 1) + LANE);
    }

    private void drawShapes() {
        int drawnRows = drawnRows();
        double lanesTop = lanesTop();
        double bottom = bottom();
        for (TimeTick tick : TimeTick.ofElapsed(scale.window(), MAX_TICK_STEPS)) {
            shapes.line("grid", scale.x(tick.at()), TOP, bottom);
            shapes.text("tick", scale.x(tick.at()), bottom + 6, "middle", tick.label());
        }
        edges(bottom);
        shapes.text("heading", LEFT - 10, TOP - 21, "end", "faults");
        for (int i = 0; i < drawnRows; i++) {
            row(rows.get(i), TOP + i * LANE);
        }
        if (drawnRows == 0) {
            shapes.text("name", LEFT - 10, TOP, "end", "none");
        }
        String heading = "status by " + run.deciding().id();
        shapes.text("heading", LEFT - 10, lanesTop - 21, "end", heading);
        shapes.text("name", WIDTH, lanesTop - 21, "end", "detected after");
        var painter = new LanePainter(shapes, scale, run);
        for (int i = 0; i < tops.size(); i++) {
            painter.draw(lanes.drawn().get(i), lanesTop + tops.get(i));
        }
    }

    private static void note(XmlWriter page, int omitted, String what, String why) {
        if (omitted > 0) {
            page.element("p", NumberFormat.count(omitted, what) + why, "class", "note");
        }
    }

    /** Vertical lines through all lanes where a fault starts or ends. */
    private void edges(double bottom) {
        Set<Instant> drawn = new HashSet<>();
        for (InjectedFault fault : run.faults()) {
            edge("begun", fault.from(), drawn, bottom);
            edge("ended", fault.until(), drawn, bottom);
        }
    }

    private void edge(String style, @Nullable Instant at, Set<Instant> drawn, double bottom) {
        if (at != null && drawn.size() < MAX_EDGES && drawn.add(at)) {
            shapes.line(style, scale.x(at), TOP, bottom);
        }
    }

    private void row(Row row, double y) {
        shapes.text("name", LEFT - 10, y, "end", NumberFormat.tail(row.name(), MAX_NAME_LENGTH));
        shapes.bar("well", LEFT, y, RIGHT - LEFT, "in service");
        for (Bar bar : row.bars()) {
            shapes.bar("done", bar.x(), y, bar.end() - bar.x(), tooltip(bar.fault()));
            double at = bar.isLabelAtEnd() ? RIGHT - 4 : bar.x() + 5;
            shapes.text("word", at, y, bar.isLabelAtEnd() ? "end" : "start", bar.label());
        }
    }

    private String tooltip(InjectedFault fault) {
        List<?> targets = fault.links().isEmpty() ? fault.nodes() : fault.links();
        int max = fault.links().isEmpty() ? Integer.MAX_VALUE : MAX_NAMED_LINKS;
        String names = targets.stream().limit(max).map(Object::toString).collect(Collectors.joining(", "));
        return names + (targets.size() > max ? ", ..." : "") + ": " + fault.label()
                + scale.span(fault.from(), fault.until());
    }
}
