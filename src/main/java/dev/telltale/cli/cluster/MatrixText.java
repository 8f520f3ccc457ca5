package dev.telltale.cli.cluster;

import dev.telltale.cli.base.TerminalStyle;
import dev.telltale.model.Cell;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formats the matrix for a terminal: a row for each observer, a column for each subject. Pure. */
final class MatrixText {
    private static final String CORNER = "observer";
    private static final String GAP = "   ";

    private final TerminalStyle style;

    MatrixText(TerminalStyle style) {
        this.style = style;
    }

    List<String> lines(Matrix matrix, ClockReading now) {
        int head = width(matrix.nodes(), CORNER.length());
        int column = width(matrix.nodes(), "x suspect 59 min".length());
        List<String> lines = new ArrayList<>();
        var title = new StringBuilder(padded(CORNER, head));
        matrix.nodes().forEach(subject -> title.append(GAP).append(padded(subject.value(), column)));
        lines.add(title.append(GAP).append("answered").toString());
        for (NodeId observer : matrix.nodes()) {
            var line = new StringBuilder(padded(observer.value(), head));
            for (NodeId subject : matrix.nodes()) {
                Cell cell = matrix.cell(observer, subject);
                line.append(GAP).append(style.of(cell.status(), padded(text(cell, now), column)));
            }
            lines.add(
                    line.append(GAP).append(answered(matrix.row(observer), now)).toString());
        }
        return lines;
    }

    private String text(Cell cell, ClockReading now) {
        PeerReport peer = cell.report();
        return switch (cell.kind()) {
            case ITSELF -> "itself";
            case NO_ANSWER -> style.sign(cell.status()) + " no answer";
            case REPORTED ->
                style.sign(cell.status())
                        + ' '
                        + cell.status().id()
                        + (peer == null || peer.attempts().lastHeartbeat() == null
                                ? ""
                                : ' '
                                        + DurationFormat.narrow(
                                                Duration.between(peer.attempts().lastHeartbeat(), now.wall())));
        };
    }

    private static String answered(MatrixRow row, ClockReading now) {
        if (row.isAnswering() && row.answered() != null) {
            return DurationFormat.narrow(now.since(row.answered())) + " ago" + lag(row.report())
                    + rejected(row.report());
        }
        return "no: " + row.unknownReason();
    }

    /** How late the observer itself is, if its local health is not 0: then its statuses are less reliable. */
    private static String lag(@Nullable StatusReport report) {
        if (report == null || report.health() == null || report.health() == 0 || report.lag() == null) {
            return "";
        }
        return ", itself late by " + DurationFormat.narrow(report.lag());
    }

    /** Counts of rejected requests, if any: keys or configs differ, or another program sends requests. */
    private static String rejected(@Nullable StatusReport report) {
        String counts = report == null
                ? ""
                : report.rejections().entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "" : ", rejected " + counts;
    }

    private static int width(List<NodeId> nodes, int min) {
        return Math.max(
                min,
                nodes.stream().mapToInt(node -> node.value().length()).max().orElse(0));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
