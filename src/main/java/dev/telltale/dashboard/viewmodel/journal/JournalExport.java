package dev.telltale.dashboard.viewmodel.journal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes lines of the journal, as text for people and as CSV for programs. */
public final class JournalExport {
    // RFC 4180.
    private static final String LINE_END = "\r\n";
    private static final String HEAD = "time,kind,about,from,to,detail,by";

    private JournalExport() {}

    /** One line each, with date and zone, in the given order. */
    public static String text(List<JournalLine> lines) {
        return lines.stream()
                .map(line -> line.fullTime() + line.text().substring(line.time().length()) + "\n")
                .collect(Collectors.joining());
    }

    /** RFC 4180 with a header, in the given order; times in UTC as of ISO 8601. */
    public static String csv(List<JournalLine> lines) {
        return HEAD
                + LINE_END
                + lines.stream().map(line -> row(line) + LINE_END).collect(Collectors.joining());
    }

    private static String row(JournalLine line) {
        JournalLine.Change change = line.change();
        return Stream.of(
                        line.at().toString(),
                        line.kind().name().toLowerCase(Locale.ROOT),
                        line.about(),
                        change == null ? "" : change.from().label(),
                        change == null ? "" : change.to().label(),
                        line.neutralWords(),
                        line.by())
                .map(JournalExport::quoted)
                .collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        boolean needsQuotes = cell.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return needsQuotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
