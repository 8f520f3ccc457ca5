package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.truth.DetectionTimes;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.dashboard.viewmodel.truth.HistoricalView;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
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

/** What was done over what was believed, along the time; and the instant at which the grid is looked at. */
public final class TimelineViewModel {
    private static final Duration FIRST_SPAN = Duration.ofMinutes(1);
    private static final Duration MIN_PAUSE = Duration.ofMillis(50);
    private static final double STEP = 1 / 40.0;

    private final List<NodeId> nodes;
    private final ZoneId zone;
    private final TimelineTruth truth;
    private MatrixHistory history;
    private DetectionTimes stopwatches = new DetectionTimes();
    private Supplier<List<FaultInterval>> faults = List::of;
    private ClockReading now;
    private ClockReading changedAt;
    private long seenVersion;
    private int columns = 1_000;
    private TimeWindow window;

    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(this, "following", true);
    private final ReadOnlyObjectWrapper<@Nullable Instant> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private final ObjectProperty<@Nullable TimelineSpot> hovered = new SimpleObjectProperty<>(this, "hovered");
    private final ObjectProperty<@Nullable NodeId> open = new SimpleObjectProperty<>(this, "open");
    private final ReadOnlyStringWrapper readout = new ReadOnlyStringWrapper(this, "readout", "");
    private final ReadOnlyStringWrapper asItWas = new ReadOnlyStringWrapper(this, "asItWas", "");

    public TimelineViewModel(List<NodeId> nodes, ClockReading now, ZoneId zone) {
        this.nodes = List.copyOf(nodes);
        this.zone = zone;
        truth = new TimelineTruth(this.nodes);
        this.now = now;
        changedAt = now;
        history = new MatrixHistory(nodes, 1);
        window = TimeWindow.endingAt(now.wall(), FIRST_SPAN);
        open.addListener((property, before, after) -> changed());
        hovered.addListener((property, before, after) -> tell());
    }

    /** Tells of this history and of these faults from now on. */
    public void follow(MatrixHistory newHistory, Supplier<List<FaultInterval>> newFaults) {
        history = newHistory;
        faults = newFaults;
        changed();
    }

    /** Time passed. */
    public void tick(ClockReading at, GroundTruthModel present) {
        stopwatches = present.stopwatches();
        now = at;
        long sinceChange = now.nanosSince(changedAt);
        // While many nodes change their mind at once there is something new with every answer.
        boolean isDue = sinceChange < 0 || sinceChange >= MIN_PAUSE.toNanos();
        boolean isNews = isDue && history.version() != seenVersion;
        isNews |= truth.update(present.done(), faults.get());
        Duration behind = Duration.between(window.to(), at.wall());
        if (isDue && following.get() && behind.abs().compareTo(window.span().dividedBy(columns)) >= 0) {
            window = TimeWindow.endingAt(at.wall(), window.span());
            isNews = true;
        }
        if (isNews) {
            changed();
        } else {
            tell();
        }
    }

    private void changed() {
        seenVersion = history.version();
        changedAt = now;
        tell();
        changes.set(changes.get() + 1);
    }

    private void tell() {
        Instant past = selected.get();
        TimelineSpot spot = hovered.get();
        asItWas.set(
                past == null
                        ? ""
                        : "as it was at " + DurationFormat.clock(past, zone) + " ("
                                + DurationFormat.ago(Duration.between(past, now.wall())) + ")");
        readout.set(spot == null ? "" : wordsOf(spot));
    }

    /**
     * What there is to be drawn, in so many columns.
     *
     * @param firstLane of {@link #lanes()}, the first that is in sight
     * @param laneCount how many are
     */
    public TimelinePicture picture(int newColumns, int firstLane, int laneCount) {
        columns = Math.max(1, newColumns);
        var maker = new LaneBuilder(history, window, columns);
        var words = new TimelineText(history, truth.rows(), stopwatches, now.wall(), zone);
        List<LaneSegments> strips = lanes().stream()
                .skip(firstLane)
                .limit(laneCount)
                .map(lane -> words.noted(maker.strip(lane), window, columns))
                .toList();
        return new TimelinePicture(
                window,
                now.wall(),
                truth.rows(),
                firstLane,
                strips,
                history.begin().orElse(null),
                history.wholeSince().isPresent(),
                selected.get(),
                zone);
    }

    /** The lines of belief, from the top. */
    public List<BeliefLane> lanes() {
        return BeliefLane.of(nodes, open.get());
    }

    /** How many rows {@link #picture} has for what was done. */
    public int truthRows() {
        return truth.rows().rows();
    }

    /** One line, for the readout and a tooltip. */
    public String wordsOf(TimelineSpot spot) {
        return new TimelineText(history, truth.rows(), stopwatches, now.wall(), zone).of(spot);
    }

    /** Shows so many times as much time around an instant; what follows the present goes on to end there. */
    public void zoom(double factor, Instant around) {
        show(window.zoomed(following.get() && window.share(around) > 0.97 ? window.to() : around, factor));
    }

    /** Zooms around what is selected, else around the present, else around the middle. */
    public void zoom(double factor) {
        Instant past = selected.get();
        zoom(factor, past != null && window.contains(past) ? past : following.get() ? now.wall() : window.at(0.5));
    }

    /** Moves on by a share of the window, backwards if it is negative. */
    public void pan(double share) {
        show(window.moved(window.part(share)));
    }

    /** As far back as anything is known. */
    public void toBegin() {
        show(new TimeWindow(history.begin().orElse(now.wall()), window.span()));
    }

    private void show(TimeWindow wanted) {
        Instant latest = now.wall().minus(wanted.span());
        Instant begin = history.begin().orElse(latest);
        Instant earliest = begin.isBefore(latest) ? begin : latest;
        Instant from = wanted.from().isBefore(earliest) ? earliest : wanted.from();
        boolean reachesNow = !from.isBefore(latest);
        window = new TimeWindow(reachesNow ? latest : from, wanted.span());
        following.set(reachesNow && selected.get() == null);
        changed();
    }

    /** Lets the grid show what was at this instant; the window stands still. */
    public void select(Instant at) {
        if (!at.isBefore(now.wall())) {
            live();
            return;
        }
        Instant begin = history.begin().orElse(now.wall());
        following.set(false);
        selected.set(at.isBefore(begin) ? begin : at);
        Instant chosen = selected.get();
        if (chosen != null && !window.contains(chosen)) {
            show(new TimeWindow(chosen.minus(window.part(0.5)), window.span()));
        } else {
            changed();
        }
    }

    /** So many small steps on, backwards if negative. */
    public void step(int steps) {
        select(selectedOrNow().plus(window.part(steps * STEP)));
    }

    /** To the next beginning or end of something that was done. */
    public void toNextDeed() {
        truth.after(selectedOrNow()).ifPresentOrElse(this::select, this::live);
    }

    /** To the last beginning or end of something that was done. */
    public void toLastDeed() {
        truth.before(selectedOrNow()).ifPresent(this::select);
    }

    private Instant selectedOrNow() {
        Instant past = selected.get();
        return past == null ? now.wall() : past;
    }

    /** Back to the present, and on with it. */
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
        if (at == null) {
            return null;
        }
        var moment =
                new ClockReading(now.nanos() - Duration.between(at, now.wall()).toNanos(), at);
        Matrix matrix = history.matrixAt(moment);
        return HistoricalView.of(matrix, moment, present);
    }

    public TimeWindow window() {
        return window;
    }

    public ZoneId zone() {
        return zone;
    }

    /** Grows whenever there is something new to draw. */
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** Whether the right end is the present, and stays so. */
    public ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /** The instant that the grid shows; null for the present. */
    public ReadOnlyObjectProperty<@Nullable Instant> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** What is pointed at, or null. */
    public ObjectProperty<@Nullable TimelineSpot> hoveredProperty() {
        return hovered;
    }

    /** The node whose observers have lines of their own where lines are shared. */
    public ObjectProperty<@Nullable NodeId> openProperty() {
        return open;
    }

    /** What is pointed at in words; may be empty. */
    public ReadOnlyStringProperty readoutProperty() {
        return readout.getReadOnlyProperty();
    }

    /** "as it was at 14:03:20.000 (12 s ago)"; empty in the present. */
    public ReadOnlyStringProperty asItWasProperty() {
        return asItWas.getReadOnlyProperty();
    }
}
