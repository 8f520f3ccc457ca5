package dev.telltale.report;

import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.DetectorQuality;
import dev.telltale.qos.Mistake;
import dev.telltale.report.StatusLanes.StatusInterval;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws a lane: its status over time, with detection times as frames in it and as text beside it. */
final class LanePainter {
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

    private final Shapes shapes;
    private final TimeScale scale;
    private final RunResult run;
    private final Map<DetectorKey, DetectorQuality> measured = new HashMap<>();

    LanePainter(Shapes shapes, TimeScale scale, RunResult run) {
        this.shapes = shapes;
        this.scale = scale;
        this.run = run;
        run.quality().lanes().forEach(lane -> measured.put(lane.lane(), lane));
    }

    void draw(StatusLanes.Content lane, double y) {
        DetectorKey key = lane.key();
        shapes.text("name", Timeline.LEFT - 10, y, "end", id(key.observer()) + " about " + id(key.subject()));
        var drawn = new HashSet<String>();
        for (StatusInterval interval : lane.intervals()) {
            double x = scale.x(interval.from());
            double width = Math.max(1, scale.x(interval.to()) - x);
            // Of intervals narrower than a pixel, draw one per status and pixel.
            if (width > 1 || drawn.add(interval.status() + "@" + (long) x)) {
                interval(key, interval, x, y, width);
            }
        }
        DetectorQuality quality = measured.get(key);
        if (quality != null) {
            mistakes(quality.mistakes(), y);
        }
        // Hides the status while the observer is out of service.
        run.quality().truth().processOutages(key.observer()).stream()
                .filter(outage -> scale.x(outage.until()) > scale.x(outage.from()))
                .forEach(outage ->
                        bar("gone", outage.node() + " was out of service", outage.from(), outage.until(), 0, y));
        if (quality != null) {
            quality.detections().forEach(detection -> detectionTime(detection, y));
            shapes.text("figure", Timeline.WIDTH, y, "end", figures(quality));
        }
    }

    private static String id(NodeId node) {
        return NumberFormat.tail(node.value(), MAX_ID_LENGTH);
    }

    /** @param until null for an interval that lasts beyond the end of the run */
    private void bar(String style, String title, Instant from, @Nullable Instant until, double minWidth, double y) {
        double x = scale.x(from);
        shapes.bar(style, x, y, Math.max(minWidth, scale.x(until) - x), title + scale.span(from, until));
    }

    private void interval(DetectorKey lane, StatusInterval interval, double x, double y, double width) {
        String word = interval.status().id();
        String sign = String.valueOf(SIGNS.get(interval.status()));
        String title = lane.observer() + " about " + lane.subject() + ": " + word;
        bar(word, title, interval.from(), interval.to(), 1, y);
        if (width >= WORD_WIDTH) {
            shapes.text("on-" + word, x + 6, y, "start", sign + " " + word);
        } else if (width >= SIGN_WIDTH) {
            shapes.text("on-" + word, x + width / 2, y, "middle", sign);
        }
    }

    private void mistakes(List<Mistake> mistakes, double y) {
        long drawnTo = -1;
        for (Mistake mistake : mistakes) {
            double x = scale.x(mistake.from());
            double end = Math.max(x + 1, scale.x(mistake.until()));
            if (end > drawnTo + 1) {
                drawnTo = (long) end;
                bar("alarm", "false alarm", mistake.from(), mistake.until(), 1, y);
                if (end - x >= MISTAKE_WIDTH) {
                    shapes.text("on-down", Math.max((x + end) / 2, end - 5), y, "middle", "!");
                }
            }
        }
    }

    /** Frames Chen's T_D, from the failure to the lasting change to down. */
    private void detectionTime(Detection detection, double y) {
        Duration time = detection.detectionTime();
        if (time != null && !time.isZero()) {
            Instant from = detection.outage().from();
            double x = scale.x(from);
            double width = scale.x(from.plus(time)) - x;
            shapes.bar("gap", x, y, Math.max(1, width), "T_D " + DurationFormat.measured(time));
        }
    }

    private static String figures(DetectorQuality lane) {
        List<String> figures = new ArrayList<>();
        List<Detection> detections = lane.detections();
        int maxTimes = lane.mistakes().isEmpty() ? MAX_TIMES : 1;
        detections.stream()
                .limit(maxTimes)
                .map(Detection::detectionTime)
                .forEach(time -> figures.add(time == null ? "not" : DurationFormat.measured(time)));
        if (detections.size() > maxTimes) {
            figures.add("+" + (detections.size() - maxTimes));
        }
        if (!lane.mistakes().isEmpty()) {
            figures.add("! " + NumberFormat.count(lane.mistakes().size(), "false alarm"));
        }
        return String.join(", ", figures);
    }
}
