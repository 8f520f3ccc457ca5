package dev.telltale.cli.cluster;

import dev.telltale.cli.base.TerminalStyle;
import dev.telltale.model.Cell;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The matrix for a terminal: observers as rows, subjects as columns. Pure. */
final class MatrixText {
    private static final String CORNER = "observer";
    private static final String GAP = "   ";

    private final TerminalStyle paint;

    MatrixText(TerminalStyle paint) {
        this.paint = paint;
    }

    List<String> lines(Matrix matrix, ClockReading now) {
        int head = width(matrix.nodes(), CORNER.length());
        int column = width(matrix.nodes(), "x suspect 59 min".length());
        List<String> lines = new ArrayList<>();
        var title = new StringBuilder(padded(CORNER, head));
        matrix.nodes().forEach(subject -> title.append(GAP).append(padded(subject.value(), column)));
        lines.add(title.append(GAP).append("it answered").toString());
        for (NodeId observer : matrix.nodes()) {
            var line = new StringBuilder(padded(observer.value(), head));
            for (NodeId subject : matrix.nodes()) {
                Cell cell = matrix.cell(observer, subject);
                line.append(GAP).append(paint.of(cell.status(), padded(text(cell, now), column)));
            }
            lines.add(
                    line.append(GAP).append(answered(matrix.row(observer), now)).toString());
        }
        return lines;
    }

    private String text(Cell cell, ClockReading now) {
        PeerReport belief = cell.belief();
        return switch (cell.kind()) {
            case ITSELF -> "itself";
            case NO_ANSWER -> paint.sign(cell.status()) + " no answer";
            case BELIEF ->
                paint.sign(cell.status())
                        + ' '
                        + cell.status().word()
                        + (belief == null || belief.lastHeartbeat() == null
                                ? ""
                                : ' ' + age(belief.lastHeartbeat(), now));
        };
    }

    private static String answered(MatrixRow row, ClockReading now) {
        if (row.isAnswering() && row.answered() != null) {
            return age(now.since(row.answered())) + " ago" + health(row.report()) + refused(row.report());
        }
        return "not: " + row.silence();
    }

    /** Only where the observer itself is not well: then its beliefs are to be read with doubt. */
    private static String health(@Nullable StatusReport report) {
        if (report == null || report.health() == null || report.health() == 0 || report.lag() == null) {
            return "";
        }
        return ", was itself late by " + age(report.lag());
    }

    /** Only where there was something to refuse: then keys or configs differ, or somebody tries a door. */
    private static String refused(@Nullable StatusReport report) {
        String counts = report == null
                ? ""
                : report.refused().entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "" : ", refused " + counts;
    }

    private static String age(Instant then, ClockReading now) {
        return age(Duration.between(then, now.wall()));
    }

    private static String age(Duration age) {
        long millis = Math.max(0, age.toMillis());
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
        }
        return millis < 3_600_000 ? millis / 60_000 + " min" : millis / 3_600_000 + " h";
    }

    private static int width(List<NodeId> nodes, int least) {
        return Math.max(
                least,
                nodes.stream().mapToInt(node -> node.value().length()).max().orElse(0));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
