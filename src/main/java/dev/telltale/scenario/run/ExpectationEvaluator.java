package dev.telltale.scenario.run;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.groundtruth.CombinedOutages;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.Mistake;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusChange;
import dev.telltale.qos.StatusHistories;
import dev.telltale.qos.StatusHistory;
import dev.telltale.scenario.Expectation;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.TextLists;
import dev.telltale.scenario.run.Recording.Said;
import dev.telltale.scenario.run.RunResult.ExpectationResult;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.scenario.run.RunResult.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes verdicts of a recording, and of nothing else: real and simulated runs are judged alike. */
final class ExpectationEvaluator {
    /** All clocks are of one machine; what remains is the time between a note and the deed, and the poll. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private static final int MAX_EXAMPLES = 4;

    private final Scenario scenario;
    private final Recording recording;
    private final List<StatusHistory> histories;
    private final Map<DetectorKey, StatusHistory> lanes = new HashMap<>();
    private final List<Outage> outages;
    private final Quality quality;

    ExpectationEvaluator(Scenario scenario, Recording recording) {
        this.scenario = scenario;
        this.recording = recording;
        histories = StatusHistories.of(scenario.ids(), recording.changes());
        histories.forEach(history -> lanes.put(history.lane(), history));
        outages = CombinedOutages.outages(recording.deeds(), recording.faults(), scenario.heartbeat());
        var truth = new GroundTruth(recording.start(), recording.end(), outages);
        quality = Quality.of(truth, histories, scenario.heartbeat(), TOLERANCE);
    }

    RunResult story(List<Fact> facts) {
        return RunResultFactory.of(scenario, recording, facts, histories, verdicts(), quality);
    }

    private List<ExpectationResult> verdicts() {
        List<ExpectationResult> verdicts = new ArrayList<>();
        for (Expectation expectation : scenario.expectations()) {
            String words = expectation.words(scenario);
            if (expectation instanceof Expectation.Holds holds) {
                verdicts.add(holds(words, holds));
            } else if (expectation instanceof Expectation.Never never) {
                verdicts.add(never(words, never));
            } else if (expectation instanceof Expectation.Says says) {
                verdicts.add(says(words, says));
            } else if (expectation instanceof Expectation.FalseDiagnoses untruths) {
                verdicts.add(untruths(words, untruths));
            } else {
                verdicts.add(alarms(words, (Expectation.FalseAlarms) expectation));
            }
        }
        return verdicts;
    }

    private ExpectationResult holds(String words, Expectation.Holds holds) {
        Instant from = recording.at(holds.after());
        if (from == null) {
            return new ExpectationResult(words, Result.SKIPPED, "the step it waits for was not done", null);
        }
        List<String> wrong = new ArrayList<>();
        List<NodeId> late = new ArrayList<>();
        HeartbeatSettings beat = scenario.heartbeat();
        Duration last = Duration.ZERO;
        List<NodeId> observers = holds.observers().isEmpty()
                ? live(holds.subject(), from, from.plus(holds.within()))
                : holds.observers();
        for (NodeId observer : observers) {
            StatusHistory lane = lane(observer, holds.subject(), holds.detector());
            Duration took = firstHeld(lane, holds.status(), from);
            if (took == null) {
                wrong.add(observer + " never did, it says "
                        + statusAt(lane, recording.end()).word());
            } else if (took.compareTo(holds.within()) > 0 && recording.wasLate(observer, from, from.plus(took), beat)) {
                late.add(observer);
                wrong.add(observer + " did after " + millis(took) + ", and was late itself");
            } else if (took.compareTo(holds.within()) > 0 || took.compareTo(holds.notBefore()) < 0) {
                wrong.add(observer + " did after " + millis(took));
            } else if (took.compareTo(last) > 0) {
                last = took;
            }
        }
        if (observers.isEmpty()) {
            return new ExpectationResult(words, Result.FAILED, "no observer was alive all that time", null);
        }
        return wrong.isEmpty()
                ? new ExpectationResult(words, Result.PASSED, "after " + millis(last), from.plus(last))
                : new ExpectationResult(
                        words, Result.FAILED, some(wrong), from.plus(holds.within()), late.size() == wrong.size());
    }

    /** Whoever runs, goes on and can be asked all that time. */
    private List<NodeId> live(NodeId subject, Instant from, Instant until) {
        return scenario.ids().stream()
                .filter(node -> !node.equals(subject))
                .filter(node -> outages.stream()
                        .noneMatch(outage -> outage.node().equals(node)
                                && isOfProcess(outage)
                                && overlaps(outage.from(), outage.until(), from, until)))
                .filter(node -> recording.faults().stream()
                        .noneMatch(fault -> hides(fault, node) && overlaps(fault, from, until)))
                .toList();
    }

    private static boolean isOfProcess(Outage outage) {
        return outage.kind() == Failure.CRASH || outage.kind() == Failure.HANG || outage.kind() == Failure.LEAVE;
    }

    private boolean isGone(NodeId node, Instant at) {
        return outages.stream()
                .filter(outage -> outage.kind() == Failure.CRASH || outage.kind() == Failure.LEAVE)
                .anyMatch(outage -> outage.node().equals(node)
                        && !outage.from().isAfter(at)
                        && (outage.until() == null || outage.until().isAfter(at)));
    }

    /** Whether the fault keeps the node from telling what it believes. */
    private static boolean hides(FaultInterval deed, NodeId node) {
        FaultType effect = deed.fault().effect();
        return effect instanceof FaultType.OnNode one
                && one.node().equals(node)
                && (effect instanceof FaultType.Stall
                        || effect instanceof FaultType.Fail
                        || (effect instanceof FaultType.Gray gray && gray.broken() == Endpoint.STATUS));
    }

    private static boolean overlaps(FaultInterval deed, Instant from, Instant until) {
        return overlaps(
                deed.from().wall(), deed.until() == null ? null : deed.until().wall(), from, until);
    }

    private static boolean overlaps(Instant begin, @Nullable Instant end, Instant from, Instant until) {
        return begin.isBefore(until) && (end == null || end.isAfter(from));
    }

    private StatusHistory lane(NodeId observer, NodeId subject, @Nullable DetectorKind detector) {
        var lane = new DetectorKey(observer, subject, kind(detector));
        return lanes.getOrDefault(lane, new StatusHistory(lane, List.of()));
    }

    private DetectorKind kind(@Nullable DetectorKind detector) {
        return detector == null ? scenario.detection().deciding() : detector;
    }

    private static Status statusAt(StatusHistory lane, Instant at) {
        Status status = Status.UNKNOWN;
        for (StatusChange change : lane.changes()) {
            if (!change.at().isAfter(at)) {
                status = change.status();
            }
        }
        return status;
    }

    /** How long after that instant it held the status for the first time; null if never. The last word of the dead is none. */
    private @Nullable Duration firstHeld(StatusHistory lane, Status status, Instant from) {
        if (statusAt(lane, from) == status && !isGone(lane.lane().observer(), from)) {
            return Duration.ZERO;
        }
        for (StatusChange change : lane.changes()) {
            if (change.at().isAfter(from) && change.status() == status) {
                return Duration.between(from, change.at());
            }
        }
        return null;
    }

    private ExpectationResult never(String words, Expectation.Never never) {
        Instant from = recording.start().plus(never.from());
        Instant until = recording.start().plus(never.until());
        List<String> wrong = new ArrayList<>();
        Instant first = until;
        List<NodeId> observers = never.observers().isEmpty() ? scenario.ids() : never.observers();
        List<NodeId> subjects = never.subjects().isEmpty() ? scenario.ids() : never.subjects();
        for (NodeId observer : observers) {
            for (NodeId subject : subjects) {
                if (observer.equals(subject) || never.except().contains(new Link(observer, subject))) {
                    continue;
                }
                Duration held = firstHeld(lane(observer, subject, never.detector()), never.status(), from);
                Instant at = held == null ? until : from.plus(held);
                if (at.isBefore(until)) {
                    wrong.add(
                            observer + " said " + subject + " " + never.status().word() + " at " + time(at));
                    first = at.isBefore(first) ? at : first;
                }
            }
        }
        return wrong.isEmpty()
                ? new ExpectationResult(words, Result.PASSED, "", until)
                : new ExpectationResult(words, Result.FAILED, some(wrong), first);
    }

    private ExpectationResult says(String words, Expectation.Says says) {
        Instant from = recording.at(says.after());
        if (from == null) {
            return new ExpectationResult(words, Result.SKIPPED, "the step it waits for was not done", null);
        }
        Instant until = from.plus(says.within());
        @Nullable Said last = null;
        for (int i = 0; i < recording.said().size(); i++) {
            Said said = recording.said().get(i);
            if (said.at().isAfter(until)) {
                break;
            }
            last = said;
            boolean isOver = i + 1 < recording.said().size()
                    && !recording.said().get(i + 1).at().isAfter(from);
            if (!isOver && said.says(says.cause())) {
                Instant at = said.at().isBefore(from) ? from : said.at();
                return new ExpectationResult(words, Result.PASSED, "after " + millis(Duration.between(from, at)), at);
            }
        }
        String instead = last == null
                ? "it said nothing"
                : saidSince(from, last.at()) + " it said: " + last.diagnosis().sentence();
        List<NodeId> late = scenario.ids().stream()
                .filter(node -> recording.wasLate(node, from, until, scenario.heartbeat()))
                .toList();
        String who = late.isEmpty() ? "" : "; late themselves: " + TextLists.list(late);
        return new ExpectationResult(words, Result.FAILED, instead + who, until, !late.isEmpty());
    }

    /** A sentence is quoted with its time: it may name an age, and only a change of the causes is recorded. */
    private static String saidSince(Instant from, Instant at) {
        return at.isAfter(from) ? "from " + millis(Duration.between(from, at)) + " on" : "all the time";
    }

    private ExpectationResult alarms(String words, Expectation.FalseAlarms alarms) {
        DetectorKind kind = kind(alarms.detector());
        List<Mistake> mistakes = quality.mistakes().stream()
                .filter(mistake -> mistake.lane().detector() == kind)
                .toList();
        List<String> found = mistakes.stream()
                .map(mistake -> mistake.lane().observer() + " said "
                        + mistake.lane().subject() + " down at " + time(mistake.from()))
                .toList();
        String detail = mistakes.isEmpty() ? "" : mistakes.size() + ": " + some(found);
        Result result = mistakes.size() <= alarms.most() ? Result.PASSED : Result.FAILED;
        return new ExpectationResult(words, result, detail, recording.end());
    }

    private ExpectationResult untruths(String words, Expectation.FalseDiagnoses untruths) {
        var truth = new InjectedCauses(scenario, outages, recording.faults());
        List<String> wrong = new ArrayList<>();
        for (Said said : recording.said()) {
            if (!truth.wrong(said.diagnosis(), said.at()).isEmpty()) {
                wrong.add("at " + time(said.at()) + " it said: "
                        + said.diagnosis().sentence());
            }
        }
        Result result = wrong.size() <= untruths.most() ? Result.PASSED : Result.FAILED;
        return new ExpectationResult(words, result, some(wrong), recording.end());
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }

    private String time(Instant at) {
        return String.format(
                Locale.ROOT, "%.3f s", Duration.between(recording.start(), at).toNanos() / 1e9);
    }

    private static String some(List<String> sentences) {
        String shown = String.join("; ", sentences.subList(0, Math.min(MAX_EXAMPLES, sentences.size())));
        int more = sentences.size() - MAX_EXAMPLES;
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }
}
