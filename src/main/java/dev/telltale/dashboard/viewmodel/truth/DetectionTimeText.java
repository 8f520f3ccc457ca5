package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import dev.telltale.qos.Detection;
import dev.telltale.qos.MeasuredRange;
import dev.telltale.qos.VerdictCorrectness;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The stopwatches of the newest failure in words: "noticed after 12 ms (node1) and 19 ms (node3)". */
public final class DetectionTimeText {
    private static final int MAX_NAMES = 3;

    private final GroundTruthModel reality;
    private final Grid grid;
    private boolean isLate;
    private final List<String> running = new ArrayList<>();
    private final List<Stop> stopped = new ArrayList<>();

    private record Stop(String observer, Duration time, String departure) {}

    private DetectionTimeText(GroundTruthModel reality, Grid grid) {
        this.reality = reality;
        this.grid = grid;
    }

    /** Empty while nothing is out of service, or nobody is left to notice it. */
    public static String of(GroundTruthModel reality, Grid grid, ClockReading now) {
        List<ObservedOutage> open = reality.done().failures().stream()
                .filter(absence -> !absence.isOver())
                .toList();
        if (open.isEmpty()) {
            return "";
        }
        ObservedOutage newest = open.get(open.size() - 1);
        List<ObservedOutage> together = open.stream()
                .filter(absence -> absence.began().equals(newest.began()))
                .toList();
        String words = new DetectionTimeText(reality, grid).words(together, now);
        boolean isOneOfMany = open.size() > together.size() && !words.isEmpty();
        return isOneOfMany ? name(newest, together.size() == 1) + " – " + words : words;
    }

    private static String name(ObservedOutage newest, boolean isAlone) {
        NodeId observer = newest.outage().observer();
        NodeId subject = newest.outage().node();
        if (observer == null) {
            return subject.value();
        }
        return isAlone ? new Link(observer, subject).toString() : "newest fault";
    }

    /** Of what began at once: one node for all observers, or links, each for its own observer. */
    private String words(List<ObservedOutage> together, ClockReading now) {
        boolean isOneSubject = together.stream()
                        .map(absence -> absence.outage().node())
                        .distinct()
                        .count()
                == 1;
        together.forEach(absence -> look(absence, isOneSubject, now));
        ClockReading began = together.get(0).began();
        int observers = running.size() + stopped.size();
        if (running.isEmpty()) {
            return observers == 0 ? "" : "noticed " + (observers > MAX_NAMES ? span() : each());
        }
        String clock = DurationFormat.span(now.since(began)) + (isLate ? ", late …" : " …");
        if (observers > MAX_NAMES) {
            return stopped.size() + " of " + observers + " have noticed · " + clock;
        }
        List<String> parts = stopped.stream()
                .map(stop -> stop.observer() + ": " + MeasuredRange.words(stop.time()))
                .collect(Collectors.toCollection(ArrayList::new));
        parts.add(String.join(", ", running) + ": " + clock);
        return String.join(" · ", parts);
    }

    private void look(ObservedOutage absence, boolean isOneSubject, ClockReading now) {
        NodeId only = absence.outage().observer();
        for (int observer = 0; observer < grid.size(); observer++) {
            boolean isConcerned = only == null || only.equals(grid.nodes().get(observer));
            if (isConcerned
                    && isItsOwn(absence, grid.nodes().get(observer))
                    && DetectionTimes.isMeasured(reality.done(), grid, observer, absence)) {
                NodeId id = grid.nodes().get(observer);
                String name = isOneSubject
                        ? id.value()
                        : new CellRef(id, absence.outage().node()).toString();
                Detection detection = reality.stopwatches().of(id, grid.deciding(observer), absence.outage());
                if (detection == null || detection.detectionTime() == null) {
                    running.add(name);
                    int subject = grid.place(absence.outage().node());
                    isLate |= reality.standing(grid, observer, subject, now) == VerdictCorrectness.LATE;
                } else {
                    String departure =
                            reality.departure(detection, grid.row(observer).report());
                    stopped.add(new Stop(name, detection.detectionTime(), departure));
                }
            }
        }
    }

    /** Whether it took the subject out of this observer's reach, and not something that was there before. */
    private boolean isItsOwn(ObservedOutage absence, NodeId observer) {
        ObservedOutage met = reality.done().newest(observer, absence.outage().node());
        return met != null && met.outage().from().equals(absence.outage().from());
    }

    private String each() {
        List<String> parts = stopped.stream()
                .map(stop -> MeasuredRange.words(stop.time()) + " (" + stop.observer()
                        + (stop.departure().isEmpty() ? "" : ", " + stop.departure()) + ")")
                .toList();
        int last = parts.size() - 1;
        return "after " + (last == 0 ? "" : String.join(", ", parts.subList(0, last)) + " and ") + parts.get(last);
    }

    private String span() {
        Duration first =
                stopped.stream().map(Stop::time).min(Duration::compareTo).orElse(Duration.ZERO);
        Duration last =
                stopped.stream().map(Stop::time).max(Duration::compareTo).orElse(Duration.ZERO);
        String departures = stopped.stream()
                .map(Stop::departure)
                .filter(word -> !word.isEmpty())
                .findFirst()
                .map(word -> ", not all as predicted")
                .orElse("");
        return "by all " + stopped.size() + " after " + MeasuredRange.words(first) + " to " + MeasuredRange.words(last)
                + departures;
    }
}
