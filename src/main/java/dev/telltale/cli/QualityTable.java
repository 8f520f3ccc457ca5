package dev.telltale.cli;

import dev.telltale.model.DetectorKind;
import dev.telltale.quality.Bands;
import dev.telltale.quality.Failure;
import dev.telltale.quality.Quality;
import dev.telltale.quality.Spread;
import dev.telltale.quality.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The measures of a run for people and for programs: a row for each detector and kind of failure. */
final class QualityTable {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String ROW = "%-9s %-6s %9s %9s %9s %9s %9s %9s %11s %5s %9s %8s %9s%n";

    private QualityTable() {}

    static String text(Quality quality) {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                ROW,
                "detector",
                "fault",
                "noticed",
                "T_D min",
                "median",
                "p95",
                "p99",
                "max",
                "predicted",
                "late",
                "agree max",
                "mistakes",
                "P_A"));
        Map<DetectorKind, Summary> all = quality.summaries();
        for (Failure failure : Failure.values()) {
            quality.only(failure).summaries().forEach((detector, of) -> {
                if (of.failures() > 0) {
                    text.append(row(quality, detector, failure, of, all.get(detector)));
                }
            });
        }
        text.append("Times in milliseconds, from the fault to down, of every observer; agree: until the last of them.")
                .append(System.lineSeparator())
                .append("Predicted: by the settings; late: more than "
                        + quality.tolerance().toMillis() + " ms behind that. Mistakes and P_A are of the whole run.")
                .append(System.lineSeparator());
        return text.toString();
    }

    private static String row(
            Quality quality, DetectorKind detector, Failure failure, Summary of, @Nullable Summary all) {
        Spread time = of.detectionTime();
        Double accuracy = all == null ? null : all.accuracy();
        return String.format(
                Locale.ROOT,
                ROW,
                detector.word(),
                failure.word(),
                time.count() + "/" + detections(quality, detector, failure),
                millis(time.min()),
                millis(time.median()),
                millis(time.p95()),
                millis(time.p99()),
                millis(time.max()),
                Bands.predicted(detector, failure, quality.settings())
                        .map(band -> band.least().toMillis() + "-" + band.most().toMillis())
                        .orElse("-"),
                of.late(),
                millis(of.agreement().max()),
                all == null ? "-" : String.valueOf(all.mistakes()),
                accuracy == null ? "-" : String.format(Locale.ROOT, "%.6f", accuracy));
    }

    private static long detections(Quality quality, DetectorKind detector, Failure failure) {
        return quality.detections().stream()
                .filter(detection -> detection.lane().detector() == detector
                        && detection.outage().kind() == failure)
                .count();
    }

    private static String millis(@Nullable Duration duration) {
        return duration == null ? "-" : String.format(Locale.ROOT, "%.1f", duration.toNanos() / NANOS_PER_MILLI);
    }

    /** The same as a tree of maps and lists, for JSON. */
    static List<Map<String, Object>> rows(Quality quality) {
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<DetectorKind, Summary> all = quality.summaries();
        for (Failure failure : Failure.values()) {
            quality.only(failure).summaries().forEach((detector, of) -> {
                if (of.failures() > 0) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("detector", detector.word());
                    row.put("fault", failure.word());
                    row.put("failures", of.failures());
                    row.put("detections", detections(quality, detector, failure));
                    row.put("noticed", of.detectionTime().count());
                    spread(row, "detection_time_ms", of.detectionTime());
                    spread(row, "agreement_ms", of.agreement());
                    Summary total = all.get(detector);
                    if (total != null) {
                        row.put("mistakes", total.mistakes());
                        spread(row, "mistake_duration_ms", total.mistakeDuration());
                        spread(row, "mistake_recurrence_ms", total.mistakeRecurrence());
                        if (total.accuracy() != null) {
                            row.put("query_accuracy", total.accuracy());
                        }
                    }
                    rows.add(row);
                }
            });
        }
        return rows;
    }

    private static void spread(Map<String, Object> row, String name, Spread spread) {
        if (spread.count() == 0) {
            return;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, "min", spread.min());
        put(values, "mean", spread.mean());
        put(values, "median", spread.median());
        put(values, "p95", spread.p95());
        put(values, "p99", spread.p99());
        put(values, "max", spread.max());
        row.put(name, values);
    }

    private static void put(Map<String, Object> values, String name, @Nullable Duration duration) {
        if (duration != null) {
            values.put(name, Math.round(duration.toNanos() / 1e3) / 1e3);
        }
    }
}
