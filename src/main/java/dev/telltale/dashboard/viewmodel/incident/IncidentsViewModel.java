package dev.telltale.dashboard.viewmodel.incident;

import dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel;
import dev.telltale.groundtruth.Interval;
import dev.telltale.incident.Incident;
import dev.telltale.incident.IncidentTruth;
import dev.telltale.incident.Notice;
import dev.telltale.model.NodeId;
import dev.telltale.recording.incident.PastIncidents;
import dev.telltale.text.LocaleFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/** The incidents of this session and of earlier recordings, newest first, at most {@value #MAX_LINES}, filtered. */
public final class IncidentsViewModel {
    static final int MAX_LINES = 2_000;
    private static final String TITLE = "Incidents";
    private static final Duration MIN_WINDOW = Duration.ofSeconds(10);

    private final List<NodeId> nodes;
    private final ZoneId zone;
    private final TimelineViewModel timeline;
    private final ObservableList<IncidentLine> all = FXCollections.observableArrayList();
    private final FilteredList<IncidentLine> shown = new FilteredList<>(all);
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final ObjectProperty<@Nullable NodeId> node = new SimpleObjectProperty<>(this, "node");
    private final StringProperty kind = new SimpleStringProperty(this, "kind", "");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", TITLE);
    private List<Incident> live = List.of();
    private Map<String, IncidentTruth> truths = Map.of();
    private PastIncidents past = PastIncidents.NONE;
    private Instant now;

    /** @param timeline shows an incident that is opened */
    public IncidentsViewModel(List<NodeId> nodes, ZoneId zone, Instant now, TimelineViewModel timeline) {
        this.nodes = List.copyOf(nodes);
        this.zone = zone;
        this.now = now;
        this.timeline = timeline;
        filter.addListener((changed, before, after) -> applyFilter());
        node.addListener((changed, before, after) -> applyFilter());
        kind.addListener((changed, before, after) -> applyFilter());
    }

    /** Shows these incidents of this session instead of those before. */
    public void showLive(LiveIncidents.Found found) {
        now = found.at();
        live = found.incidents();
        rebuild();
    }

    /** Adds what really happened, by the id of the incident. */
    public void showTruths(Map<String, IncidentTruth> known) {
        truths = Map.copyOf(known);
        rebuild();
    }

    /** Shows these incidents of earlier recordings instead of those before. */
    public void showPast(PastIncidents incidents) {
        past = incidents;
        rebuild();
    }

    private void rebuild() {
        List<IncidentLine> lines = new ArrayList<>();
        live.forEach(incident -> lines.add(IncidentLine.of(incident.with(truths.get(incident.id())), now, zone)));
        for (PastIncidents.Found found : past.incidents()) {
            if (live.stream().noneMatch(incident -> PastIncidents.isSame(incident, found.incident()))) {
                lines.add(IncidentLine.of(found, now, zone));
            }
        }
        lines.sort(Comparator.comparing(IncidentLine::incident, Incident.ORDER).reversed());
        List<IncidentLine> newest = lines.subList(0, Math.min(MAX_LINES, lines.size()));
        show(newest);
        title.set(all.isEmpty() ? TITLE : TITLE + " (" + LocaleFormat.whole(all.size()) + ")");
    }

    /** Replaces as few lines as possible, so that the selection stays. */
    private void show(List<IncidentLine> lines) {
        boolean areSame = lines.size() == all.size();
        for (int i = 0; i < lines.size() && areSame; i++) {
            areSame = lines.get(i).incident().id().equals(all.get(i).incident().id());
        }
        if (!areSame) {
            all.setAll(lines);
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).equals(all.get(i))) {
                all.set(i, lines.get(i));
            }
        }
    }

    private void applyFilter() {
        List<String> words = Stream.of(filter.get().toLowerCase(Locale.ROOT).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
        NodeId wanted = node.get();
        String wantedKind = kind.get();
        shown.setPredicate(line -> line.hasAll(words)
                && (wanted == null || line.isOf(wanted))
                && (wantedKind.isEmpty() || line.kind().equals(wantedKind)));
    }

    /**
     * Makes grid and timeline show the cluster as it was when the incident was first reported, with the whole incident in
     * the timeline.
     *
     * @return why that is not possible, a sentence; empty if it is shown
     */
    public String open(IncidentLine line) {
        Instant at = instantOf(line);
        timeline.select(at);
        if (!at.equals(timeline.selectedProperty().get()) && at.isBefore(now)) {
            timeline.live();
            return "That was before this window was opened; open its recording"
                    + (line.recording() == null ? "" : " " + line.recording()) + " to see it.";
        }
        Interval span = span(line);
        Duration length = Duration.between(span.from(), span.to());
        Duration wanted = length.multipliedBy(2).compareTo(MIN_WINDOW) < 0 ? MIN_WINDOW : length.multipliedBy(2);
        timeline.select(span.from().plus(length.dividedBy(2)));
        timeline.zoom((double) wanted.toNanos() / timeline.window().span().toNanos());
        timeline.select(at);
        return "";
    }

    /** When the first observer reported it down; of a mild incident its begin. */
    public static Instant instantOf(IncidentLine line) {
        return line.incident()
                .first()
                .map(Notice::firstReport)
                .orElse(line.incident().from());
    }

    /** From its begin to its end; of one that is open, until now. */
    public Interval span(IncidentLine line) {
        Instant from = line.incident().from();
        Instant until = Interval.earlier(
                Interval.later(now, from.plusMillis(1)), line.incident().until());
        return new Interval(from, until.isAfter(from) ? until : from.plusMillis(1));
    }

    /** The part of time that the timeline shows. */
    public Interval shownSpan() {
        return new Interval(timeline.window().from(), timeline.window().to());
    }

    public List<NodeId> nodes() {
        return nodes;
    }

    /** The kinds of causes that occur, in the order of the alphabet. */
    public List<String> kinds() {
        return all.stream().map(IncidentLine::kind).distinct().sorted().toList();
    }

    /** The lines that match the filter, newest first. */
    public ObservableList<IncidentLine> lines() {
        return shown;
    }

    /** Words that a line must all contain, in any case and order, to be shown. */
    public StringProperty filterProperty() {
        return filter;
    }

    /** Only incidents of this node are shown; null for all nodes. */
    public ObjectProperty<@Nullable NodeId> nodeProperty() {
        return node;
    }

    /** Only incidents of this kind of cause are shown; empty for all kinds. */
    public StringProperty kindProperty() {
        return kind;
    }

    /** Whether the filter may hide lines. */
    public BooleanBinding isFilteredBinding() {
        return filter.isNotEmpty().or(node.isNotNull()).or(kind.isNotEmpty());
    }

    /** "Incidents (3)", with the number of all lines. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }
}
