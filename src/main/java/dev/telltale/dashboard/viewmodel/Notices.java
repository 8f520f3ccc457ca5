package dev.telltale.dashboard.viewmodel;

import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/**
 * The notices, one sentence each, of which the oldest is shown. A warning stays until it is dismissed; any other notice
 * ends after the time that it takes to read it.
 */
public final class Notices {
    private static final int MAX_NOTICES = 5;
    private static final int MAX_EARLIER = 20;
    private static final Duration MIN_TIME = Duration.ofSeconds(4);
    /** A slow reader reads 15 characters a second. */
    private static final Duration TIME_PER_CHARACTER = Duration.ofMillis(65);

    private final ObservableList<String> lines = FXCollections.observableArrayList();
    private final Set<String> warnings = new HashSet<>();
    /** Those that have been shown, newest first. */
    private final List<String> earlier = new ArrayList<>();

    private final ReadOnlyObjectWrapper<Line> line = new ReadOnlyObjectWrapper<>(this, "line", Line.NONE);
    private final BooleanProperty held = new SimpleBooleanProperty(this, "held");
    private ClockReading now;
    private ClockReading shownSince;

    /**
     * What is shown.
     *
     * @param text the shown notice; empty for none
     * @param isWarning whether it stays until it is dismissed
     * @param waiting the notices that will be shown next, newest first
     * @param earlier the notices that were shown before, newest first
     */
    public record Line(String text, boolean isWarning, List<String> waiting, List<String> earlier) {
        static final Line NONE = new Line("", false, List.of(), List.of());

        public Line {
            waiting = List.copyOf(waiting);
            earlier = List.copyOf(earlier);
        }
    }

    Notices(ClockReading now) {
        this.now = now;
        shownSince = now;
        lines.addListener((ListChangeListener<String>) change -> show());
    }

    /** Adds a notice; a duplicate of one that is shown or waits is ignored. */
    void add(String text, boolean isWarning) {
        if (isWarning) {
            warnings.add(text);
        }
        if (!lines.contains(text) && !text.equals(line.get().text())) {
            lines.add(0, text);
            if (lines.size() > MAX_NOTICES) {
                lines.remove(MAX_NOTICES, lines.size());
            }
        }
    }

    /** Ends the shown notice if its time is over, unless it is held. */
    public void tick(ClockReading at) {
        now = at;
        Line shown = line.get();
        boolean isOver = now.since(shownSince).compareTo(timeOf(shown.text())) >= 0;
        if (!shown.text().isEmpty() && !shown.isWarning() && !held.get() && isOver) {
            dismiss();
        }
    }

    private static Duration timeOf(String text) {
        return MIN_TIME.plus(TIME_PER_CHARACTER.multipliedBy(text.length()));
    }

    /** Ends the shown notice; the next one is shown. */
    public void dismiss() {
        String shown = line.get().text();
        earlier.remove(shown);
        earlier.add(0, shown);
        if (earlier.size() > MAX_EARLIER) {
            earlier.remove(MAX_EARLIER);
        }
        warnings.remove(shown);
        line.set(Line.NONE);
        if (!lines.remove(shown)) {
            show();
        }
    }

    /** Shows this notice now; the shown one waits. */
    public void showNow(String text) {
        earlier.remove(text);
        lines.remove(text);
        line.set(Line.NONE);
        lines.add(text);
    }

    private void show() {
        String before = line.get().text();
        String text = lines.isEmpty() ? "" : before.isEmpty() ? lines.get(lines.size() - 1) : before;
        if (!text.equals(before)) {
            shownSince = now;
        }
        List<String> waiting = lines.stream().filter(one -> !one.equals(text)).toList();
        line.set(new Line(text, warnings.contains(text), waiting, earlier));
    }

    /** The notices that are shown or wait, newest first. */
    ObservableList<String> lines() {
        return lines;
    }

    public ReadOnlyObjectProperty<Line> lineProperty() {
        return line.getReadOnlyProperty();
    }

    /** Whether the shown notice does not end by itself, as while the pointer is on it. */
    public BooleanProperty heldProperty() {
        return held;
    }
}
