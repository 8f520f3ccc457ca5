package dev.telltale.report.curve;

import static dev.telltale.report.NumberFormat.px;

import dev.telltale.model.DetectorKind;
import dev.telltale.report.NumberFormat;
import dev.telltale.report.XmlWriter;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import dev.telltale.whatif.Curve;
import dev.telltale.whatif.CurvePoint;
import java.util.List;

/** Draws the curve of one detector: its points, the line through them, and what they are. */
final class CurveSvgPainter {
    private static final double SIZE = 4.5;
    /** Seen behind the points of timeout, which often are at the same places. */
    private static final double DISC = 8;

    private static final double ARROW = 16;
    private static final double RING = 12;
    /** Between two settings that are written at their points. */
    private static final double MIN_DISTANCE = 44;

    private final XmlWriter page;
    private final CurveSvg chart;
    private final Curve curve;

    CurveSvgPainter(XmlWriter page, CurveSvg chart, Curve curve) {
        this.page = page;
        this.chart = chart;
        this.curve = curve;
    }

    void draw(CurveNames names) {
        page.open("g", "class", curve.detector().id());
        List<CurvePoint> points = curve.points();
        for (int i = 1; i < points.size(); i++) {
            line(points.get(i - 1), points.get(i));
        }
        points.forEach(this::point);
        CurvePoint last = points.get(points.size() - 1);
        double y = names.place(chart.y(last));
        page.empty("path", "class", "point", "d", sign(CurveSvg.RIGHT + 24, y));
        page.element("text", curve.detector().id(), "class", "name", "x", px(CurveSvg.RIGHT + 38), "y", px(y + 4));
        page.close();
        // Those of evidence are the same, those of phi are close together, and of swim they hardly matter.
        if (curve.detector() == DetectorKind.TIMEOUT) {
            settings(points);
        }
    }

    /** Dotted to and from a setting without a mistake, whose rate is not known. */
    private void line(CurvePoint from, CurvePoint to) {
        page.empty(
                "line",
                "class",
                from.mistakes() > 0 && to.mistakes() > 0 ? "curve" : "bound",
                "x1",
                px(chart.x(from)),
                "y1",
                px(chart.y(from)),
                "x2",
                px(chart.x(to)),
                "y2",
                px(chart.y(to)));
    }

    private void point(CurvePoint point) {
        double x = chart.x(point);
        double y = chart.y(point);
        boolean isNone = point.mistakes() == 0;
        page.open("g");
        page.element(
                "title",
                point.rated().candidate().text() + ": within " + DurationFormat.measured(point.detectedWithin()) + ", "
                        + mistakes(point));
        if (isNone) {
            double end = y + ARROW;
            page.empty(
                    "path",
                    "class",
                    "arrow",
                    "d",
                    "M" + px(x) + " " + px(y) + " V" + px(end) + " M" + px(x - 3) + " " + px(end - 4) + " L" + px(x)
                            + " " + px(end) + " L" + px(x + 3) + " " + px(end - 4));
        }
        page.empty("path", "class", isNone ? "none" : "point", "d", sign(x, y));
        if (point.isRecorded()) {
            page.empty("circle", "class", "recorded", "cx", px(x), "cy", px(y), "r", px(RING));
        }
        page.close();
    }

    /** The sign of the detector: told apart without colours. */
    private String sign(double x, double y) {
        return switch (curve.detector()) {
            case EVIDENCE -> {
                String arc = " a" + px(DISC) + " " + px(DISC) + " 0 1 0 ";
                yield "M" + px(x - DISC) + " " + px(y) + arc + px(2 * DISC) + " 0" + arc + px(-2 * DISC) + " 0 z";
            }
            case TIMEOUT ->
                "M" + px(x - SIZE) + " " + px(y - SIZE) + " h" + px(2 * SIZE) + " v" + px(2 * SIZE) + " h"
                        + px(-2 * SIZE) + " z";
            case PHI ->
                "M" + px(x) + " " + px(y - SIZE - 1) + " l" + px(SIZE + 1) + " " + px(2 * SIZE) + " h"
                        + px(-2 * SIZE - 2) + " z";
            case SWIM ->
                "M" + px(x) + " " + px(y - SIZE - 1) + " l" + px(SIZE + 1) + " " + px(SIZE + 1) + " l" + px(-SIZE - 1)
                        + " " + px(SIZE + 1) + " l" + px(-SIZE - 1) + " " + px(-SIZE - 1) + " z";
        };
    }

    private void settings(List<CurvePoint> points) {
        double before = -MIN_DISTANCE;
        for (CurvePoint point : points) {
            double x = chart.x(point);
            boolean isAtEnd = x > CurveSvg.RIGHT - MIN_DISTANCE;
            if (x - before >= (isAtEnd ? 2 * MIN_DISTANCE : MIN_DISTANCE)) {
                before = x;
                String timeout = DurationFormat.setting(
                        point.rated().candidate().heartbeat().timeout());
                page.open("text", "class", "setting", "x", px(isAtEnd ? x - 8 : x + 8), "y", px(chart.y(point) - 9))
                        .attributes("text-anchor", isAtEnd ? "end" : "start")
                        .text(timeout)
                        .close();
            }
        }
    }

    /** "34 mistakes, at most 120 per link and day". */
    static String mistakes(CurvePoint point) {
        String bound = "at most " + LocaleFormat.rounded(point.boundPerDay(), 1) + " per link and day";
        return point.mistakes() == 0
                ? "no mistake, " + bound
                : NumberFormat.count(point.mistakes(), "mistake") + ", " + bound;
    }
}
