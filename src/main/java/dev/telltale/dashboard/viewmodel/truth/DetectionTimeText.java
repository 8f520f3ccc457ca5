package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.fault.Link;
import dev.telltale.groundtruth.RecordedOutage;
import dev.telltale.model.NodeId;
import dev.telltale.qos.Detection;
import dev.telltale.qos.VerdictCorrectness;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Formats the detection times of the newest failure: "detected after 12 ms (node1) and 19 ms (node3)". */
public final class DetectionTimeText {
    private static final int MAX_NAMES = 3;

    private final GroundTruthModel groundTruth;
    private final Grid grid;
    private boolean isLate;
    private final List<String> pending = new ArrayList<>();
    private final List<Measured> measured = new ArrayList<>();

    private record Measured(String observer, Duration time, String deviation) {}

    private DetectionTimeText(GroundTruthModel groundTruth, Grid grid) {
        this.groundTruth = groundTruth;
        this.grid = grid;
    }

    /** Empty without an open outage, or without an observer that can detect it. */
    public static String of(GroundTruthModel groundTruth, Grid grid, ClockReading now) {
        List<RecordedOutage> open = groundTruth.outages().failures().stream()
                .filter(recorded -> !recorded.isOver())
                .toList();
        if (open.isEmpty()) {
            return "";
        }
        RecordedOutage newest = open.get(open.size() - 1);
        List<RecordedOutage> together = open.stream()
                .filter(recorded -> recorded.began().equals(newest.began()))
                .toList();
        String words = new DetectionTimeText(groundTruth, grid).words(together, now);
        boolean isOneOfMany = open.size() > together.size() && !words.isEmpty();
        return isOneOfMany ? name(newest, together.size() == 1) + " – " + words : words;
    }

    private static String name(RecordedOutage newest, boolean isAlone) {
        NodeId observer = newest.outage().observer();
        NodeId subject = newest.outage().node();
        if (observer == null) {
            return subject.value();
        }
        return isAlone ? new Link(observer, subject).toString() : "newest fault";
    }

    /** Formats outages that began at the same instant: of a node for all observers, or of links for one observer each. */
    private String words(List<RecordedOutage> together, ClockReading now) {
        boolean isOneSubject = together.stream()
                        .map(recorded -> recorded.outage().node())
                        .distinct()
                        .count()
                == 1;
        together.forEach(recorded -> collect(recorded, isOneSubject, now));
        ClockReading began = together.get(0).began();
        int observers = pending.size() + measured.size();
        if (pending.isEmpty()) {
            return observers == 0 ? "" : "detected " + (observers > MAX_NAMES ? span() : each());
        }
        String clock = DurationFormat.span(now.since(began)) + (isLate ? ", late …" : " …");
        if (observers > MAX_NAMES) {
            return measured.size() + " of " + observers + " have detected it · " + clock;
        }
        List<String> parts = measured.stream()
                .map(one -> one.observer() + ": " + DurationFormat.measured(one.time()))
                .collect(Collectors.toCollection(ArrayList::new));
        parts.add(String.join(", ", pending) + ": " + clock);
        return String.join(" · ", parts);
    }

    private void collect(RecordedOutage recorded, boolean isOneSubject, ClockReading now) {
        NodeId only = recorded.outage().observer();
        for (int observer = 0; observer < grid.size(); observer++) {
            boolean isConcerned = only == null || only.equals(grid.nodes().get(observer));
            if (isConcerned
                    && isCauseFor(recorded, grid.nodes().get(observer))
                    && DetectionTimes.isMeasured(groundTruth.outages(), grid, observer, recorded)) {
                NodeId id = grid.nodes().get(observer);
                String name = isOneSubject
                        ? id.value()
                        : new CellRef(id, recorded.outage().node()).toString();
                Detection detection =
                        groundTruth.detectionTimes().of(id, grid.selectedDetector(observer), recorded.outage());
                if (detection == null || detection.detectionTime() == null) {
                    pending.add(name);
                    int subject = grid.indexOf(recorded.outage().node());
                    isLate |= groundTruth.correctness(grid, observer, subject, now) == VerdictCorrectness.LATE;
                } else {
                    measured.add(new Measured(name, detection.detectionTime(), groundTruth.deviation(detection)));
                }
            }
        }
    }

    /** Whether this outage made the subject unreachable for this observer, not an earlier one that still lasts. */
    private boolean isCauseFor(RecordedOutage recorded, NodeId observer) {
        RecordedOutage newest =
                groundTruth.outages().newest(observer, recorded.outage().node());
        return newest != null && newest.outage().from().equals(recorded.outage().from());
    }

    private String each() {
        List<String> parts = measured.stream()
                .map(one -> DurationFormat.measured(one.time()) + " (" + one.observer()
                        + (one.deviation().isEmpty() ? "" : ", " + one.deviation()) + ")")
                .toList();
        int last = parts.size() - 1;
        return "after " + (last == 0 ? "" : String.join(", ", parts.subList(0, last)) + " and ") + parts.get(last);
    }

    private String span() {
        Duration first =
                measured.stream().map(Measured::time).min(Duration::compareTo).orElse(Duration.ZERO);
        Duration last =
                measured.stream().map(Measured::time).max(Duration::compareTo).orElse(Duration.ZERO);
        String deviations = measured.stream()
                .map(Measured::deviation)
                .filter(word -> !word.isEmpty())
                .findFirst()
                .map(word -> ", not all as predicted")
                .orElse("");
        return "by all " + measured.size() + " after " + DurationFormat.measured(first) + " to "
                + DurationFormat.measured(last) + deviations;
    }
}
