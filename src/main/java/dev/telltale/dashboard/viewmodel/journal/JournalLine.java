package dev.telltale.dashboard.viewmodel.journal;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.model.Evidence;
import dev.telltale.model.Transition;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import dev.telltale.text.SafeText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal.
 *
 * @param time of day, with milliseconds
 * @param fullTime date, time and zone
 * @param about a cell, "node1 about node2", a node, or what else the line is about
 * @param change the statuses before and after; null if the line is no status change
 * @param words evidence of a status change, else what was done
 * @param by who did it; empty for a status change
 * @param neutralWords the words with numbers in the form that files have
 */
public record JournalLine(
        JournalKind kind,
        Instant at,
        String time,
        String fullTime,
        String about,
        @Nullable Change change,
        String words,
        String by,
        String neutralWords) {
    private static final int MAX_ERROR_LENGTH = 200;

    /** A status change; both states are the same for a restart that changed no status. */
    public record Change(CellState from, CellState to) {
        /** The sign between the two states: "↻" for a restart that changed no status. */
        public String arrow() {
            return from == to ? "↻" : "→";
        }

        private String text() {
            return from.label() + " " + arrow() + " " + to.label();
        }
    }

    static JournalLine of(Transition change, ZoneId zone) {
        return new JournalLine(
                JournalKind.STATUS,
                change.at(),
                DurationFormat.clock(change.at(), zone),
                DurationFormat.full(change.at(), zone),
                change.observer() + " about " + change.subject(),
                new Change(CellState.of(change.from()), CellState.of(change.to())),
                words(change),
                "",
                LocaleFormat.neutral(() -> words(change)));
    }

    private static String words(Transition change) {
        Evidence evidence = change.evidence();
        String why = evidence == null ? "" : evidence.id().replace('_', ' ');
        String error = change.error() == null ? "" : SafeText.plain(change.error(), MAX_ERROR_LENGTH);
        String subject = change.from() == change.to() ? change.subject() + " " : "";
        String remark = change.remark().isEmpty() ? "" : subject + change.remark();
        return joined(" · ", remark, why, error);
    }

    /** A line that is no status change. */
    static JournalLine of(JournalKind kind, Instant at, String about, Supplier<String> words, String by, ZoneId zone) {
        return new JournalLine(
                kind,
                at,
                DurationFormat.clock(at, zone),
                DurationFormat.full(at, zone),
                about,
                null,
                words.get(),
                by,
                LocaleFormat.neutral(words));
    }

    /** The same with the date, if that is another one than that of the instant. */
    JournalLine dated(Instant now, ZoneId zone) {
        String shown = DurationFormat.dated(at, now, zone);
        return shown.equals(time)
                ? this
                : new JournalLine(kind, at, shown, fullTime, about, change, words, by, neutralWords);
    }

    /** What follows the name and the statuses: "refused · connection refused", "kill (SIGKILL) · this window". */
    public String detail() {
        return joined(" · ", words, by);
    }

    /** The whole line as text, which the filter searches. */
    public String text() {
        return joined(" ", time, about, change == null ? "" : change.text(), detail());
    }

    /** Whether its text has all these words, which are in lower case. */
    boolean hasAll(List<String> words) {
        if (words.isEmpty()) {
            return true; // The usual case, for every line that arrives.
        }
        String text = text().toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(separator));
    }
}
