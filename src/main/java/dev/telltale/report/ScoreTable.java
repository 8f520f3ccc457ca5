package dev.telltale.report;

import dev.telltale.qos.DurationSummary;
import dev.telltale.qos.MeasuredRange;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The scorecard for people: few columns, milliseconds, a dash where there is nothing. */
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

    /** So many columns at the left hold words, the others figures. */
    public static final int WORDS = 2;

    /** What has to be said below it. */
    public static final List<String> NOTES = List.of(
            "T_D: milliseconds from the fault to down, at each observer; all agree: until the last of them, at most.",
            "Mistakes, starved and P_A are of the whole run. Starved: a living node was called down that had no processor time; it"
                    + " is not among the mistakes.");

    private ScoreTable() {}

    /** In the order of the head. */
    public static List<String> cells(QualityRow row) {
        DurationSummary time = row.of().detectionTime();
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
                String.valueOf(row.whole().starvations()),
                accuracy == null ? "-" : String.format(Locale.ROOT, "%.7f", accuracy));
    }

    private static String millis(@Nullable Duration duration) {
        return duration == null ? "-" : MeasuredRange.millis(duration);
    }
}
