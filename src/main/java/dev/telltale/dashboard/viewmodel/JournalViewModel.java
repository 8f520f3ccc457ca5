package dev.telltale.dashboard.viewmodel;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.model.Evidence;
import dev.telltale.model.Transition;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import dev.telltale.text.SafeText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The status changes, newest first, at most {@value #MAX_LINES}, filtered by words. */
public final class JournalViewModel {
    static final int MAX_LINES = 2_000;
    private static final long ALL = -1;

    private final ZoneId zone;
    private final ObservableList<Line> all = FXCollections.observableArrayList();
    private final FilteredList<Line> shown = new FilteredList<>(all);
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "Journal");
    private long next;

    /**
     * One line: a status change, or a remark about dropped changes.
     *
     * @param fullTime date, time and zone, for a tooltip
     * @param remark empty for a status change; otherwise all other texts are empty
     */
    public record Line(
            String time, String fullTime, String pair, CellState from, CellState to, String evidence, String remark) {
        static Line of(Transition change, ZoneId zone) {
            Evidence evidence = change.evidence();
            String why = evidence == null ? "" : evidence.id().replace('_', ' ');
            String error = change.error() == null ? "" : SafeText.plain(change.error(), 200);
            String subject = change.from() == change.to() ? change.subject() + " " : "";
            String remark = change.remark().isEmpty() ? "" : subject + change.remark();
            return new Line(
                    DurationFormat.clock(change.at(), zone),
                    DurationFormat.full(change.at(), zone),
                    change.observer() + " about " + change.subject(),
                    CellState.of(change.from()),
                    CellState.of(change.to()),
                    Stream.of(remark, why, error)
                            .filter(words -> !words.isEmpty())
                            .collect(Collectors.joining(" · ")),
                    "");
        }

        static Line remark(String remark) {
            return new Line("", "", "", CellState.UNKNOWN, CellState.UNKNOWN, "", remark);
        }

        /** The sign between the two states: "↻" for a restart that changed no status. */
        public String arrow() {
            return from == to ? "↻" : "→";
        }

        /** The whole line as text, which the filter searches. */
        public String text() {
            return remark.isEmpty()
                    ? time + " " + pair + " " + from.label() + " " + arrow() + " " + to.label() + " " + evidence
                    : remark;
        }
    }

    JournalViewModel(ZoneId zone) {
        this.zone = zone;
        filter.addListener((property, before, after) -> applyFilter(after));
    }

    /**
     * Adds the entries since the last call. Only the next sequence number is kept between calls, so a skipped view loses no
     * entry; entries that the journal dropped are counted in a line of their own.
     *
     * @param since returns the entries from a sequence number on, oldest first
     */
    public void pull(LongFunction<List<BoundedLog.Entry<Transition>>> since) {
        List<BoundedLog.Entry<Transition>> entries = since.apply(next);
        if (entries.isEmpty()) {
            return;
        }
        List<Line> fresh = new ArrayList<>();
        long dropped = next < 0 ? 0 : entries.get(0).number() - next;
        if (dropped > 0) {
            fresh.add(Line.remark(dropped + (dropped == 1 ? " change" : " changes") + " dropped: they came too fast"));
        }
        entries.forEach(entry -> fresh.add(Line.of(entry.element(), zone)));
        next = entries.get(entries.size() - 1).number() + 1;
        add(fresh);
    }

    /** Removes all lines; the next {@link #pull} adds everything that its journal still has. */
    void clear() {
        all.clear();
        next = ALL;
        title.set("Journal");
    }

    private void add(List<Line> oldestFirst) {
        List<Line> newest =
                new ArrayList<>(oldestFirst.subList(Math.max(0, oldestFirst.size() - MAX_LINES), oldestFirst.size()));
        Collections.reverse(newest);
        int kept = Math.min(all.size(), MAX_LINES - newest.size());
        if (kept < all.size()) {
            all.remove(kept, all.size());
        }
        all.addAll(0, newest);
        title.set("Journal (" + LocaleFormat.whole(next) + ")");
    }

    private void applyFilter(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).trim().split("\\s+", -1));
        shown.setPredicate(line -> {
            String haystack = line.text().toLowerCase(Locale.ROOT);
            return words.stream().allMatch(haystack::contains);
        });
    }

    /** All lines, newest first. */
    public ObservableList<Line> all() {
        return FXCollections.unmodifiableObservableList(all);
    }

    /** The lines that match the filter, newest first. */
    public ObservableList<Line> lines() {
        return shown;
    }

    /** Words that a line must all contain, in any case and order, to be shown. */
    public StringProperty filterProperty() {
        return filter;
    }

    /** "Journal (14)", with the number of all changes so far. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }
}
