package dev.telltale.cli.experiment;

import dev.telltale.report.QualityRow;
import dev.telltale.report.ScoreTable;
import java.util.ArrayList;
import java.util.List;

/** Formats the quality measures of a measured or simulated run as a text table. */
final class QualityTable {
    private QualityTable() {}

    static List<String> lines(List<QualityRow> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(ScoreTable.HEAD);
        rows.forEach(row -> cells.add(ScoreTable.cells(row)));
        List<String> lines = new ArrayList<>();
        cells.forEach(line -> lines.add(line(line, cells)));
        lines.addAll(ScoreTable.NOTES);
        return lines;
    }

    /** Aligns words to the left and numbers to the right. */
    private static String line(List<String> row, List<List<String>> rows) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width =
                    rows.stream().mapToInt(one -> one.get(at).length()).max().orElse(0);
            String pad = " ".repeat(width - row.get(column).length());
            boolean isWord = column < ScoreTable.TEXT_COLUMNS;
            line.append(column == 0 ? "" : "  ").append(isWord ? row.get(column) + pad : pad + row.get(column));
        }
        return line.toString();
    }
}
