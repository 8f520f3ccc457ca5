package dev.telltale.report;

import static dev.telltale.report.NumberFormat.px;

import dev.telltale.qos.MeasuredRange;
import dev.telltale.report.BeliefLanes.BeliefLane;
import dev.telltale.report.TruthLanes.Bar;
import dev.telltale.report.TruthLanes.Row;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.RunResult.InjectedFault;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Draws truth over belief on one axis, so that the detection time is the gap between the edge of a deed and the cross. Every
 * piece has its words as a tooltip.
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
    private final SvgWriter pen;
    private final RunResult story;
    private final TimeScale scale;
    private final List<Row> truth;
    private final int moreTruth;
    private final BeliefLanes.Choice beliefs;
    private double y = TOP;

    private Timeline(XmlWriter page, RunResult story) {
        this.page = page;
        pen = new SvgWriter(page);
        this.story = story;
        scale = new TimeScale(story.start(), story.end(), LEFT, RIGHT);
        List<Row> rows = TruthLanes.of(story, scale);
        truth = rows.subList(0, Math.min(MAX_ROWS, rows.size()));
        moreTruth = rows.size() - truth.size();
        beliefs = BeliefLanes.of(story);
    }

    /** Writes an SVG element, and a sentence about what had no room. */
    static void draw(XmlWriter page, RunResult story) {
        new Timeline(page, story).draw();
    }

    private void draw() {
        double beliefTop = TOP + Math.max(1, truth.size()) * LANE + TOP;
        double bottom = beliefTop + beliefs.drawn().size() * LANE + groups() * GROUP_GAP;
        page.open("svg", "viewBox", "0 0 " + px(WIDTH) + " " + px(bottom + AXIS), "role", "img", "class", "timeline");
        page.element(
                "title", "What was done over what was believed, " + MeasuredRange.words(story.length()) + " in all");
        grid(bottom);
        edges(bottom);
        pen.text("heading", LEFT - 10, TOP - 21, "end", "what was done");
        truth.forEach(this::row);
        if (truth.isEmpty()) {
            pen.text("name", LEFT - 10, y, "end", "nothing");
        }
        y = beliefTop;
        pen.text(
                "heading",
                LEFT - 10,
                beliefTop - 21,
                "end",
                "what " + story.deciding().word() + " held");
        pen.text("name", WIDTH, beliefTop - 21, "end", "noticed after");
        beliefs();
        page.close();
        if (moreTruth > 0) {
            page.element(
                    "p", NumberFormat.count(moreTruth, "more row") + " of what was done had no room.", "class", "note");
        }
        if (beliefs.left() > 0) {
            page.element(
                    "p",
                    NumberFormat.count(beliefs.left(), "more lane") + " held up throughout, or had no room.",
                    "class",
                    "note");
        }
    }

    private void grid(double bottom) {
        for (TimeScale.Tick tick : scale.ticks()) {
            pen.line("grid", tick.x(), TOP, bottom);
            pen.text("tick", tick.x(), bottom + 6, "middle", tick.label());
        }
    }

    /** Where something was done, through everything that is believed. */
    private void edges(double bottom) {
        Set<Instant> drawn = new HashSet<>();
        for (InjectedFault done : story.done()) {
            if (drawn.size() < MAX_EDGES && drawn.add(done.from())) {
                pen.line("begun", scale.x(done.from()), TOP, bottom);
            }
            if (done.until() != null && drawn.size() < MAX_EDGES && drawn.add(done.until())) {
                pen.line("ended", scale.x(done.until()), TOP, bottom);
            }
        }
    }

    private void row(Row row) {
        pen.text("name", LEFT - 10, y, "end", NumberFormat.tail(row.name(), MAX_NAME_LENGTH));
        pen.bar("well", LEFT, y, RIGHT - LEFT, "as it should be");
        row.bars().forEach(bar -> bar(bar));
        y += LANE;
    }

    private void bar(Bar bar) {
        pen.bar("done", bar.x(), y, bar.width(), words(bar.done()));
        double at = bar.isWordAtEnd() ? RIGHT - 4 : bar.x() + 5;
        pen.text("word", at, y, bar.isWordAtEnd() ? "end" : "start", bar.word());
    }

    private String words(InjectedFault done) {
        String to = done.links().isEmpty()
                ? done.nodes().stream().map(Object::toString).collect(Collectors.joining(", "))
                : done.links().stream()
                                .limit(MAX_NAMED_LINKS)
                                .map(Object::toString)
                                .collect(Collectors.joining(", "))
                        + (done.links().size() > MAX_NAMED_LINKS ? ", ..." : "");
        return to + ": " + done.label() + scale.span(done.from(), done.until());
    }

    private void beliefs() {
        var rows = new BeliefRows(pen, scale, story);
        BeliefLane before = null;
        for (BeliefLane lane : beliefs.drawn()) {
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
                beliefs.drawn().stream()
                                .map(lane -> lane.lane().subject())
                                .distinct()
                                .count()
                        - 1);
    }
}
