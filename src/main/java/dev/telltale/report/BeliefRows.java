package dev.telltale.report;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.DetectorQuality;
import dev.telltale.qos.Mistake;
import dev.telltale.report.BeliefLanes.StatusInterval;
import dev.telltale.report.BeliefLanes.StatusLane;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.text.DurationFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Draws one row for each lane: its status over time, with detection times as frames in it and as text beside it. */
final class BeliefRows {
    private static final double SIGN_WIDTH = 16;
    private static final double WORD_WIDTH = 62;
    private static final double MISTAKE_WIDTH = 5;
    private static final int MAX_TIMES = 2;
    private static final int MAX_ID_LENGTH = 9;

    private static final Map<Status, String> SIGNS = new EnumMap<>(Map.of(
            Status.UNKNOWN, "?",
            Status.UP, "●",
            Status.SUSPECT, "◐",
            Status.DOWN, "✕"));

    private final SvgWriter svg;
    private final TimeScale scale;
    private final RunResult run;
    private final Map<DetectorKey, DetectorQuality> measured = new HashMap<>();

    BeliefRows(SvgWriter svg, TimeScale scale, RunResult run) {
        this.svg = svg;
        this.scale = scale;
        this.run = run;
        run.quality().lanes().forEach(lane -> measured.put(lane.lane(), lane));
    }

    void draw(StatusLane lane, double y) {
        DetectorKey of = lane.lane();
        svg.text("name", Timeline.LEFT - 10, y, "end", id(of.observer()) + " about " + id(of.subject()));
        var drawn = new HashSet<String>();
        for (StatusInterval interval : lane.intervals()) {
            double x = scale.x(interval.from());
            double width = Math.max(1, scale.x(interval.to()) - x);
            // Of intervals narrower than a pixel, draw one per status and pixel.
            if (width > 1 || drawn.add(interval.status() + "@" + (long) x)) {
                interval(of, interval, x, y, width);
            }
        }
        DetectorQuality quality = measured.get(of);
        if (quality != null) {
            mistakes(quality.mistakes(), y);
        }
        run.quality().truth().processOutages(of.observer()).forEach(outage -> observerOutage(outage, y));
        if (quality != null) {
            quality.detections().forEach(detection -> detectionTime(detection, y));
            svg.text("figure", Timeline.WIDTH, y, "end", figures(quality));
        }
    }

    private static String id(NodeId node) {
        return NumberFormat.tail(node.value(), MAX_ID_LENGTH);
    }

    private void interval(DetectorKey lane, StatusInterval interval, double x, double y, double width) {
        String word = interval.status().word();
        String sign = String.valueOf(SIGNS.get(interval.status()));
        String title = lane.observer() + " about " + lane.subject() + ": " + word;
        svg.bar(word, x, y, width, title + scale.span(interval.from(), interval.to()));
        if (width >= WORD_WIDTH) {
            svg.text("on-" + word, x + 6, y, "start", sign + " " + word);
        } else if (width >= SIGN_WIDTH) {
            svg.text("on-" + word, x + width / 2, y, "middle", sign);
        }
    }

    private void mistakes(List<Mistake> mistakes, double y) {
        long drawnTo = -1;
        for (Mistake mistake : mistakes) {
            Instant until = mistake.until() == null ? scale.end() : mistake.until();
            double x = scale.x(mistake.from());
            double end = Math.max(x + 1, scale.x(until));
            if (end > drawnTo + 1) {
                drawnTo = (long) end;
                svg.bar("alarm", x, y, end - x, "false alarm" + scale.span(mistake.from(), mistake.until()));
                if (end - x >= MISTAKE_WIDTH) {
                    svg.text("on-down", Math.max((x + end) / 2, end - 5), y, "middle", "!");
                }
            }
        }
    }

    /** Hides the status while the observer is out of service. */
    private void observerOutage(Outage outage, double y) {
        Instant until = outage.until() == null ? scale.end() : outage.until();
        double x = scale.x(outage.from());
        double width = scale.x(until) - x;
        if (width > 0) {
            svg.bar(
                    "gone",
                    x,
                    y,
                    width,
                    outage.node() + " was out of service" + scale.span(outage.from(), outage.until()));
        }
    }

    /** Frames Chen's T_D, from the failure to the lasting change to down. */
    private void detectionTime(Detection detection, double y) {
        if (detection.detectionTime() == null || detection.detectionTime().isZero()) {
            return;
        }
        Instant from = detection.outage().from();
        double x = scale.x(from);
        double width = scale.x(from.plus(detection.detectionTime())) - x;
        svg.bar("gap", x, y, Math.max(1, width), "T_D " + DurationFormat.measured(detection.detectionTime()));
    }

    private static String figures(DetectorQuality lane) {
        List<String> figures = new ArrayList<>();
        List<Detection> detections = lane.detections();
        int maxTimes = lane.mistakes().isEmpty() ? MAX_TIMES : 1;
        detections.stream()
                .limit(maxTimes)
                .map(detection ->
                        detection.detectionTime() == null ? "not" : DurationFormat.measured(detection.detectionTime()))
                .forEach(figures::add);
        if (detections.size() > maxTimes) {
            figures.add("+" + (detections.size() - maxTimes));
        }
        if (!lane.mistakes().isEmpty()) {
            figures.add("! " + NumberFormat.count(lane.mistakes().size(), "false alarm"));
        }
        return String.join(", ", figures);
    }
}
