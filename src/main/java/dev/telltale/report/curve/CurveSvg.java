package dev.telltale.report.curve;

import static dev.telltale.report.NumberFormat.px;

import dev.telltale.model.DetectorKind;
import dev.telltale.report.StyleSheet;
import dev.telltale.report.XmlWriter;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import dev.telltale.timeline.LogAxis;
import dev.telltale.tune.Recording;
import dev.telltale.whatif.Curve;
import dev.telltale.whatif.CurvePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws mistakes against detection time, one curve for each detector, as an SVG file for light and dark. A setting
 * without a mistake is drawn at the largest rate that the recording does not refute, hollow and with an arrow.
 */
public final class CurveSvg {
    static final double LEFT = 84;
    static final double RIGHT = 850;
    private static final double WIDTH = 960;
    private static final double TOP = 92;
    private static final double BOTTOM = 430;
    private static final double HEIGHT = 570;
    private static final double NOTE_LINE = 18;
    private static final int MAX_NOTE_LENGTH = 115;

    private final XmlWriter page = new XmlWriter("");
    private final LogAxis times;
    private final LogAxis rates;

    private CurveSvg(List<Curve> curves) {
        List<CurvePoint> points =
                curves.stream().flatMap(curve -> curve.points().stream()).toList();
        times = LogAxis.around(points.stream().map(CurveSvg::millis).toList());
        rates = LogAxis.around(points.stream().map(CurveSvg::rate).toList());
    }

    /**
     * The drawing as text.
     *
     * @param curves at least one with a point
     */
    public static String svg(Recording recording, List<Curve> curves) {
        return LocaleFormat.neutral(() -> new CurveSvg(curves).draw(recording, curves));
    }

    private static double millis(CurvePoint point) {
        return Math.max(1, point.detectedWithin().toNanos() / 1e6);
    }

    /** Mistakes per link and day: as observed, or if there was none the bound. */
    private static double rate(CurvePoint point) {
        return point.mistakes() > 0 ? point.perDay() : point.boundPerDay();
    }

    double x(CurvePoint point) {
        return LEFT + (RIGHT - LEFT) * times.share(millis(point));
    }

    double y(CurvePoint point) {
        return y(rate(point));
    }

    private double y(double rate) {
        return BOTTOM - (BOTTOM - TOP) * rates.share(rate);
    }

    private String draw(Recording recording, List<Curve> curves) {
        page.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + px(WIDTH) + " " + px(HEIGHT))
                .attributes("width", px(WIDTH), "height", px(HEIGHT), "role", "img");
        page.element("title", "Mistakes against detection time");
        page.element("desc", String.join(" ", descriptions(curves)));
        page.element("style", StyleSheet.standalone("curve.css"));
        page.empty("rect", "class", "page", "width", px(WIDTH), "height", px(HEIGHT));
        text("title", LEFT, 30, "start", "Mistakes against detection time");
        text(
                "note",
                LEFT,
                50,
                "start",
                recording.nodes() + " nodes, recorded for " + DurationFormat.span(recording.length())
                        + " with a heartbeat every "
                        + DurationFormat.setting(recording.heartbeat().interval()) + " and a timeout of "
                        + DurationFormat.setting(recording.heartbeat().timeout()) + "; each point is another setting.");
        axes();
        var names = new CurveNames(TOP, BOTTOM);
        curves.stream()
                .filter(curve -> !curve.points().isEmpty())
                .forEach(curve -> new CurveSvgPainter(page, this, curve).draw(names));
        notes(curves);
        return page.toString();
    }

    private void axes() {
        for (double rate : rates.ticks()) {
            double y = y(rate);
            page.empty("line", "class", "grid", "x1", px(LEFT), "x2", px(RIGHT), "y1", px(y), "y2", px(y));
            text("tick", LEFT - 10, y + 4, "end", rate < 1 ? String.valueOf(rate) : LocaleFormat.whole((long) rate));
        }
        for (double time : times.ticks()) {
            double x = LEFT + (RIGHT - LEFT) * times.share(time);
            page.empty("line", "class", "grid", "x1", px(x), "x2", px(x), "y1", px(TOP), "y2", px(BOTTOM));
            text("tick", x, BOTTOM + 19, "middle", DurationFormat.setting(Duration.ofMillis(Math.round(time))));
        }
        text("axis", LEFT, TOP - 14, "start", "mistakes per link and day");
        text("axis", RIGHT, BOTTOM + 38, "end", "time in which 99 of 100 failures are detected");
    }

    private void notes(List<Curve> curves) {
        List<String> notes = new ArrayList<>();
        if (points(curves).anyMatch(point -> point.mistakes() == 0)) {
            notes.add("Hollow, with an arrow: no mistake in the recording; so, at 95 %, at most so many.");
        }
        String ring = points(curves).anyMatch(CurvePoint::isRecorded) ? "In a ring: the recorded setting. " : "";
        boolean hasTimeouts = points(curves).anyMatch(point -> point.detector() == DetectorKind.TIMEOUT);
        notes.add(ring + (hasTimeouts ? "Beside the squares: the timeout." : ""));
        curves.stream()
                .filter(curve -> curve.points().isEmpty())
                .forEach(curve -> notes.addAll(lines(curve.detector().id() + " has no curve: " + curve.reason())));
        for (int i = 0; i < notes.size(); i++) {
            text("note", LEFT, BOTTOM + 62 + i * NOTE_LINE, "start", notes.get(i));
        }
    }

    /** The words in lines that fit. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() >= MAX_NOTE_LENGTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static Stream<CurvePoint> points(List<Curve> curves) {
        return curves.stream().flatMap(curve -> curve.points().stream());
    }

    /** One sentence for each curve, for those who do not see it. */
    private static List<String> descriptions(List<Curve> curves) {
        return curves.stream()
                .filter(curve -> !curve.points().isEmpty())
                .map(curve -> {
                    List<CurvePoint> points = curve.points();
                    return curve.detector().id() + ": " + end(points.get(0)) + "; " + end(points.get(points.size() - 1))
                            + ".";
                })
                .toList();
    }

    private static String end(CurvePoint point) {
        return "within " + DurationFormat.measured(point.detectedWithin()) + " " + CurveSvgPainter.mistakes(point);
    }

    private void text(String style, double x, double y, String anchor, String text) {
        page.element("text", text, "class", style, "x", px(x), "y", px(y), "text-anchor", anchor);
    }
}
