package dev.telltale.scenario.run;

import dev.telltale.fault.Link;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.InjectedCauses;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.Mistake;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusChange;
import dev.telltale.qos.StatusHistory;
import dev.telltale.scenario.Expectation;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.run.Recording.RecordedDiagnosis;
import dev.telltale.scenario.run.RunResult.ExpectationResult;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.scenario.run.RunResult.Result;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.NameList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates the expectations of a scenario on a recording alone, so that real and simulated runs are treated alike. */
final class ExpectationEvaluator implements Expectation.Cases<ExpectationResult> {
    /** One machine, one clock: the error is the delay between an action and its timestamp, and between polls. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private static final int MAX_EXAMPLES = 4;

    private final Scenario scenario;
    private final Recording recording;
    private final List<StatusHistory> histories;
    private final Map<DetectorKey, StatusHistory> historyByKey = new HashMap<>();
    private final List<Outage> outages;
    private final Quality quality;

    ExpectationEvaluator(Scenario scenario, Recording recording) {
        this.scenario = scenario;
        this.recording = recording;
        histories = StatusHistory.of(scenario.ids(), recording.verdictChanges());
        histories.forEach(history -> historyByKey.put(history.lane(), history));
        outages = recording.incidents().outages(scenario.heartbeat());
        var truth = new GroundTruth(recording.start(), recording.end(), outages);
        quality = Quality.of(truth, histories, scenario.heartbeat(), TOLERANCE);
    }

    RunResult result(List<Fact> facts) {
        List<ExpectationResult> expectations = scenario.expectations().stream()
                .map(expectation -> expectation.match(this))
                .toList();
        return RunResultFactory.of(scenario, recording, facts, histories, expectations, quality);
    }

    @Override
    public ExpectationResult statusReached(Expectation.StatusReached expected) {
        String words = expected.words(scenario);
        Instant from = recording.at(expected.after());
        if (from == null) {
            return new ExpectationResult(words, Result.SKIPPED, "its step was skipped", null);
        }
        List<String> wrong = new ArrayList<>();
        List<NodeId> lagging = new ArrayList<>();
        Instant until = from.plus(expected.within());
        Duration last = Duration.ZERO;
        List<NodeId> observers =
                expected.observers().isEmpty() ? liveObservers(expected.subject(), from, until) : expected.observers();
        for (NodeId observer : observers) {
            StatusHistory history = history(observer, expected.subject(), expected.detector());
            Duration delay = timeUntilStatus(history, expected.status(), from);
            if (delay == null) {
                wrong.add(observer + " never did; its last status is "
                        + statusAt(history, recording.end()).id());
            } else if (delay.compareTo(expected.within()) > 0
                    && recording.wasLagging(observer, from, from.plus(delay), scenario.heartbeat())) {
                lagging.add(observer);
                wrong.add(observer + " did after " + DurationFormat.measured(delay) + ", and was lagging");
            } else if (delay.compareTo(expected.within()) > 0 || delay.compareTo(expected.notBefore()) < 0) {
                wrong.add(observer + " did after " + DurationFormat.measured(delay));
            } else if (delay.compareTo(last) > 0) {
                last = delay;
            }
        }
        if (observers.isEmpty()) {
            return new ExpectationResult(words, Result.FAILED, "no observer was alive during the whole interval", null);
        }
        boolean isObserverLate = lagging.size() == wrong.size();
        return wrong.isEmpty()
                ? new ExpectationResult(words, Result.PASSED, "after " + DurationFormat.measured(last), from.plus(last))
                : new ExpectationResult(words, Result.FAILED, examples(wrong), until, isObserverLate);
    }

    /** The observers that run without a pause and answer requests for their status during the whole interval. */
    private List<NodeId> liveObservers(NodeId subject, Instant from, Instant until) {
        return scenario.ids().stream()
                .filter(node -> !node.equals(subject))
                .filter(node -> outages.stream()
                        .noneMatch(outage -> outage.node().equals(node)
                                && outage.kind().isOfProcess()
                                && outage.overlaps(from, until)))
                .filter(node -> !recording.incidents().isStatusHidden(node, from, until))
                .toList();
    }

    private boolean isGone(NodeId node, Instant at) {
        return outages.stream()
                .anyMatch(outage -> outage.node().equals(node) && outage.kind().losesState() && outage.covers(at));
    }

    private StatusHistory history(NodeId observer, NodeId subject, @Nullable DetectorKind detector) {
        var key = new DetectorKey(observer, subject, kind(detector));
        return historyByKey.getOrDefault(key, new StatusHistory(key, List.of()));
    }

    private DetectorKind kind(@Nullable DetectorKind detector) {
        return detector == null ? scenario.detection().deciding() : detector;
    }

    private static Status statusAt(StatusHistory history, Instant at) {
        Status status = Status.UNKNOWN;
        for (StatusChange change : history.changes()) {
            if (!change.at().isAfter(at)) {
                status = change.status();
            }
        }
        return status;
    }

    /** Time to the first report of the status; null if none. The last status of an ended observer does not count. */
    private @Nullable Duration timeUntilStatus(StatusHistory history, Status status, Instant from) {
        if (statusAt(history, from) == status && !isGone(history.lane().observer(), from)) {
            return Duration.ZERO;
        }
        for (StatusChange change : history.changes()) {
            if (change.at().isAfter(from) && change.status() == status) {
                return Duration.between(from, change.at());
            }
        }
        return null;
    }

    @Override
    public ExpectationResult statusNever(Expectation.StatusNever expected) {
        String words = expected.words(scenario);
        Instant from = recording.start().plus(expected.from());
        Instant until = recording.start().plus(expected.until());
        List<String> wrong = new ArrayList<>();
        Instant first = until;
        List<NodeId> observers = expected.observers().isEmpty() ? scenario.ids() : expected.observers();
        List<NodeId> subjects = expected.subjects().isEmpty() ? scenario.ids() : expected.subjects();
        for (NodeId observer : observers) {
            for (NodeId subject : subjects) {
                if (observer.equals(subject) || expected.except().contains(new Link(observer, subject))) {
                    continue;
                }
                Duration held =
                        timeUntilStatus(history(observer, subject, expected.detector()), expected.status(), from);
                Instant at = held == null ? until : from.plus(held);
                if (at.isBefore(until)) {
                    wrong.add(observer + " reported " + subject + " "
                            + expected.status().id() + " at " + time(at));
                    first = at.isBefore(first) ? at : first;
                }
            }
        }
        return wrong.isEmpty()
                ? new ExpectationResult(words, Result.PASSED, "", until)
                : new ExpectationResult(words, Result.FAILED, examples(wrong), first);
    }

    @Override
    public ExpectationResult diagnosisShows(Expectation.DiagnosisShows expected) {
        String words = expected.words(scenario);
        Instant from = recording.at(expected.after());
        if (from == null) {
            return new ExpectationResult(words, Result.SKIPPED, "its step was skipped", null);
        }
        Instant until = from.plus(expected.within());
        @Nullable RecordedDiagnosis last = null;
        for (int i = 0; i < recording.diagnoses().size(); i++) {
            RecordedDiagnosis diagnosis = recording.diagnoses().get(i);
            if (diagnosis.at().isAfter(until)) {
                break;
            }
            last = diagnosis;
            boolean isOver = i + 1 < recording.diagnoses().size()
                    && !recording.diagnoses().get(i + 1).at().isAfter(from);
            if (!isOver && diagnosis.hasCause(expected.cause())) {
                Instant at = diagnosis.at().isBefore(from) ? from : diagnosis.at();
                return new ExpectationResult(
                        words, Result.PASSED, "after " + DurationFormat.measured(Duration.between(from, at)), at);
            }
        }
        String instead = last == null
                ? "there was no diagnosis"
                : shownSince(from, last.at()) + " it was: " + last.diagnosis().sentence();
        List<NodeId> lagging = scenario.ids().stream()
                .filter(node -> recording.wasLagging(node, from, until, scenario.heartbeat()))
                .toList();
        String who = lagging.isEmpty() ? "" : "; lagging observers: " + NameList.of(lagging);
        return new ExpectationResult(words, Result.FAILED, instead + who, until, !lagging.isEmpty());
    }

    /** A sentence is quoted with its time, since it may contain an age, and is recorded only when the causes change. */
    private static String shownSince(Instant from, Instant at) {
        return at.isAfter(from)
                ? "from " + DurationFormat.measured(Duration.between(from, at)) + " on"
                : "all the time";
    }

    @Override
    public ExpectationResult falseAlarms(Expectation.FalseAlarms expected) {
        String words = expected.words(scenario);
        DetectorKind kind = kind(expected.detector());
        List<Mistake> mistakes = quality.mistakes().stream()
                .filter(mistake -> mistake.lane().detector() == kind)
                .toList();
        List<String> found = mistakes.stream()
                .map(mistake -> mistake.lane().observer() + " reported "
                        + mistake.lane().subject() + " down at " + time(mistake.from()))
                .toList();
        String detail = mistakes.isEmpty() ? "" : mistakes.size() + ": " + examples(found);
        Result result = mistakes.size() <= expected.max() ? Result.PASSED : Result.FAILED;
        return new ExpectationResult(words, result, detail, recording.end());
    }

    @Override
    public ExpectationResult falseDiagnoses(Expectation.FalseDiagnoses expected) {
        String words = expected.words(scenario);
        var truth = new InjectedCauses(
                scenario.ids(),
                outages,
                recording.incidents().faults(),
                scenario.heartbeat().timeout());
        List<String> wrong = new ArrayList<>();
        for (RecordedDiagnosis diagnosis : recording.diagnoses()) {
            if (!truth.unexplained(diagnosis.diagnosis(), diagnosis.at()).isEmpty()) {
                wrong.add("at " + time(diagnosis.at()) + " it was: "
                        + diagnosis.diagnosis().sentence());
            }
        }
        Result result = wrong.size() <= expected.max() ? Result.PASSED : Result.FAILED;
        return new ExpectationResult(words, result, examples(wrong), recording.end());
    }

    private String time(Instant at) {
        return String.format(
                Locale.ROOT, "%.3f s", Duration.between(recording.start(), at).toNanos() / 1e9);
    }

    private static String examples(List<String> sentences) {
        String shown = String.join("; ", sentences.subList(0, Math.min(MAX_EXAMPLES, sentences.size())));
        int more = sentences.size() - MAX_EXAMPLES;
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }
}
