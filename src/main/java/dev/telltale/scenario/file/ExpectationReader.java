package dev.telltale.scenario.file;

import dev.telltale.config.DetectionKeys;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.scenario.Expectation;
import dev.telltale.scenario.Step;
import dev.telltale.scenario.StepAnchor;
import dev.telltale.text.Durations;
import dev.telltale.text.SafeText;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one expectation; its kind is determined by its leading key. */
final class ExpectationReader {
    private static final int MAX_COUNT = 1_000_000;
    private static final Duration MIN_DURATION = Duration.ofMillis(1);
    private static final Pattern AFTER = Pattern.compile("(end of )?step ([0-9]{1,3})");
    private static final List<String> LEADING =
            List.of("status", "never", "diagnosis", "false_alarms", "false_diagnoses");

    private final JsonObject object;
    private final NodeNameParser names;
    private final Duration end;
    private final List<@Nullable Step> steps;

    /** @param steps all steps of the scenario; null for a step with a problem */
    ExpectationReader(JsonObject object, NodeNameParser names, Duration end, List<@Nullable Step> steps) {
        this.object = object;
        this.names = names;
        this.end = end;
        this.steps = steps;
    }

    /** Returns the expectation; any one after a problem was recorded. */
    Expectation read() {
        List<String> leading = LEADING.stream().filter(object::has).toList();
        if (leading.size() != 1) {
            String what = leading.isEmpty() ? "expects nothing" : "has both " + String.join(" and ", leading);
            object.problem("this " + what + "; write one of " + String.join(", ", LEADING));
            return new Expectation.FalseDiagnoses(0);
        }
        Expectation expectation = switch (leading.get(0)) {
            case "status" -> statusReached();
            case "never" -> statusNever();
            case "diagnosis" -> diagnosisShows();
            case "false_alarms" ->
                new Expectation.FalseAlarms(object.whole("false_alarms", 0, MAX_COUNT, 0), detector());
            default -> new Expectation.FalseDiagnoses(object.whole("false_diagnoses", 0, MAX_COUNT, 0));
        };
        object.end();
        return expectation;
    }

    private Expectation statusReached() {
        Status status = status("status");
        object.require("subject", "say of whom, for example \"subject\":\"node2\"");
        NodeId subject = object.text("subject", names::one, NodeId.ALL);
        List<NodeId> observers = object.text("observers", names::someOrAll, List.of());
        StepAnchor after = after();
        Duration notBefore = object.duration("not_before", Duration.ZERO, end, Duration.ZERO);
        Duration within = within(after);
        if (observers.contains(subject)) {
            object.problem("observers", "found " + subject + ", the subject; no node watches itself");
        } else if (object.isValid() && notBefore.compareTo(within) >= 0) {
            object.problem("not_before", "this is not earlier than \"within\"");
        }
        return new Expectation.StatusReached(after, notBefore, within, observers, subject, status, detector());
    }

    private Expectation statusNever() {
        Status status = status("never");
        Duration from = object.duration("from", Duration.ZERO, end, Duration.ZERO);
        Duration until = object.duration("until", MIN_DURATION, end, end);
        if (from.compareTo(until) >= 0) {
            object.problem("from", "this is not before \"until\" (" + Durations.format(until) + ")");
        }
        return new Expectation.StatusNever(
                status,
                from,
                until,
                object.text("observers", names::someOrAll, List.of()),
                object.text("subjects", names::someOrAll, List.of()),
                object.text("except", names::links, Set.of()),
                detector());
    }

    private Expectation diagnosisShows() {
        String cause = object.text("diagnosis", text -> CauseFormat.normal(text, names), "");
        StepAnchor after = after();
        return new Expectation.DiagnosisShows(after, within(after), cause);
    }

    private Status status(String key) {
        return object.text(
                key,
                word -> Status.parse(word)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "found " + SafeText.of(word) + "; a status is up, suspect, down or unknown")),
                Status.UNKNOWN);
    }

    private @Nullable DetectorKind detector() {
        return object.text(DetectionKeys.DETECTOR, DetectionKeys::detector);
    }

    /** The only step, or the start, if the key is missing. */
    private StepAnchor after() {
        if (steps.size() > 1 && !object.has("after")) {
            object.problem("after is missing, and there are " + steps.size()
                    + " steps; say which, for example \"after\":\"step 1\" or \"after\":\"end of step 1\"");
        }
        return object.text("after", this::after, new StepAnchor(Math.min(steps.size(), 1), false));
    }

    private StepAnchor after(String text) {
        if (text.equals(StepAnchor.START.text())) {
            return StepAnchor.START;
        }
        Matcher matcher = AFTER.matcher(text.strip());
        int step = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
        if (step < 1 || step > steps.size()) {
            String known = steps.isEmpty() ? "" : ", \"step 1\" to \"step " + steps.size() + "\", or \"end of step 1\"";
            throw new IllegalArgumentException("found " + SafeText.of(text) + "; use \"start\"" + known);
        }
        boolean isEnd = matcher.group(1) != null;
        Step named = steps.get(step - 1);
        if (isEnd && named != null && named.duration() == null) {
            throw new IllegalArgumentException("found " + SafeText.of(text) + ", but step " + step
                    + " has no \"for\" and so no end; name the step that undoes it");
        }
        return new StepAnchor(step, isEnd);
    }

    private Duration within(StepAnchor after) {
        object.require("within", "say how soon, for example \"within\":\"1200ms\"");
        Duration within = object.duration("within", MIN_DURATION, end, MIN_DURATION);
        Duration until = plannedTime(after).plus(within);
        if (object.isValid() && until.compareTo(end) > 0) {
            object.problem(
                    "within",
                    "this reaches to " + Durations.format(until) + ", beyond the end (" + Durations.format(end)
                            + "); make \"end\" later");
        }
        return within;
    }

    /** The time of the anchor by the plan; 0 for a step with a problem. */
    private Duration plannedTime(StepAnchor after) {
        Step step = after.step() == 0 ? null : steps.get(after.step() - 1);
        if (step == null) {
            return Duration.ZERO;
        }
        return after.isEnd() ? step.end() : step.at();
    }
}
