package dev.telltale.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
 * The measures of a run for programs: a row for each detector over all failures, then one for each detector and each kind of
 * failure that happened. Units are in the names; what there is none of is empty in CSV and absent in JSON.
 */
public final class Scorecard {
    // RFC 4180.
    private static final String LINE_END = "\r\n";

    private static final List<ScoreColumn> COLUMNS = List.of(
            single("detector", row -> row.detector().word()),
            single("fault", QualityRow::fault),
            single("failures", row -> row.of().failures()),
            single("detections", QualityRow::detections),
            single("noticed", row -> row.of().detectionTime().count()),
            new Times("detection_time", false, row -> row.of().detectionTime()),
            single("predicted_least_ms", Scorecard::predictedLeast),
            single("predicted_most_ms", Scorecard::predictedMost),
            new Times("agreement", false, row -> row.of().agreement()),
            single("right", row -> row.of().tally().right()),
            single("early", row -> row.of().tally().early()),
            single("late", row -> row.of().late()),
            single("missed", row -> row.of().missed()),
            single("too_short", row -> row.of().tally().tooShort()),
            single("unjudged", row -> row.of().tally().unjudged()),
            new Times("recovery_time", false, row -> row.of().recoveryTime()),
            new Single("mistakes", true, row -> row.whole().mistakes()),
            new Single("starved", true, row -> row.whole().starvations()),
            new Times("mistake_duration", true, row -> row.whole().mistakeDuration()),
            new Times("mistake_recurrence", true, row -> row.whole().mistakeRecurrence()),
            new Single("query_accuracy", true, row -> row.whole().accuracy()));

    private Scorecard() {}

    private static Single single(String name, Function<QualityRow, @Nullable Object> value) {
        return new Single(name, false, value);
    }

    private static @Nullable Object predictedLeast(QualityRow row) {
        return row.band() == null ? null : ScoreColumn.millis(row.band().least());
    }

    private static @Nullable Object predictedMost(QualityRow row) {
        return row.band() == null ? null : ScoreColumn.millis(row.band().most());
    }

    /** With a head; lines end as RFC 4180 says. Mistakes and accuracy are only in the rows over all failures. */
    public static String csv(Quality quality) {
        var csv = new StringBuilder();
        csv.append(COLUMNS.stream()
                        .flatMap(column -> column.flatNames().stream())
                        .collect(Collectors.joining(",")))
                .append(LINE_END);
        for (QualityRow row : rows(quality)) {
            csv.append(COLUMNS.stream()
                            .flatMap(column -> cells(column, row).stream())
                            .collect(Collectors.joining(",")))
                    .append(LINE_END);
        }
        return csv.toString();
    }

    /** Words of our own and numbers: nothing in it needs quotes. */
    private static List<String> cells(ScoreColumn column, QualityRow row) {
        List<String> cells = new ArrayList<>();
        for (Object cell : column.flat(row)) {
            cells.add(cell == null || isElsewhere(column, row) ? "" : cell.toString());
        }
        return cells;
    }

    private static boolean isElsewhere(ScoreColumn column, QualityRow row) {
        return column.isOfRun() && !row.isWhole();
    }

    private static List<QualityRow> rows(Quality quality) {
        List<QualityRow> rows = new ArrayList<>(QualityRow.of(quality.summaries()));
        rows.addAll(QualityRow.of(quality));
        return rows;
    }

    /** One object with the window, the settings, {@code detectors} and {@code failures}. */
    public static String json(Quality quality) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("start", quality.truth().start().toString());
        whole.put("end", quality.truth().end().toString());
        whole.put("heartbeat_interval_ms", quality.settings().interval().toMillis());
        whole.put("heartbeat_timeout_ms", quality.settings().timeout().toMillis());
        whole.put("tolerance_ms", quality.tolerance().toMillis());
        whole.put("detectors", tree(QualityRow.of(quality.summaries())));
        whole.put("failures", trees(QualityRow.of(quality), false));
        try {
            return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and numbers are always JSON", e);
        }
    }

    /** The rows as maps and numbers, each with the measures of the whole run. */
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
