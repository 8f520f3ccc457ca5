package dev.telltale.report;

import dev.telltale.qos.DurationSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One measure of a {@link QualityRow}, as CSV columns or as a JSON field. */
sealed interface ScoreColumn {

    /** Whether the measure belongs to the whole run and not to a kind of failure. */
    boolean isOfRun();

    /** CSV column names, one for each of {@link #cells}, with the unit at the end. */
    List<String> names();

    /** CSV cells, texts or numbers; null for an empty cell. */
    List<@Nullable Object> cells(QualityRow row);

    /** Adds the measure as one JSON field, unless it is empty. */
    void addTo(Map<String, Object> tree, QualityRow row);

    /** A text or a number. */
    record Single(String name, boolean isOfRun, Function<QualityRow, @Nullable Object> value) implements ScoreColumn {
        @Override
        public List<String> names() {
            return List.of(name);
        }

        @Override
        public List<@Nullable Object> cells(QualityRow row) {
            List<@Nullable Object> one = new ArrayList<>();
            one.add(value.apply(row));
            return one;
        }

        @Override
        public void addTo(Map<String, Object> tree, QualityRow row) {
            Object found = value.apply(row);
            if (found != null) {
                tree.put(name, found);
            }
        }
    }

    /**
     * Statistics of durations in milliseconds: {@code detection_time} gives {@code detection_time_p95_ms} and so on.
     */
    record Times(String name, boolean isOfRun, Function<QualityRow, DurationSummary> value) implements ScoreColumn {
        private static final List<String> STATISTICS = List.of("min", "mean", "median", "p95", "p99", "max");

        @Override
        public List<String> names() {
            return STATISTICS.stream()
                    .map(statistic -> name + "_" + statistic + "_ms")
                    .toList();
        }

        @Override
        public List<@Nullable Object> cells(QualityRow row) {
            return cells(value.apply(row));
        }

        private static List<@Nullable Object> cells(DurationSummary summary) {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(millis(summary.min()));
            cells.add(millis(summary.mean()));
            cells.add(millis(summary.median()));
            cells.add(millis(summary.p95()));
            cells.add(millis(summary.p99()));
            cells.add(millis(summary.max()));
            return cells;
        }

        @Override
        public void addTo(Map<String, Object> tree, QualityRow row) {
            if (value.apply(row).count() > 0) {
                tree.put(name + "_ms", tree(value.apply(row)));
            }
        }

        /** The statistics by their names, in milliseconds. */
        static Map<String, @Nullable Object> tree(DurationSummary summary) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            List<@Nullable Object> cells = cells(summary);
            for (int i = 0; i < STATISTICS.size(); i++) {
                fields.put(STATISTICS.get(i), cells.get(i));
            }
            return fields;
        }
    }

    /** Milliseconds with microsecond precision. */
    static @Nullable Double millis(@Nullable Duration duration) {
        return duration == null ? null : TimeUnit.NANOSECONDS.toMicros(duration.toNanos()) / 1e3;
    }
}
