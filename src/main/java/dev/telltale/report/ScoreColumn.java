package dev.telltale.report;

import dev.telltale.qos.DurationSummary;
import dev.telltale.qos.MeasuredRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One measure of a row, for programs. */
sealed interface ScoreColumn {

    /** Whether it belongs to the whole run and to no kind of failure. */
    boolean isOfRun();

    /** One for each cell of {@link #flat}, with its unit at the end where it has one. */
    List<String> flatNames();

    /** Words and numbers; null where there is nothing. */
    List<@Nullable Object> flat(QualityRow row);

    /** The same under one name, if there is something. */
    void addTo(Map<String, Object> tree, QualityRow row);

    /** A word or a number. */
    record Single(String name, boolean isOfRun, Function<QualityRow, @Nullable Object> value) implements ScoreColumn {
        @Override
        public List<String> flatNames() {
            return List.of(name);
        }

        @Override
        public List<@Nullable Object> flat(QualityRow row) {
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

    /** How durations lie, in milliseconds: {@code detection_time} gives {@code detection_time_p95_ms} and its like. */
    record Times(String name, boolean isOfRun, Function<QualityRow, DurationSummary> value) implements ScoreColumn {
        private static final List<String> FIGURES = List.of("min", "mean", "median", "p95", "p99", "max");

        @Override
        public List<String> flatNames() {
            return FIGURES.stream().map(figure -> name + "_" + figure + "_ms").toList();
        }

        @Override
        public List<@Nullable Object> flat(QualityRow row) {
            DurationSummary spread = value.apply(row);
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(millis(spread.min()));
            cells.add(millis(spread.mean()));
            cells.add(millis(spread.median()));
            cells.add(millis(spread.p95()));
            cells.add(millis(spread.p99()));
            cells.add(millis(spread.max()));
            return cells;
        }

        @Override
        public void addTo(Map<String, Object> tree, QualityRow row) {
            if (value.apply(row).count() > 0) {
                Map<String, @Nullable Object> figures = new LinkedHashMap<>();
                List<@Nullable Object> cells = flat(row);
                for (int i = 0; i < FIGURES.size(); i++) {
                    figures.put(FIGURES.get(i), cells.get(i));
                }
                tree.put(name + "_ms", figures);
            }
        }
    }

    /** To a microsecond. */
    static @Nullable Double millis(@Nullable Duration duration) {
        return duration == null ? null : MeasuredRange.micros(duration) / 1e3;
    }
}
