package dev.telltale.report;

import dev.telltale.qos.DurationSummary;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
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

    private static String millis(@Nullable Duration duration) {
        return duration == null ? "-" : DurationFormat.millis(duration);
    }
}
