package dev.telltale.dashboard.viewmodel.journal;

import dev.telltale.text.Csv;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes lines of the journal, as text for people and as CSV for programs. */
public final class JournalExport {
    private static final List<String> HEAD = List.of("time", "kind", "about", "from", "to", "detail", "by");

    private JournalExport() {}

    /** One line each, with date and zone, in the given order. */
    public static String text(List<JournalLine> lines) {
        return lines.stream()
                .map(line -> line.fullTime() + line.text().substring(line.time().length()) + "\n")
                .collect(Collectors.joining());
    }

    /** RFC 4180 with a header, in the given order; times in UTC as of ISO 8601. */
    public static String csv(List<JournalLine> lines) {
        return Csv.row(HEAD) + lines.stream().map(JournalExport::row).collect(Collectors.joining());
    }

    private static String row(JournalLine line) {
        JournalLine.Change change = line.change();
        return Csv.row(List.of(
                line.at().toString(),
                line.kind().name().toLowerCase(Locale.ROOT),
                line.about(),
                change == null ? "" : change.from().label(),
                change == null ? "" : change.to().label(),
                line.neutralWords(),
                line.by()));
    }
}
