package dev.telltale.dashboard.viewmodel;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.model.Evidence;
import dev.telltale.model.Transition;
import dev.telltale.observe.Journal;
import dev.telltale.text.DurationFormat;
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

/** The changes of belief, newest first, bounded, filtered by words. */
public final class JournalViewModel {
    static final int MAX_LINES = 2_000;

    private final ZoneId zone;
    private final ObservableList<Line> all = FXCollections.observableArrayList();
    private final FilteredList<Line> shown = new FilteredList<>(all);
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "Journal");
    private long next;

    /**
     * One line: a change, or (with no health) a remark on lines that are missing.
     *
     * @param fullTime the date and the zone, for a tooltip
     */
    public record Line(
            String time, String fullTime, String pair, CellState from, CellState to, String evidence, String remark) {
        static Line of(Transition change, ZoneId zone) {
            Evidence evidence = change.evidence();
            String why = evidence == null ? "" : evidence.word().replace('_', ' ');
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

        /** Between the two states; they are the same where a node restarted and nobody missed it. */
        public String arrow() {
            return from == to ? "↻" : "→";
        }

        /** What the filter looks at: everything that is on the line. */
        public String text() {
            return remark.isEmpty()
                    ? time + " " + pair + " " + from.word() + " " + arrow() + " " + to.word() + " " + evidence
                    : remark;
        }
    }

    JournalViewModel(ZoneId zone) {
        this.zone = zone;
        filter.addListener((property, before, after) -> applyFilter(after));
    }

    /**
     * Takes what is new from the journal. Only numbers are remembered in between, so that skipped views lose nothing;
     * entries that the journal itself had to drop are counted in a line of their own.
     */
    public void pull(LongFunction<List<Journal.Entry>> since) {
        List<Journal.Entry> entries = since.apply(next);
        if (entries.isEmpty()) {
            return;
        }
        List<Line> fresh = new ArrayList<>();
        long dropped = entries.get(0).number() - next;
        if (dropped > 0) {
            fresh.add(Line.remark(dropped + (dropped == 1 ? " change" : " changes") + " came too fast to be kept"));
        }
        entries.forEach(entry -> fresh.add(Line.of(entry.transition(), zone)));
        next = entries.get(entries.size() - 1).number() + 1;
        add(fresh);
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
        title.set("Journal (" + next + ")");
    }

    private void applyFilter(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).trim().split("\\s+", -1));
        shown.setPredicate(line -> {
            String haystack = line.text().toLowerCase(Locale.ROOT);
            return words.stream().allMatch(haystack::contains);
        });
    }

    /** The lines that the filter lets through, newest first. */
    public ObservableList<Line> lines() {
        return shown;
    }

    /** Words that must all stand on a line for it to be shown. */
    public StringProperty filterProperty() {
        return filter;
    }

    /** "Journal (14)": how many changes there were, shown or not. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }
}
