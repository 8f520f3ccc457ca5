package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.truth.DetectionTimes;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.dashboard.viewmodel.truth.HistoricalView;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.OutageIndex;
import dev.telltale.model.NodeId;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.time.ClockReading;
import dev.telltale.timeline.StatusLane;
import dev.telltale.timeline.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The timeline: ground truth above, statuses below, and the instant that the grid shows. */
public final class TimelineViewModel {
    private static final Duration FIRST_SPAN = Duration.ofMinutes(1);
    private static final Duration MIN_PAUSE = Duration.ofMillis(50);

    private final List<NodeId> nodes;
    private final ZoneId zone;
    private FaultRows rows;
    private MatrixHistory history;
    private DetectionTimes detectionTimes = new DetectionTimes();
    private Supplier<List<FaultInterval>> faults = List::of;
    private List<Unrecorded> unrecorded = List.of();
    private ClockReading now;
    private ClockReading changedAt;
    private ClockReading quietSince;
    private long seenVersion;
    private int columns = 1_000;
    private TimeWindow window;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(this, "following", true);
    private final ReadOnlyObjectWrapper<@Nullable Instant> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private final ObjectProperty<@Nullable TimelineSpot> hovered = new SimpleObjectProperty<>(this, "hovered");
    private final ObjectProperty<@Nullable NodeId> open = new SimpleObjectProperty<>(this, "open");
    private final ReadOnlyStringWrapper readout = new ReadOnlyStringWrapper(this, "readout", "");
    private final ReadOnlyStringWrapper pastLabel = new ReadOnlyStringWrapper(this, "pastLabel", "");

    public TimelineViewModel(List<NodeId> nodes, ClockReading now, ZoneId zone) {
        this.nodes = List.copyOf(nodes);
        this.zone = zone;
        rows = FaultRows.of(OutageIndex.EMPTY, List.of(), nodes, List.of());
        this.now = now;
        changedAt = now;
        quietSince = now;
        history = new MatrixHistory(nodes, 1);
        window = TimeWindow.endingAt(now.wall(), FIRST_SPAN);
        open.addListener((property, before, after) -> changed());
        hovered.addListener((property, before, after) -> updateTexts());
    }

    /** Shows this history and these faults from now on. */
    public void follow(MatrixHistory newHistory, Supplier<List<FaultInterval>> newFaults) {
        faults = newFaults;
        follow(newHistory);
    }

    /** Shows these times, with the next history. */
    public void setUnrecorded(List<Unrecorded> times) {
        unrecorded = times;
    }

    /** Shows this history from now on, and the same instant of it. */
    public void follow(MatrixHistory newHistory) {
        history = newHistory;
        quietSince = now;
        changed();
    }

    /** Advances to the present; redraws at most every {@link #MIN_PAUSE} if the history changed. */
    public void tick(ClockReading at, GroundTruthModel present) {
        detectionTimes = present.detectionTimes();
        now = at;
        long sinceChange = now.nanosSince(changedAt);
        boolean isDue = sinceChange < 0 || sinceChange >= MIN_PAUSE.toNanos();
        boolean isChanged = isDue && history.version() != seenVersion;
        List<FaultInterval> newestFaults = List.copyOf(faults.get());
        if (!rows.isOf(present.allOutages(), newestFaults)) {
            rows = FaultRows.of(present.allOutages(), newestFaults, nodes, unrecorded);
            quietSince = now;
            isChanged = true;
        }
        Duration behind = Duration.between(window.to(), at.wall());
        if (isDue && following.get() && behind.abs().compareTo(window.span().dividedBy(columns)) >= 0) {
            window = TimeWindow.endingAt(at.wall(), window.span());
            isChanged = true;
        }
        if (isChanged) {
            changed();
        } else {
            updateTexts();
        }
    }

    private void changed() {
        quietSince = history.version() == seenVersion ? quietSince : now;
        seenVersion = history.version();
        changedAt = now;
        updateTexts();
        changes.set(changes.get() + 1);
    }

    private void updateTexts() {
        Instant past = selected.get();
        TimelineSpot spot = hovered.get();
        pastLabel.set(past == null ? "" : text().ofPast(past));
        readout.set(spot == null ? "" : wordsOf(spot));
    }

    /**
     * Builds what is drawn.
     *
     * @param newColumns the width in columns, at least 1
     * @param firstLane index in {@link #lanes()} of the first visible lane
     * @param laneCount how many lanes are visible
     */
    public TimelinePicture picture(int newColumns, int firstLane, int laneCount) {
        columns = Math.max(1, newColumns);
        var builder = new LaneBuilder(history, window, columns);
        TimelineText words = text();
        List<LaneSegments> segments = lanes().stream()
                .skip(firstLane)
                .limit(laneCount)
                .map(lane -> words.noted(builder.build(lane), window, columns))
                .toList();
        return new TimelinePicture(
                window,
                now.wall(),
                rows,
                unrecorded,
                firstLane,
                segments,
                history.begin().orElse(null),
                history.completeSince().isPresent(),
                selected.get(),
                following.get() && isStill(),
                zone);
    }

    /** Whether nothing moves but the axis: nothing has changed in the visible time, and all changes are shown. */
    public boolean isStill() {
        boolean isQuiet =
                !following.get() || now.nanosSince(quietSince) > window.span().toNanos();
        return isQuiet && history.version() == seenVersion;
    }

    /** All lanes from the top, visible or not. */
    public List<StatusLane> lanes() {
        return StatusLane.of(nodes, open.get());
    }

    /** How many rows of the ground truth {@link #picture} has. */
    public int truthRows() {
        return rows.rows();
    }

    /** Describes the position in one line, for the readout and a tooltip. */
    public String wordsOf(TimelineSpot spot) {
        return text().of(spot);
    }

    private TimelineText text() {
        return new TimelineText(history, rows, unrecorded, detectionTimes, now.wall(), zone);
    }

    /** Multiplies the visible span by the factor around an instant; a window that follows the present still ends there. */
    public void zoom(double factor, Instant around) {
        show(window.zoomed(following.get() && window.share(around) > 0.97 ? window.to() : around, factor));
    }

    /** Zooms around the selected instant, else around the present if it is followed, else around the middle. */
    public void zoom(double factor) {
        Instant past = selected.get();
        zoom(factor, past != null && window.contains(past) ? past : following.get() ? now.wall() : window.at(0.5));
    }

    /** Moves the window by a share of its span; backwards if negative. */
    public void pan(double share) {
        show(window.moved(window.part(share)));
    }

    public void toBegin() {
        select(history.begin().orElse(now.wall()));
    }

    private void show(TimeWindow wanted) {
        window = wanted.within(history.begin().orElse(now.wall()), now.wall());
        following.set(!window.to().isBefore(now.wall()) && selected.get() == null);
        changed();
    }

    /** Makes the grid show this instant, or the present if it is not in the past; the window moves only to show it. */
    public void select(Instant at) {
        if (!at.isBefore(now.wall())) {
            live();
            return;
        }
        Instant begin = history.begin().orElse(now.wall());
        Instant chosen = at.isBefore(begin) ? begin : at;
        following.set(false);
        selected.set(chosen);
        show(window.contains(chosen) ? window : new TimeWindow(chosen.minus(window.part(0.5)), window.span()));
    }

    /** Moves the selected instant by steps of 1/40 of the window; backwards if negative. */
    public void step(int steps) {
        select(selectedOrNow().plus(window.part(steps / 40.0)));
    }

    /** Selects the next beginning or end of a fault or outage, or else the present. */
    public void toNextEvent() {
        rows.edgeAfter(selectedOrNow()).ifPresentOrElse(this::select, this::live);
    }

    /** Selects the previous beginning or end of a fault or outage, if there is one. */
    public void toPreviousEvent() {
        rows.edgeBefore(selectedOrNow()).ifPresent(this::select);
    }

    private Instant selectedOrNow() {
        Instant past = selected.get();
        return past == null ? now.wall() : past;
    }

    /** Shows the present and follows it. */
    public void live() {
        selected.set(null);
        following.set(true);
        window = TimeWindow.endingAt(now.wall(), window.span());
        changed();
    }

    /** The cluster as it was at the selected instant; null for the present. */
    @Nullable
    public HistoricalView past(GroundTruthModel present) {
        Instant at = selected.get();
        return at == null ? null : HistoricalView.of(history.matrixAt(now.at(at)), now.at(at), present);
    }

    public TimeWindow window() {
        return window;
    }

    /** A counter that grows whenever the timeline must be redrawn. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Whether the right end follows the present. */
    public ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /** The instant that the grid shows; null for the present. */
    public ReadOnlyObjectProperty<@Nullable Instant> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** Of the pointer, or null. */
    public ObjectProperty<@Nullable TimelineSpot> hoveredProperty() {
        return hovered;
    }

    /** The node whose observers have lanes of their own where lanes are combined; may be null. */
    public ObjectProperty<@Nullable NodeId> openProperty() {
        return open;
    }

    /** The description of the hovered position; may be empty. */
    public ReadOnlyStringProperty readoutProperty() {
        return readout.getReadOnlyProperty();
    }

    /** "as it was at 14:03:20.000 (12 s ago)"; empty in the present. */
    public ReadOnlyStringProperty pastLabelProperty() {
        return pastLabel.getReadOnlyProperty();
    }
}
