package dev.telltale.dashboard.viewmodel.recording;

import dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Moves the selected instant of a timeline through a recording, by hand or with the time that passes; it stops at the
 * end. There is no present in a recording: its last instant takes the place of that.
 */
public final class RecordingPlayer {
    private final TimelineViewModel timeline;
    private final Instant begin;
    private final Instant last;
    private final Supplier<List<Instant>> events;
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper(this, "playing");
    private final ObjectProperty<PlaySpeed> speed = new SimpleObjectProperty<>(this, "speed", PlaySpeed.NORMAL);
    private final ReadOnlyObjectWrapper<Instant> position;
    private @Nullable ClockReading advanced;

    /**
     * Shows the begin at first.
     *
     * @param timeline its present is {@code end}
     * @param end later than {@code begin}
     * @param events the instants to jump to, oldest first
     */
    public RecordingPlayer(TimelineViewModel timeline, Instant begin, Instant end, Supplier<List<Instant>> events) {
        this.timeline = timeline;
        this.begin = begin;
        this.events = events;
        Instant before = end.minus(1, ChronoUnit.MICROS);
        last = before.isBefore(begin) ? begin : before;
        position = new ReadOnlyObjectWrapper<>(this, "position", begin);
        timeline.selectedProperty().addListener((property, earlier, selected) -> {
            if (selected == null) {
                seek(last);
            } else {
                position.set(selected);
            }
        });
        timeline.select(begin);
    }

    /** Plays from the shown instant on, from the begin if that is the last; or pauses. */
    public void toggle() {
        if (playing.get()) {
            pause();
        } else {
            if (!position.get().isBefore(last)) {
                seek(begin);
            }
            advanced = null;
            playing.set(true);
        }
    }

    public void pause() {
        playing.set(false);
    }

    /** Moves on by the time since the last call, multiplied by the speed; no effect while it does not play. */
    public void advance(ClockReading now) {
        if (!playing.get()) {
            return;
        }
        Duration passed = advanced == null ? Duration.ZERO : now.since(advanced);
        advanced = now;
        seek(position.get().plus(passed.multipliedBy(speed.get().factor())));
        if (!position.get().isBefore(last)) {
            pause();
        }
    }

    /** Shows this instant, or the nearest one of the recording. */
    public void seek(Instant at) {
        timeline.select(at.isBefore(begin) ? begin : at.isAfter(last) ? last : at);
    }

    /** Shows the instant at this share of the recording, 0 to 1. */
    public void seek(double share) {
        seek(begin.plusNanos(Math.round(share * Duration.between(begin, last).toNanos())));
    }

    /** Moves by this time; backwards if it is negative. */
    public void step(Duration time) {
        seek(position.get().plus(time));
    }

    /** Shows the next event, or else the last instant. */
    public void next() {
        Instant at = position.get();
        seek(events.get().stream()
                .filter(event -> event.isAfter(at))
                .findFirst()
                .orElse(last));
    }

    /** Shows the previous event, or else the begin. */
    public void previous() {
        Instant at = position.get();
        seek(events.get().stream()
                .filter(event -> event.isBefore(at))
                .reduce((one, later) -> later)
                .orElse(begin));
    }

    /** The share of the recording before an instant, 0 to 1. */
    public double share(Instant at) {
        double length = Duration.between(begin, last).toNanos();
        double share = Duration.between(begin, at).toNanos() / Math.max(1, length);
        return Math.max(0, Math.min(1, share));
    }

    public Instant begin() {
        return begin;
    }

    /** The last instant that can be shown. */
    public Instant last() {
        return last;
    }

    /** The shown instant. */
    public ReadOnlyObjectProperty<Instant> positionProperty() {
        return position.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    public ObjectProperty<PlaySpeed> speedProperty() {
        return speed;
    }
}
