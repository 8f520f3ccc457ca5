package dev.telltale.cli.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telltale.model.DetectorKind;
import dev.telltale.qos.DurationSummary;
import dev.telltale.qos.Summary;
import dev.telltale.replay.Fidelity;
import dev.telltale.replay.ReplayScore;
import dev.telltale.report.QualityRow;
import dev.telltale.report.Scorecard;
import dev.telltale.report.TextTable;
import dev.telltale.text.DurationFormat;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scores of a recording at its own settings and at the wished ones, side by side, for people and for programs. */
final class ReplayReport {
    private static final List<String> HEAD = List.of(
            "detector",
            "settings",
            "replay",
            "T_D of",
            "median",
            "p99",
            "max",
            "mistakes",
            "starved",
            "T_M",
            "T_MR",
            "P_A");
    private static final int TEXT_COLUMNS = 4;
    private static final List<String> NOTES = List.of(
            "T_D: milliseconds until down, of the failures that happened, or of virtual crashes: one at every instant at"
                    + " which a peer was up, noticed by its silence.",
            "Starved: downs of running nodes that had no processor time. They are no mistakes of the detector, but count as"
                    + " such for telltale tune.",
            "T_M: how long a mistake lasted, T_MR: time between two mistakes of one link, both medians in milliseconds.");

    /** A row of settings: the recorded or the wished ones. */
    private record Side(String name, ReplayScore score) {}

    private final List<Side> sides = new ArrayList<>();

    /** @param wished null if no settings were wished */
    ReplayReport(ReplayScore recorded, @Nullable ReplayScore wished) {
        sides.add(new Side("recorded", recorded));
        if (wished != null) {
            sides.add(new Side("wished", wished));
        }
    }

    /** A table with two rows for each detector, then the reasons for what is not exact, then the notes. */
    List<String> lines() {
        List<List<String>> table = new ArrayList<>();
        table.add(HEAD);
        List<String> reasons = new ArrayList<>();
        for (DetectorKind kind : DetectorKind.ALL) {
            for (Side side : sides) {
                Fidelity fidelity = side.score.fidelities().get(kind);
                if (fidelity != null) {
                    table.add(cells(kind, side, fidelity));
                    if (!fidelity.reason().isEmpty()) {
                        reasons.add(kind.id() + ", " + side.name + ": " + fidelity.text());
                    }
                }
            }
        }
        List<String> lines = new ArrayList<>(TextTable.lines(table, TEXT_COLUMNS));
        lines.addAll(reasons);
        lines.addAll(NOTES);
        return lines;
    }

    private static List<String> cells(DetectorKind kind, Side side, Fidelity fidelity) {
        Summary summary = side.score.summaries().get(kind);
        List<String> cells =
                new ArrayList<>(List.of(kind.id(), side.name, fidelity.level().label()));
        DurationSummary time = side.score.crashes().get(kind);
        String failures = time == null ? "-" : "virtual";
        if (summary != null && summary.failures() > 0) {
            time = summary.detectionTime();
            failures = "failures";
        }
        cells.add(failures);
        cells.add(millis(time == null ? null : time.median()));
        cells.add(millis(time == null ? null : time.p99()));
        cells.add(millis(time == null ? null : time.max()));
        cells.add(summary == null ? "-" : String.valueOf(summary.mistakes().count()));
        cells.add(summary == null ? "-" : String.valueOf(summary.mistakes().starvations()));
        cells.add(millis(summary == null ? null : summary.mistakes().duration().median()));
        cells.add(
                millis(summary == null ? null : summary.mistakes().recurrence().median()));
        Double accuracy = summary == null ? null : summary.accuracy();
        cells.add(accuracy == null ? "-" : String.format(Locale.ROOT, "%.7f", accuracy));
        return cells;
    }

    private static String millis(@Nullable Duration duration) {
        return duration == null ? "-" : DurationFormat.millis(duration);
    }

    /** One JSON object with {@code recorded} and, if there is one, {@code wished}. */
    String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        sides.forEach(side -> root.put(side.name, tree(side.score)));
        try {
            return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> tree(ReplayScore score) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("watched_s", score.watched().toSeconds());
        Map<String, Object> fidelities = new LinkedHashMap<>();
        score.fidelities()
                .forEach((kind, fidelity) -> fidelities.put(
                        kind.id(), Map.of("level", fidelity.level().label(), "reason", fidelity.reason())));
        tree.put("fidelity", fidelities);
        Map<String, Object> crashes = new LinkedHashMap<>();
        score.crashes().forEach((kind, time) -> crashes.put(kind.id(), Scorecard.tree(time)));
        tree.put("virtual_crash_detection_time_ms", crashes);
        tree.put("detectors", Scorecard.tree(QualityRow.of(score.summaries())));
        return tree;
    }
}
