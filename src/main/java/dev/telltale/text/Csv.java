package dev.telltale.text;

import java.util.List;
import java.util.stream.Collectors;

/** Rows of CSV, RFC 4180. Pure. */
public final class Csv {
    private static final String LINE_END = "\r\n";

    private Csv() {}

    /** One line with its line end; a cell is quoted if it must be. */
    public static String row(List<String> cells) {
        return cells.stream().map(Csv::quoted).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String quoted(String cell) {
        boolean needsQuotes = cell.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return needsQuotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
