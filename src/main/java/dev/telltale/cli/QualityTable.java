package dev.telltale.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telltale.model.DetectorKind;
import dev.telltale.quality.Spread;
import dev.telltale.quality.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How well each detector did, a row for each: for people and for programs. */
final class QualityTable {
    private static final List<String> HEAD = List.of(
            "detector", "failures", "T_D min", "median", "p95", "max", "agreed by", "missed", "mistakes", "P_A");
    private static final double NANOS_PER_MILLI = 1e6;

    private QualityTable() {}

    static List<String> lines(Map<DetectorKind, Summary> summaries) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (DetectorKind kind : DetectorKind.ALL) {
            Summary summary = summaries.get(kind);
            if (summary != null) {
                rows.add(row(kind, summary));
            }
        }
        return rows.stream().map(row -> line(row, rows)).toList();
    }

    private static List<String> row(DetectorKind kind, Summary summary) {
        Spread time = summary.detectionTime();
        Double accuracy = summary.accuracy();
        return List.of(
                kind.word(),
                String.valueOf(summary.failures()),
                text(time.min()),
                text(time.median()),
                text(time.p95()),
                text(time.max()),
                text(summary.agreement().median()),
                String.valueOf(summary.missed()),
                String.valueOf(summary.mistakes()),
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
            line.append(column == 0 ? row.get(column) + pad : "  " + pad + row.get(column));
        }
        return line.toString();
    }

    private static String text(@Nullable Duration duration) {
        return duration == null ? "-" : String.format(Locale.ROOT, "%.1fms", millis(duration));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }

    /** By the detector's word; milliseconds, null where there is none. */
    static void write(ObjectNode detectors, Map<DetectorKind, Summary> summaries) {
        for (DetectorKind kind : DetectorKind.ALL) {
            Summary summary = summaries.get(kind);
            if (summary == null) {
                continue;
            }
            ObjectNode one = detectors.putObject(kind.word());
            one.put("failures", summary.failures());
            write(one.putObject("detection_ms"), summary.detectionTime());
            write(one.putObject("agreement_ms"), summary.agreement());
            one.put("missed", summary.missed());
            one.put("late", summary.late());
            one.put("mistakes", summary.mistakes());
            write(one.putObject("mistake_ms"), summary.mistakeDuration());
            write(one.putObject("mistake_recurrence_ms"), summary.mistakeRecurrence());
            write(one.putObject("recovery_ms"), summary.recoveryTime());
            one.put("query_accuracy", summary.accuracy());
        }
    }

    private static void write(ObjectNode node, Spread spread) {
        node.put("count", spread.count());
        write(node, "min", spread.min());
        write(node, "median", spread.median());
        write(node, "p95", spread.p95());
        write(node, "p99", spread.p99());
        write(node, "max", spread.max());
    }

    private static void write(ObjectNode node, String name, @Nullable Duration duration) {
        if (duration == null) {
            node.putNull(name);
        } else {
            node.put(name, millis(duration));
        }
    }
}
