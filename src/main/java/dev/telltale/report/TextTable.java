package dev.telltale.report;

import java.util.ArrayList;
import java.util.List;

/** A table as lines of text, words aligned to the left and numbers to the right. */
public final class TextTable {
    private TextTable() {}

    /**
     * The lines, all columns as wide as their widest cell and two spaces apart.
     *
     * @param table rows of the same number of cells, the head first
     * @param textColumns number of columns at the left with words; the others have numbers
     */
    public static List<String> lines(List<List<String>> table, int textColumns) {
        List<String> lines = new ArrayList<>();
        table.forEach(row -> lines.add(aligned(row, table, textColumns)));
        return lines;
    }

    private static String aligned(List<String> row, List<List<String>> table, int textColumns) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width =
                    table.stream().mapToInt(one -> one.get(at).length()).max().orElse(0);
            String pad = " ".repeat(width - row.get(column).length());
            boolean isWord = column < textColumns;
            line.append(column == 0 ? "" : "  ").append(isWord ? row.get(column) + pad : pad + row.get(column));
        }
        return line.toString();
    }
}
