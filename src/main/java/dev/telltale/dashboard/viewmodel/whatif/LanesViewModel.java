package dev.telltale.dashboard.viewmodel.whatif;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.timeline.LaneBuilder;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments;
import dev.telltale.fault.Link;
import dev.telltale.model.Status;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.WallMicros;
import dev.telltale.timeline.StatusLane;
import dev.telltale.timeline.TimeWindow;
import dev.telltale.whatif.SettingScore;
import dev.telltale.whatif.VerdictSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The verdicts of one link, a lane for each setting, within a window of time. FX thread only. */
public final class LanesViewModel {
    /** The window around a down, in lengths of the down. */
    private static final int AROUND_DOWN = 20;

    private static final Duration MIN_AROUND_DOWN = Duration.ofSeconds(20);

    private final ZoneId zone;
    private final ObjectProperty<@Nullable Link> link = new SimpleObjectProperty<>(this, "link");
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private List<SettingLane> lanes = List.of();
    private List<SettingRow> rows = List.of();
    private Instant first = Instant.EPOCH;
    private Instant last = Instant.EPOCH.plusSeconds(1);
    private TimeWindow window = new TimeWindow(first, Duration.ofSeconds(1));

    /** A setting and its verdicts of the link. */
    private record SettingLane(SettingRow row, List<VerdictSpan> spans) {}

    LanesViewModel(ZoneId zone) {
        this.zone = zone;
        link.addListener((property, before, after) -> rebuild());
    }

    /** Shows these settings; with the first ones, the whole recording. */
    void show(List<SettingRow> shown) {
        rows = List.copyOf(shown);
        rebuild();
    }

    private void rebuild() {
        Link chosen = link.get();
        boolean isFirst = lanes.isEmpty();
        lanes = chosen == null
                ? List.of()
                : rows.stream()
                        .map(row -> new SettingLane(row, spans(row.score(), chosen)))
                        .toList();
        List<VerdictSpan> all =
                lanes.stream().flatMap(lane -> lane.spans().stream()).toList();
        all.stream().map(VerdictSpan::from).min(Comparator.naturalOrder()).ifPresent(from -> first = from);
        all.stream().map(VerdictSpan::until).max(Comparator.naturalOrder()).ifPresent(until -> last = until);
        if (isFirst && first.isBefore(last)) {
            window = new TimeWindow(first, Duration.between(first, last));
        }
        changed();
    }

    private static List<VerdictSpan> spans(SettingScore score, Link link) {
        return score.lane(link.observer(), link.subject());
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    /** The links of the recording are those of the evaluation; null before it is read. */
    public ObjectProperty<@Nullable Link> linkProperty() {
        return link;
    }

    /** Grows with every change of the lanes or of the window. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** The settings, from above. */
    public List<SettingRow> rows() {
        return lanes.stream().map(SettingLane::row).toList();
    }

    public TimeWindow window() {
        return window;
    }

    public ZoneId zone() {
        return zone;
    }

    /** The lanes in the order of the {@link #rows}, each divided into columns of equal width. */
    public List<LaneSegments> segments(int columns) {
        Link chosen = link.get();
        if (chosen == null) {
            return List.of();
        }
        var lane = new StatusLane(chosen.observer(), chosen.subject());
        List<LaneSegments> segments = new ArrayList<>();
        for (SettingLane shown : lanes) {
            LaneBuilder.Statuses statuses = (observer, subject, from, until, visitor) -> {
                for (VerdictSpan span : shown.spans()) {
                    long begin = Math.max(from, WallMicros.of(span.from()));
                    long end = Math.min(until, WallMicros.of(span.until()));
                    if (begin < end) {
                        visitor.interval(begin, end, CellState.of(span.verdict()));
                    }
                }
            };
            segments.add(new LaneBuilder(List.of(), statuses, window, columns).build(lane));
        }
        return segments;
    }

    /** "timeout 3 s: down from 14:03:21.460, for 2.1 s"; empty where there is nothing. */
    public String words(int row, double share) {
        if (row < 0 || row >= lanes.size()) {
            return "";
        }
        SettingLane lane = lanes.get(row);
        Instant at = window.at(share);
        String verdict = lane.spans().stream()
                .filter(span -> !span.from().isAfter(at) && span.until().isAfter(at))
                .findFirst()
                .map(span -> CellState.of(span.verdict()).label() + " from " + DurationFormat.clock(span.from(), zone)
                        + ", for " + DurationFormat.measured(Duration.between(span.from(), span.until())))
                .orElse("not recorded");
        return lane.row().role().word() + ": " + lane.row().label() + ": " + verdict;
    }

    /** Shortens or lengthens the window; the instant at this share of it keeps its place. */
    public void zoom(double share, double factor) {
        Instant around = window.at(share);
        long whole = Math.max(1, Duration.between(first, last).toNanos());
        long least = Math.min(whole, TimeWindow.MIN_SPAN.toNanos());
        long span = Math.max(least, Math.min(whole, (long) (window.span().toNanos() * factor)));
        var resized = new TimeWindow(window.from(), Duration.ofNanos(span));
        move(new TimeWindow(around.minus(resized.part(share)), resized.span()));
    }

    /** Moves the window by this share of its span. */
    public void pan(double share) {
        move(window.moved(window.part(share)));
    }

    /** Shows the whole recording. */
    public void showAll() {
        move(new TimeWindow(first, Duration.between(first, last)));
    }

    /** Shows the next down of any lane after the middle of the window; from the last one on, the first. */
    public void showNextDown() {
        Instant middle = window.at(0.5);
        List<VerdictSpan> downs = lanes.stream()
                .flatMap(lane -> lane.spans().stream())
                .filter(span -> span.verdict() == Status.DOWN)
                .sorted(Comparator.comparing(VerdictSpan::from))
                .toList();
        downs.stream()
                .filter(down -> down.from().isAfter(middle.plusMillis(1)))
                .findFirst()
                .or(() -> downs.stream().findFirst())
                .ifPresent(this::showAround);
    }

    private void showAround(VerdictSpan down) {
        Duration length = Duration.between(down.from(), down.until()).multipliedBy(AROUND_DOWN);
        Duration around = length.compareTo(MIN_AROUND_DOWN) < 0 ? MIN_AROUND_DOWN : length;
        Duration span = window.span().compareTo(around) < 0 ? window.span() : around;
        move(new TimeWindow(down.from().minus(span.dividedBy(2)), span));
    }

    private void move(TimeWindow wanted) {
        if (first.isBefore(last)) {
            window = wanted.within(first, last);
            changed();
        }
    }

    /** For the copy key: the verdicts of each lane within the window, a line each. */
    public String text() {
        var text = new StringBuilder();
        for (SettingLane lane : lanes) {
            for (VerdictSpan span : lane.spans()) {
                if (span.until().isAfter(window.from()) && span.from().isBefore(window.to())) {
                    text.append(lane.row().label())
                            .append('\t')
                            .append(Objects.requireNonNull(link.get()).observer())
                            .append(" about ")
                            .append(Objects.requireNonNull(link.get()).subject())
                            .append('\t')
                            .append(DurationFormat.clock(span.from(), zone))
                            .append('\t')
                            .append(CellState.of(span.verdict()).label())
                            .append('\n');
                }
            }
        }
        return text.toString();
    }
}
