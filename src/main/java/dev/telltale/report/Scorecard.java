package dev.telltale.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telltale.qos.DurationSummary;
import dev.telltale.qos.Quality;
import dev.telltale.report.ScoreColumn.Single;
import dev.telltale.report.ScoreColumn.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the measures of a run, mostly for programs: a row for each detector over all failures, then a row for each detector
 * and each kind of failure that happened. Names contain the unit. A missing value is empty in CSV and absent in JSON.
 */
public final class Scorecard {
    // RFC 4180.
    private static final String LINE_END = "\r\n";

    private static final List<ScoreColumn> COLUMNS = List.of(
            single("detector", row -> row.detector().id()),
            single("fault", QualityRow::fault),
            single("failures", row -> row.summary().failures()),
            single("detections", QualityRow::detections),
            single("noticed", row -> row.summary().detectionTime().count()),
            new Times("detection_time", false, row -> row.summary().detectionTime()),
            single("predicted_least_ms", Scorecard::predictedLeast),
            single("predicted_most_ms", Scorecard::predictedMost),
            new Times("agreement", false, row -> row.summary().agreement()),
            single("right", row -> row.summary().tally().right()),
            single("early", row -> row.summary().tally().early()),
            single("late", row -> row.summary().tally().late()),
            single("missed", row -> row.summary().tally().missed()),
            single("too_short", row -> row.summary().tally().tooShort()),
            single("unjudged", row -> row.summary().tally().withoutBound()),
            new Times("recovery_time", false, row -> row.summary().recoveryTime()),
            new Single("mistakes", true, row -> row.runSummary().mistakes().count()),
            new Single("starved", true, row -> row.runSummary().mistakes().starvations()),
            new Times(
                    "mistake_duration", true, row -> row.runSummary().mistakes().duration()),
            new Times(
                    "mistake_recurrence",
                    true,
                    row -> row.runSummary().mistakes().recurrence()),
            new Single("query_accuracy", true, row -> row.runSummary().accuracy()));

    private Scorecard() {}

    private static Single single(String name, Function<QualityRow, @Nullable Object> value) {
        return new Single(name, false, value);
    }

    private static @Nullable Object predictedLeast(QualityRow row) {
        return row.bound() == null ? null : ScoreColumn.millis(row.bound().min());
    }

    private static @Nullable Object predictedMost(QualityRow row) {
        return row.bound() == null ? null : ScoreColumn.millis(row.bound().max());
    }

    /** CSV with a header, RFC 4180. Mistakes and accuracy are only in the rows over all failures. */
    public static String csv(Quality quality) {
        var csv = new StringBuilder();
        csv.append(COLUMNS.stream().flatMap(column -> column.names().stream()).collect(Collectors.joining(",")))
                .append(LINE_END);
        for (QualityRow row : rows(quality)) {
            csv.append(COLUMNS.stream()
                            .flatMap(column -> cells(column, row).stream())
                            .collect(Collectors.joining(",")))
                    .append(LINE_END);
        }
        return csv.toString();
    }

    /** No cell needs quotes: all are numbers or names of detectors and failures. */
    private static List<String> cells(ScoreColumn column, QualityRow row) {
        List<String> cells = new ArrayList<>();
        for (Object cell : column.cells(row)) {
            cells.add(cell == null || isOmitted(column, row) ? "" : cell.toString());
        }
        return cells;
    }

    private static boolean isOmitted(ScoreColumn column, QualityRow row) {
        return column.isOfRun() && !row.isOfAllFailures();
    }

    /** The scorecard as a table of text, for people. */
    public static String text(Quality quality) {
        return String.join("\n", ScoreTable.lines(rows(quality))) + "\n";
    }

    /** The scorecard as a table in Markdown, for people. */
    public static String markdown(Quality quality) {
        return ScoreTable.markdown(rows(quality));
    }

    private static List<QualityRow> rows(Quality quality) {
        List<QualityRow> rows = new ArrayList<>(QualityRow.of(quality.summaries()));
        rows.addAll(QualityRow.of(quality));
        return rows;
    }

    /** One JSON object with the window, the settings, {@code detectors} and {@code failures}. */
    public static String json(Quality quality) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("start", quality.truth().start().toString());
        root.put("end", quality.truth().end().toString());
        root.put("heartbeat_interval_ms", quality.settings().interval().toMillis());
        root.put("heartbeat_timeout_ms", quality.settings().timeout().toMillis());
        root.put("tolerance_ms", quality.tolerance().toMillis());
        root.put("detectors", tree(QualityRow.of(quality.summaries())));
        root.put("failures", trees(QualityRow.of(quality), false));
        try {
            return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and numbers are always serializable", e);
        }
    }

    /** Statistics of durations in milliseconds as a map for a JSON writer, as in the rows. */
    public static Map<String, @Nullable Object> tree(DurationSummary durations) {
        return Times.tree(durations);
    }

    /** The rows as maps for a JSON writer, each with the measures of the whole run. */
    public static List<Map<String, Object>> tree(List<QualityRow> rows) {
        return trees(rows, true);
    }

    private static List<Map<String, Object>> trees(List<QualityRow> rows, boolean withRun) {
        List<Map<String, Object>> trees = new ArrayList<>();
        for (QualityRow row : rows) {
            Map<String, Object> tree = new LinkedHashMap<>();
            COLUMNS.stream().filter(column -> withRun || !column.isOfRun()).forEach(column -> column.addTo(tree, row));
            trees.add(tree);
        }
        return trees;
    }
}
