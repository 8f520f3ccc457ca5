package dev.telltale.report;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.DetectorQuality;
import dev.telltale.qos.MeasuredRange;
import dev.telltale.qos.Mistake;
import dev.telltale.report.BeliefLanes.BeliefLane;
import dev.telltale.report.BeliefLanes.Held;
import dev.telltale.scenario.run.RunResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Draws what each observer held: a row for each lane, with its detection times framed in it and written beside it. */
final class BeliefRows {
    private static final double SIGN_WIDTH = 16;
    private static final double WORD_WIDTH = 62;
    private static final double ALARM_WIDTH = 5;
    private static final int MAX_TIMES = 2;
    private static final int MAX_ID_LENGTH = 9;

    private static final Map<Status, String> SIGNS = new EnumMap<>(Map.of(
            Status.UNKNOWN, "?",
            Status.UP, "●",
            Status.SUSPECT, "◐",
            Status.DOWN, "✕"));

    private final SvgWriter pen;
    private final TimeScale scale;
    private final RunResult story;
    private final Map<DetectorKey, DetectorQuality> measured = new HashMap<>();

    BeliefRows(SvgWriter pen, TimeScale scale, RunResult story) {
        this.pen = pen;
        this.scale = scale;
        this.story = story;
        story.quality().lanes().forEach(lane -> measured.put(lane.lane(), lane));
    }

    void draw(BeliefLane lane, double y) {
        DetectorKey of = lane.lane();
        pen.text("name", Timeline.LEFT - 10, y, "end", id(of.observer()) + " about " + id(of.subject()));
        var seen = new HashSet<String>();
        for (Held held : lane.held()) {
            double x = scale.x(held.from());
            double width = Math.max(1, scale.x(held.to()) - x);
            // What is no wider than its neighbour's pixel is drawn once.
            if (width > 1 || seen.add(held.status() + "@" + (long) x)) {
                held(of, held, x, y, width);
            }
        }
        DetectorQuality quality = measured.get(of);
        if (quality != null) {
            alarms(quality.mistakes(), y);
        }
        story.quality().truth().ofProcess(of.observer()).forEach(outage -> gone(outage, y));
        if (quality != null) {
            quality.detections().forEach(detection -> gap(detection, y));
            pen.text("figure", Timeline.WIDTH, y, "end", figures(quality));
        }
    }

    private static String id(NodeId node) {
        return NumberFormat.tail(node.value(), MAX_ID_LENGTH);
    }

    private void held(DetectorKey lane, Held held, double x, double y, double width) {
        String word = held.status().word();
        String sign = String.valueOf(SIGNS.get(held.status()));
        String title = lane.observer() + " about " + lane.subject() + ": " + word;
        pen.bar(word, x, y, width, title + scale.span(held.from(), held.to()));
        if (width >= WORD_WIDTH) {
            pen.text("on-" + word, x + 6, y, "start", sign + " " + word);
        } else if (width >= SIGN_WIDTH) {
            pen.text("on-" + word, x + width / 2, y, "middle", sign);
        }
    }

    private void alarms(List<Mistake> mistakes, double y) {
        long drawn = -1;
        for (Mistake mistake : mistakes) {
            Instant until = mistake.until() == null ? scale.end() : mistake.until();
            double x = scale.x(mistake.from());
            double end = Math.max(x + 1, scale.x(until));
            if (end > drawn + 1) {
                drawn = (long) end;
                pen.bar("alarm", x, y, end - x, "false alarm" + scale.span(mistake.from(), mistake.until()));
                if (end - x >= ALARM_WIDTH) {
                    pen.text("on-down", Math.max((x + end) / 2, end - 5), y, "middle", "!");
                }
            }
        }
    }

    /** Nobody knows what an observer believes that is out itself. */
    private void gone(Outage outage, double y) {
        Instant until = outage.until() == null ? scale.end() : outage.until();
        double x = scale.x(outage.from());
        double width = scale.x(until) - x;
        if (width > 0) {
            pen.bar("gone", x, y, width, outage.node() + " was out itself" + scale.span(outage.from(), outage.until()));
        }
    }

    /** Chen's T_D, from the failure to the change that held. */
    private void gap(Detection detection, double y) {
        if (detection.detectionTime() == null || detection.detectionTime().isZero()) {
            return;
        }
        Instant from = detection.outage().from();
        double x = scale.x(from);
        double width = scale.x(from.plus(detection.detectionTime())) - x;
        pen.bar("gap", x, y, Math.max(1, width), "T_D " + MeasuredRange.words(detection.detectionTime()));
    }

    private static String figures(DetectorQuality lane) {
        List<String> figures = new ArrayList<>();
        List<Detection> detections = lane.detections();
        int most = lane.mistakes().isEmpty() ? MAX_TIMES : 1;
        detections.stream()
                .limit(most)
                .map(detection ->
                        detection.detectionTime() == null ? "not" : MeasuredRange.words(detection.detectionTime()))
                .forEach(figures::add);
        if (detections.size() > most) {
            figures.add("+" + (detections.size() - most));
        }
        if (!lane.mistakes().isEmpty()) {
            figures.add("! " + NumberFormat.count(lane.mistakes().size(), "false alarm"));
        }
        return String.join(", ", figures);
    }
}
