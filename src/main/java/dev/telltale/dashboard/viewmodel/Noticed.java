package dev.telltale.dashboard.viewmodel;

import dev.telltale.model.Link;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.quality.Detection;
import dev.telltale.quality.Measured;
import dev.telltale.quality.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The stopwatches of the newest failure in words: "noticed after 12 ms (node1) and 19 ms (node3)". */
final class Noticed {
    private static final int MAX_NAMES = 3;

    private final Reality reality;
    private final Grid grid;
    private boolean isLate;
    private final List<String> running = new ArrayList<>();
    private final List<Stop> stopped = new ArrayList<>();

    private record Stop(String observer, Duration time, String departure) {}

    private Noticed(Reality reality, Grid grid) {
        this.reality = reality;
        this.grid = grid;
    }

    /** Empty while nothing is out of service, or nobody is left to notice it. */
    static String of(Reality reality, Grid grid, Moment now) {
        List<Absence> open = reality.done().failures().stream()
                .filter(absence -> !absence.isOver())
                .toList();
        if (open.isEmpty()) {
            return "";
        }
        Absence newest = open.get(open.size() - 1);
        List<Absence> together = open.stream()
                .filter(absence -> absence.began().equals(newest.began()))
                .toList();
        String words = new Noticed(reality, grid).words(together, now);
        boolean isOneOfMany = open.size() > together.size() && !words.isEmpty();
        return isOneOfMany ? name(newest, together.size() == 1) + " – " + words : words;
    }

    private static String name(Absence newest, boolean isAlone) {
        NodeId observer = newest.outage().observer();
        NodeId subject = newest.outage().node();
        if (observer == null) {
            return subject.value();
        }
        return isAlone ? new Link(observer, subject).toString() : "newest fault";
    }

    /** Of what began at once: one node for all observers, or links, each for its own observer. */
    private String words(List<Absence> together, Moment now) {
        boolean isOneSubject = together.stream()
                        .map(absence -> absence.outage().node())
                        .distinct()
                        .count()
                == 1;
        together.forEach(absence -> look(absence, isOneSubject, now));
        Moment began = together.get(0).began();
        int observers = running.size() + stopped.size();
        if (running.isEmpty()) {
            return observers == 0 ? "" : "noticed " + (observers > MAX_NAMES ? span() : each());
        }
        String clock = Ages.span(now.since(began)) + (isLate ? ", late …" : " …");
        if (observers > MAX_NAMES) {
            return stopped.size() + " of " + observers + " have noticed · " + clock;
        }
        List<String> parts = stopped.stream()
                .map(stop -> stop.observer() + ": " + Measured.words(stop.time()))
                .collect(Collectors.toCollection(ArrayList::new));
        parts.add(String.join(", ", running) + ": " + clock);
        return String.join(" · ", parts);
    }

    private void look(Absence absence, boolean isOneSubject, Moment now) {
        NodeId only = absence.outage().observer();
        for (int observer = 0; observer < grid.size(); observer++) {
            boolean isConcerned = only == null || only.equals(grid.nodes().get(observer));
            if (isConcerned
                    && isItsOwn(absence, grid.nodes().get(observer))
                    && Stopwatches.isMeasured(reality.done(), grid, observer, absence)) {
                NodeId id = grid.nodes().get(observer);
                String name = isOneSubject
                        ? id.value()
                        : new CellRef(id, absence.outage().node()).toString();
                Detection detection = reality.stopwatches().of(id, grid.deciding(observer), absence.outage());
                if (detection == null || detection.detectionTime() == null) {
                    running.add(name);
                    int subject = grid.place(absence.outage().node());
                    isLate |= reality.standing(grid, observer, subject, now) == Standing.LATE;
                } else {
                    String departure =
                            reality.departure(detection, grid.row(observer).report());
                    stopped.add(new Stop(name, detection.detectionTime(), departure));
                }
            }
        }
    }

    /** Whether it took the subject out of this observer's reach, and not something that was there before. */
    private boolean isItsOwn(Absence absence, NodeId observer) {
        Absence met = reality.done().newest(observer, absence.outage().node());
        return met != null && met.outage().from().equals(absence.outage().from());
    }

    private String each() {
        List<String> parts = stopped.stream()
                .map(stop -> Measured.words(stop.time()) + " (" + stop.observer()
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
        return "by all " + stopped.size() + " after " + Measured.words(first) + " to " + Measured.words(last)
                + departures;
    }
}
