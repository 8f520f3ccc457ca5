package dev.telltale.cli;

import dev.telltale.quality.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The measures of a run, measured or simulated, for people and for programs. */
final class QualityTable {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final List<String> HEAD = List.of(
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
            "all agree",
            "mistakes",
            "P_A");

    private QualityTable() {}

    static List<String> lines(List<QualityRow> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(HEAD);
        rows.forEach(row -> cells.add(cells(row)));
        List<String> lines = new ArrayList<>();
        cells.forEach(line -> lines.add(line(line, cells)));
        lines.add(
                "T_D: milliseconds from the fault to down, at each observer; all agree: until the last of them, at most.");
        lines.add("Mistakes and P_A are of the whole run.");
        return lines;
    }

    private static List<String> cells(QualityRow row) {
        Spread time = row.of().detectionTime();
        Double accuracy = row.whole().accuracy();
        return List.of(
                row.detector().word(),
                row.fault(),
                time.count() + "/" + row.detections(),
                millis(time.min()),
                millis(time.median()),
                millis(time.p95()),
                millis(time.p99()),
                millis(time.max()),
                row.band() == null
                        ? "-"
                        : row.band().least().toMillis() + "-"
                                + row.band().most().toMillis(),
                row.band() == null ? "-" : String.valueOf(row.of().late()),
                millis(row.of().agreement().max()),
                String.valueOf(row.whole().mistakes()),
                accuracy == null ? "-" : String.format(Locale.ROOT, "%.7f", accuracy));
    }

    /** The words to the left, the figures to the right. */
    private static String line(List<String> row, List<List<String>> rows) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width =
                    rows.stream().mapToInt(one -> one.get(at).length()).max().orElse(0);
            String pad = " ".repeat(width - row.get(column).length());
            line.append(column == 0 ? "" : "  ").append(column < 2 ? row.get(column) + pad : pad + row.get(column));
        }
        return line.toString();
    }

    private static String millis(@Nullable Duration duration) {
        return duration == null ? "-" : String.format(Locale.ROOT, "%.1f", duration.toNanos() / NANOS_PER_MILLI);
    }

    /** The same as maps and numbers, for JSON; milliseconds. */
    static List<Map<String, Object>> tree(List<QualityRow> rows) {
        return rows.stream().map(QualityTable::tree).toList();
    }

    private static Map<String, Object> tree(QualityRow row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("detector", row.detector().word());
        tree.put("fault", row.fault());
        tree.put("failures", row.of().failures());
        tree.put("detections", row.detections());
        tree.put("noticed", row.of().detectionTime().count());
        spread(tree, "detection_time_ms", row.of().detectionTime());
        spread(tree, "agreement_ms", row.of().agreement());
        tree.put("missed", row.of().missed());
        tree.put("late", row.of().late());
        tree.put("mistakes", row.whole().mistakes());
        spread(tree, "mistake_duration_ms", row.whole().mistakeDuration());
        spread(tree, "mistake_recurrence_ms", row.whole().mistakeRecurrence());
        spread(tree, "recovery_time_ms", row.of().recoveryTime());
        if (row.whole().accuracy() != null) {
            tree.put("query_accuracy", row.whole().accuracy());
        }
        return tree;
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
