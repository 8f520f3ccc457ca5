package dev.telltale.report;

import static dev.telltale.report.NumberFormat.px;

import dev.telltale.report.BeliefLanes.StatusLane;
import dev.telltale.report.TruthLanes.Bar;
import dev.telltale.report.TruthLanes.Row;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.RunResult.InjectedFault;
import dev.telltale.text.DurationFormat;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Draws injected faults above the status of each lane on one time axis, so that the detection time is the distance
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
    private static final int MAX_ROWS = 40;
    private static final int MAX_EDGES = 60;
    private static final int MAX_NAMED_LINKS = 12;
    private static final int MAX_NAME_LENGTH = 26;

    private final XmlWriter page;
    private final SvgWriter svg;
    private final RunResult run;
    private final TimeScale scale;
    private final List<Row> faultRows;
    private final int omittedRows;
    private final BeliefLanes.Selection selection;
    private double y = TOP;

    private Timeline(XmlWriter page, RunResult run) {
        this.page = page;
        svg = new SvgWriter(page);
        this.run = run;
        scale = new TimeScale(run.start(), run.end(), LEFT, RIGHT);
        List<Row> rows = TruthLanes.of(run, scale);
        faultRows = rows.subList(0, Math.min(MAX_ROWS, rows.size()));
        omittedRows = rows.size() - faultRows.size();
        selection = BeliefLanes.of(run);
    }

    /** Writes an SVG element, and a note if rows or lanes are omitted. */
    static void draw(XmlWriter page, RunResult run) {
        new Timeline(page, run).draw();
    }

    private void draw() {
        double lanesTop = TOP + Math.max(1, faultRows.size()) * LANE + TOP;
        double bottom = lanesTop + selection.drawn().size() * LANE + groups() * GROUP_GAP;
        page.open("svg", "viewBox", "0 0 " + px(WIDTH) + " " + px(bottom + AXIS), "role", "img", "class", "timeline");
        page.element(
                "title",
                "Injected faults and the status of each lane, " + DurationFormat.measured(run.length()) + " in all");
        grid(bottom);
        edges(bottom);
        svg.text("heading", LEFT - 10, TOP - 21, "end", "injected faults");
        faultRows.forEach(this::row);
        if (faultRows.isEmpty()) {
            svg.text("name", LEFT - 10, y, "end", "none");
        }
        y = lanesTop;
        svg.text(
                "heading",
                LEFT - 10,
                lanesTop - 21,
                "end",
                "status by " + run.deciding().word());
        svg.text("name", WIDTH, lanesTop - 21, "end", "detected after");
        lanes();
        page.close();
        if (omittedRows > 0) {
            page.element(
                    "p",
                    NumberFormat.count(omittedRows, "more row") + " of faults not drawn: no space.",
                    "class",
                    "note");
        }
        if (selection.omitted() > 0) {
            page.element(
                    "p",
                    NumberFormat.count(selection.omitted(), "more lane") + " not drawn: up throughout, or no space.",
                    "class",
                    "note");
        }
    }

    private void grid(double bottom) {
        for (TimeScale.Tick tick : scale.ticks()) {
            svg.line("grid", tick.x(), TOP, bottom);
            svg.text("tick", tick.x(), bottom + 6, "middle", tick.label());
        }
    }

    /** Vertical lines through all lanes where a fault starts or ends. */
    private void edges(double bottom) {
        Set<Instant> drawn = new HashSet<>();
        for (InjectedFault fault : run.faults()) {
            if (drawn.size() < MAX_EDGES && drawn.add(fault.from())) {
                svg.line("begun", scale.x(fault.from()), TOP, bottom);
            }
            if (fault.until() != null && drawn.size() < MAX_EDGES && drawn.add(fault.until())) {
                svg.line("ended", scale.x(fault.until()), TOP, bottom);
            }
        }
    }

    private void row(Row row) {
        svg.text("name", LEFT - 10, y, "end", NumberFormat.tail(row.name(), MAX_NAME_LENGTH));
        svg.bar("well", LEFT, y, RIGHT - LEFT, "in service");
        row.bars().forEach(bar -> bar(bar));
        y += LANE;
    }

    private void bar(Bar bar) {
        svg.bar("done", bar.x(), y, bar.width(), tooltip(bar.fault()));
        double at = bar.isLabelAtEnd() ? RIGHT - 4 : bar.x() + 5;
        svg.text("word", at, y, bar.isLabelAtEnd() ? "end" : "start", bar.label());
    }

    private String tooltip(InjectedFault fault) {
        String to = fault.links().isEmpty()
                ? fault.nodes().stream().map(Object::toString).collect(Collectors.joining(", "))
                : fault.links().stream()
                                .limit(MAX_NAMED_LINKS)
                                .map(Object::toString)
                                .collect(Collectors.joining(", "))
                        + (fault.links().size() > MAX_NAMED_LINKS ? ", ..." : "");
        return to + ": " + fault.label() + scale.span(fault.from(), fault.until());
    }

    private void lanes() {
        var rows = new BeliefRows(svg, scale, run);
        StatusLane before = null;
        for (StatusLane lane : selection.drawn()) {
            if (before != null && !before.lane().subject().equals(lane.lane().subject())) {
                y += GROUP_GAP;
            }
            before = lane;
            rows.draw(lane, y);
            y += LANE;
        }
    }

    private long groups() {
        return Math.max(
                0,
                selection.drawn().stream()
                                .map(lane -> lane.lane().subject())
                                .distinct()
                                .count()
                        - 1);
    }
}
