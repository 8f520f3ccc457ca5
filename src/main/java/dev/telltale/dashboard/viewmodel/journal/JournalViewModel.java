package dev.telltale.dashboard.viewmodel.journal;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.text.LocaleFormat;
import dev.telltale.time.TimeSource;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/**
 * Status changes, actions and faults, newest first by their own times, at most {@value #MAX_LINES}, filtered by words
 * and by kind.
 */
public final class JournalViewModel {
    static final int MAX_LINES = 2_000;
    private static final long ALL = -1;
    private static final String ALL_KINDS = "All kinds";

    private final List<NodeId> nodes;
    private final ZoneId zone;
    private final ActionLines actions;
    private final ObservableList<JournalLine> all = FXCollections.observableArrayList();
    private final FilteredList<JournalLine> shown = new FilteredList<>(all);
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final Map<JournalKind, BooleanProperty> kinds = new EnumMap<>(JournalKind.class);
    private final ReadOnlyStringWrapper kindsText = new ReadOnlyStringWrapper(this, "kindsText", ALL_KINDS);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "Journal");
    private @Nullable TimeSource clock;
    private @Nullable Instant today;
    private long next;
    /** How many status changes were recorded before this session. */
    private long beforeSession;
    /** How many lines that are no status changes there have been. */
    private long done;

    /** @param nodes of the cluster, in the order of its config */
    public JournalViewModel(List<NodeId> nodes, ZoneId zone) {
        this.nodes = nodes;
        this.zone = zone;
        actions = new ActionLines(nodes, zone);
        filter.addListener((property, before, after) -> applyFilter());
        for (JournalKind kind : JournalKind.values()) {
            var isShown = new SimpleBooleanProperty(this, kind.label(), true);
            isShown.addListener((property, before, after) -> applyFilter());
            kinds.put(kind, isShown);
        }
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
        List<JournalLine> fresh = new ArrayList<>();
        long dropped = next < 0 ? 0 : entries.get(0).number() - next;
        if (dropped > 0) {
            String words = dropped + (dropped == 1 ? " change" : " changes") + " dropped: they came too fast";
            fresh.add(JournalLine.of(
                    JournalKind.STATUS, entries.get(0).element().at(), "journal", () -> words, "", zone));
        }
        // More are not shown; after a choice, or a recorded past, there may be many.
        entries.subList(Math.max(0, entries.size() - MAX_LINES), entries.size())
                .forEach(entry -> fresh.add(JournalLine.of(entry.element(), zone)));
        Instant opened = today;
        if (next < 0 && opened != null) {
            beforeSession = entries.get(0).number()
                    + entries.stream()
                            .filter(entry -> entry.element().at().isBefore(opened))
                            .count();
        }
        next = entries.get(entries.size() - 1).number() + 1;
        add(fresh);
    }

    /** Adds what was done, to processes and by faults, since the last call. */
    public void record(Incidents incidents, Map<NodeId, NodeProcess> processes, Instant now) {
        List<JournalLine> fresh = actions.next(incidents, processes, now);
        if (!fresh.isEmpty()) {
            done += fresh.size();
            add(fresh);
        }
    }

    /**
     * Adds what was recorded before this session, and removes all status changes, so that the next {@link #pull} adds
     * those of before too. From now on lines of other days have their date.
     *
     * @param opened when this session began
     */
    public void showPast(Incidents recorded, Instant opened) {
        today = opened;
        List<JournalLine> fresh = new ActionLines(nodes, zone, "by hand").next(recorded, Map.of(), opened);
        add(fresh);
        clearChanges();
    }

    /** Sets the clock of {@link #note}, which has no effect before. */
    public void setClock(TimeSource source) {
        clock = source;
    }

    /** Adds what was done in this window itself, such as a setting. */
    public void note(String about, String words) {
        if (clock != null) {
            done++;
            add(List.of(JournalLine.of(
                    JournalKind.ACTION, clock.now().wall(), about, () -> words, ActionLines.WINDOW, zone)));
        }
    }

    /** Removes all status changes; the next {@link #pull} adds everything that its journal still has. */
    public void clearChanges() {
        all.removeIf(line -> line.kind() == JournalKind.STATUS);
        next = ALL;
        showTitle();
    }

    /** Inserts each line at the place of its time: the reports of the nodes arrive in another order. */
    private void add(List<JournalLine> fresh) {
        List<JournalLine> oldestFirst = new ArrayList<>(fresh);
        oldestFirst.sort(Comparator.comparing(JournalLine::at));
        oldestFirst.subList(0, Math.max(0, oldestFirst.size() - MAX_LINES)).clear();
        Instant day = today;
        if (day != null) {
            oldestFirst.replaceAll(line -> line.dated(day, zone));
        }
        List<JournalLine> run = new ArrayList<>();
        int place = 0;
        for (JournalLine line : oldestFirst) {
            int own = placeOf(line);
            if (own != place) {
                all.addAll(place, run);
                run.clear();
                place = own;
            }
            run.add(0, line);
        }
        all.addAll(place, run);
        if (all.size() > MAX_LINES) {
            all.remove(MAX_LINES, all.size());
        }
        showTitle();
    }

    /** The index of the first line that is not newer. Searched from the newest on, near which almost all belong. */
    private int placeOf(JournalLine line) {
        int place = 0;
        while (place < all.size() && all.get(place).at().isAfter(line.at())) {
            place++;
        }
        return place;
    }

    private void showTitle() {
        long count = Math.max(0, next - beforeSession) + done;
        title.set(count == 0 ? "Journal" : "Journal (" + LocaleFormat.whole(count) + ")");
    }

    private void applyFilter() {
        List<String> words = Stream.of(filter.get().toLowerCase(Locale.ROOT).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        Set<JournalKind> of = EnumSet.noneOf(JournalKind.class);
        kinds.forEach((kind, isShown) -> {
            if (isShown.get()) {
                of.add(kind);
            }
        });
        kindsText.set(kindsText(of));
        shown.setPredicate(line -> of.contains(line.kind()) && line.hasAll(words));
    }

    private static String kindsText(Set<JournalKind> of) {
        if (of.size() == JournalKind.values().length) {
            return ALL_KINDS;
        }
        return of.isEmpty() ? "No kind" : of.stream().map(JournalKind::label).collect(Collectors.joining(", "));
    }

    /** All lines, newest first. */
    public ObservableList<JournalLine> all() {
        return FXCollections.unmodifiableObservableList(all);
    }

    /** The lines that match the filter, newest first. */
    public ObservableList<JournalLine> lines() {
        return shown;
    }

    /** Words that a line must all contain, in any case and order, to be shown. */
    public StringProperty filterProperty() {
        return filter;
    }

    /** Whether lines of this kind are shown; at first all are. */
    public BooleanProperty shownProperty(JournalKind kind) {
        return Objects.requireNonNull(kinds.get(kind));
    }

    /** "All kinds", or the names of the kinds that are shown. */
    public ReadOnlyStringProperty kindsText() {
        return kindsText.getReadOnlyProperty();
    }

    /** Whether the filter may hide lines. */
    public BooleanBinding isFilteredBinding() {
        return filter.isNotEmpty().or(kindsText.isNotEqualTo(ALL_KINDS));
    }

    /** "Journal (14)", with the number of all lines of this session so far. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }
}
