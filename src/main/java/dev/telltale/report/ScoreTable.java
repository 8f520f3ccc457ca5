package dev.telltale.report;

import dev.telltale.qos.DurationSummary;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The scorecard for people: fewer columns than {@link Scorecard}, times in milliseconds, a dash for an empty cell. */
public final class ScoreTable {
    public static final List<String> HEAD = List.of(
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
            "starved",
            "P_A");

    /** Number of columns at the left with text; the others have numbers. */
    public static final int TEXT_COLUMNS = 2;

    /** Notes to print below the table. */
    public static final List<String> NOTES = List.of(
            "T_D: milliseconds from the fault to down, at each observer; all agree: at the last observer, maximum.",
            "Mistakes, starved and P_A are of the whole run. Starved: downs of running nodes that had no processor time;"
                    + " they are not mistakes.");

    private ScoreTable() {}

    /** The cells of a row, in the order of {@link #HEAD}. */
    public static List<String> cells(QualityRow row) {
        DurationSummary time = row.summary().detectionTime();
        Double accuracy = row.runSummary().accuracy();
        return List.of(
                row.detector().id(),
                row.fault(),
                time.count() + "/" + row.detections(),
                millis(time.min()),
                millis(time.median()),
                millis(time.p95()),
                millis(time.p99()),
                millis(time.max()),
                row.bound() == null
                        ? "-"
                        : row.bound().min().toMillis() + "-" + row.bound().max().toMillis(),
                row.bound() == null ? "-" : String.valueOf(row.summary().tally().late()),
                millis(row.summary().agreement().max()),
                String.valueOf(row.runSummary().mistakes().count()),
                String.valueOf(row.runSummary().mistakes().starvations()),
                accuracy == null ? "-" : String.format(Locale.ROOT, "%.7f", accuracy));
    }

    /** The table as lines of text, words aligned to the left and numbers to the right, with the notes. */
    public static List<String> lines(List<QualityRow> rows) {
        List<String> lines = new ArrayList<>(TextTable.lines(table(rows), TEXT_COLUMNS));
        lines.addAll(NOTES);
        return lines;
    }

    private static List<List<String>> table(List<QualityRow> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(HEAD);
        rows.forEach(row -> table.add(cells(row)));
        return table;
    }

    /** The table in Markdown, numbers aligned to the right, with the notes below. */
    public static String markdown(List<QualityRow> rows) {
        List<String> lines = new ArrayList<>();
        table(rows).forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
        lines.add(1, "|" + " --- |".repeat(TEXT_COLUMNS) + " ---: |".repeat(HEAD.size() - TEXT_COLUMNS));
        NOTES.forEach(note -> lines.addAll(List.of("", note)));
        return String.join("\n", lines) + "\n";
    }

    private static String millis(@Nullable Duration duration) {
        return duration == null ? "-" : DurationFormat.millis(duration);
    }
}
