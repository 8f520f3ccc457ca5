package dev.telltale.report;

import static dev.telltale.report.Figures.px;

import dev.telltale.model.Status;
import dev.telltale.quality.Detection;
import dev.telltale.quality.Lane;
import dev.telltale.quality.Mistake;
import dev.telltale.quality.Outage;
import dev.telltale.report.BeliefLanes.BeliefLane;
import dev.telltale.report.BeliefLanes.Held;
import dev.telltale.report.RunStory.Done;
import dev.telltale.report.TruthLanes.Bar;
import dev.telltale.report.TruthLanes.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Draws truth over belief on one axis, so that the detection time is the gap between the edge of a deed and the cross. Every
 * piece has its words as a tooltip.
 */
final class Timeline {
    private static final double WIDTH = 1_120;
    private static final double LEFT = 168;
    private static final double RIGHT = 968;
    private static final double LANE = 22;
    private static final double BAR = 14;
    private static final double GROUP_GAP = 6;
    private static final double TOP = 26;
    private static final double AXIS = 26;
    private static final double SIGN_WIDTH = 16;
    private static final double WORD_WIDTH = 62;
    private static final int MOST_EDGES = 60;
    private static final int MOST_NAMED_LINKS = 12;
    private static final int MOST_TIMES = 3;

    private static final Map<Status, String> SIGNS = new EnumMap<>(Map.of(
            Status.UNKNOWN, "?",
            Status.UP, "●",
            Status.SUSPECT, "◐",
            Status.DOWN, "✕"));

    private final Markup page;
    private final RunStory story;
    private final TimeScale scale;
    private final List<Row> truth;
    private final BeliefLanes.Choice beliefs;
    private double y = TOP;

    private Timeline(Markup page, RunStory story) {
        this.page = page;
        this.story = story;
        scale = new TimeScale(story.start(), story.end(), LEFT, RIGHT);
        truth = TruthLanes.of(story, scale);
        beliefs = BeliefLanes.of(story);
    }

    /** Writes an SVG element, and a sentence about what had no room. */
    static void draw(Markup page, RunStory story) {
        new Timeline(page, story).draw();
    }

    private void draw() {
        double beliefTop = TOP + Math.max(1, truth.size()) * LANE + TOP;
        double bottom = beliefTop + beliefs.drawn().size() * LANE + groups() * GROUP_GAP;
        page.open("svg", "viewBox", "0 0 " + px(WIDTH) + " " + px(bottom + AXIS), "role", "img", "class", "timeline");
        page.element("title", "What was done over what was believed, " + Figures.time(story.length()) + " in all");
        grid(bottom);
        edges(bottom);
        heading("what was done", TOP - 10);
        truth.forEach(this::row);
        if (truth.isEmpty()) {
            text("name", LEFT - 10, y + BAR - 3, "end", "nothing");
        }
        y = beliefTop;
        heading("what " + story.deciding().word() + " held", beliefTop - 10);
        text("name", WIDTH, beliefTop - 10, "end", "noticed after");
        beliefs();
        page.close();
        if (beliefs.left() > 0) {
            page.element(
                    "p",
                    Figures.count(beliefs.left(), "more lane") + " held up throughout, or had no room.",
                    "class",
                    "note");
        }
    }

    private void grid(double bottom) {
        for (TimeScale.Tick tick : scale.ticks()) {
            line("grid", tick.x(), TOP, bottom);
            text("tick", tick.x(), bottom + 17, "middle", tick.label());
        }
    }

    /** Where something was done, through everything that is believed. */
    private void edges(double bottom) {
        Set<Instant> drawn = new HashSet<>();
        for (Done done : story.done()) {
            if (drawn.size() < MOST_EDGES && drawn.add(done.from())) {
                line("begun", scale.x(done.from()), TOP, bottom);
            }
            if (done.until() != null && drawn.size() < MOST_EDGES && drawn.add(done.until())) {
                line("ended", scale.x(done.until()), TOP, bottom);
            }
        }
    }

    private void row(Row row) {
        text("name", LEFT - 10, y + BAR - 3, "end", row.name());
        rect("well", LEFT, RIGHT - LEFT, words(row.name() + ": as it should be"));
        row.bars().forEach(bar -> bar(bar));
        y += LANE;
    }

    private void bar(Bar bar) {
        rect("done", bar.x(), bar.width(), words(bar.done()));
        double at = bar.isWordAtEnd() ? RIGHT - 4 : bar.x() + 5;
        text(
                "word",
                at,
                y + BAR - 3.5,
                bar.isWordAtEnd() ? "end" : "start",
                bar.done().label());
    }

    private String words(Done done) {
        String to = done.links().isEmpty()
                ? done.nodes().stream().map(Object::toString).collect(Collectors.joining(", "))
                : done.links().stream()
                                .limit(MOST_NAMED_LINKS)
                                .map(Object::toString)
                                .collect(Collectors.joining(", "))
                        + (done.links().size() > MOST_NAMED_LINKS ? ", ..." : "");
        return to + ": " + done.label() + span(done.from(), done.until());
    }

    private static String words(String text) {
        return text.startsWith(": ") ? text.substring(2) : text;
    }

    private String span(Instant from, @org.jspecify.annotations.Nullable Instant until) {
        return until == null
                ? " from " + scale.after(from) + " on"
                : " from " + scale.after(from) + " to " + scale.after(until) + ", "
                        + Figures.time(java.time.Duration.between(from, until));
    }

    private void beliefs() {
        BeliefLane before = null;
        for (BeliefLane lane : beliefs.drawn()) {
            if (before != null && !before.lane().subject().equals(lane.lane().subject())) {
                y += GROUP_GAP;
            }
            before = lane;
            lane(lane);
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

    private void lane(BeliefLane lane) {
        Lane of = lane.lane();
        String name = of.observer() + " about " + of.subject();
        text("name", LEFT - 10, y + BAR - 3, "end", name);
        var seen = new HashSet<String>();
        for (Held held : lane.held()) {
            double x = scale.x(held.from());
            double width = Math.max(1, scale.x(held.to()) - x);
            // What is no wider than its neighbour's pixel is drawn once.
            if (width > 1 || seen.add(held.status() + "@" + (long) x)) {
                held(name, held, x, width);
            }
        }
        story.quality().truth().ofProcess(of.observer()).forEach(outage -> gone(of, outage));
        List<Detection> detections = story.quality().detections().stream()
                .filter(detection -> detection.lane().equals(of))
                .toList();
        detections.forEach(this::gap);
        text("figure", WIDTH, y + BAR - 3, "end", figures(of, detections));
    }

    private void held(String name, Held held, double x, double width) {
        String word = held.status().word();
        String sign = String.valueOf(SIGNS.get(held.status()));
        rect(word, x, width, name + ": " + word + span(held.from(), held.to()));
        if (width >= WORD_WIDTH) {
            text("on-" + word, x + 6, y + BAR - 3.5, "start", sign + " " + word);
        } else if (width >= SIGN_WIDTH) {
            text("on-" + word, x + width / 2, y + BAR - 3.5, "middle", sign);
        }
    }

    /** Nobody knows what an observer believes that is out itself. */
    private void gone(Lane lane, Outage outage) {
        Instant until = outage.until() == null ? scale.end() : outage.until();
        double x = scale.x(outage.from());
        double width = scale.x(until) - x;
        if (width > 0) {
            rect("gone", x, width, lane.observer() + " was out itself" + span(outage.from(), outage.until()));
        }
    }

    /** Chen's T_D, from the failure to the change that held. */
    private void gap(Detection detection) {
        if (detection.detectionTime() == null || detection.detectionTime().isZero()) {
            return;
        }
        Instant from = detection.outage().from();
        double x = scale.x(from);
        double width = scale.x(from.plus(detection.detectionTime())) - x;
        rect("gap", x, Math.max(1, width), "T_D " + Figures.time(detection.detectionTime()));
    }

    private String figures(Lane lane, List<Detection> detections) {
        List<String> figures = new ArrayList<>();
        detections.stream()
                .limit(MOST_TIMES)
                .map(detection -> detection.detectionTime() == null ? "not" : Figures.time(detection.detectionTime()))
                .forEach(figures::add);
        if (detections.size() > MOST_TIMES) {
            figures.add("+" + (detections.size() - MOST_TIMES));
        }
        long mistakes = story.quality().mistakes().stream()
                .map(Mistake::lane)
                .filter(lane::equals)
                .count();
        return String.join(", ", figures)
                + (mistakes == 0 ? "" : (figures.isEmpty() ? "! " : " · ! ") + Figures.count(mistakes, "false alarm"));
    }

    private void heading(String words, double at) {
        text("heading", LEFT - 10, at, "end", words);
    }

    private void text(String style, double x, double at, String anchor, String words) {
        page.element("text", words, "class", style, "x", px(x), "y", px(at), "text-anchor", anchor);
    }

    private void line(String style, double x, double from, double to) {
        page.empty("line", "class", style, "x1", px(x), "x2", px(x), "y1", px(from), "y2", px(to));
    }

    private void rect(String style, double x, double width, String words) {
        page.open(
                        "rect",
                        "class",
                        style,
                        "x",
                        px(x),
                        "y",
                        px(y),
                        "width",
                        px(width),
                        "height",
                        px(BAR),
                        "rx",
                        px(Math.min(3, width / 2)))
                .element("title", words)
                .close();
    }
}
