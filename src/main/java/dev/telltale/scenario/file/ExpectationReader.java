package dev.telltale.scenario.file;

import dev.telltale.config.DetectionKeys;
import dev.telltale.fault.Link;
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

    private final JsonObjectReader fields;
    private final NodeNameParser names;
    private final Duration end;
    private final List<@Nullable Step> steps;

    /** @param steps all steps of the scenario; null for a step that could not be read */
    ExpectationReader(JsonObjectReader fields, NodeNameParser names, Duration end, List<@Nullable Step> steps) {
        this.fields = fields;
        this.names = names;
        this.end = end;
        this.steps = steps;
    }

    /** Returns the expectation, or null after a problem was recorded. */
    @Nullable
    Expectation read() {
        List<String> leading = LEADING.stream().filter(fields::has).toList();
        if (leading.size() != 1) {
            String what = leading.isEmpty() ? "expects nothing" : "has both " + String.join(" and ", leading);
            fields.problem("this " + what + "; write one of " + String.join(", ", LEADING));
            return null;
        }
        Expectation expectation = switch (leading.get(0)) {
            case "status" -> statusReached();
            case "never" -> statusNever();
            case "diagnosis" -> diagnosisShows();
            case "false_alarms" -> falseAlarms();
            default -> falseDiagnoses();
        };
        if (expectation != null) {
            fields.end();
        }
        return expectation;
    }

    private @Nullable Expectation statusReached() {
        Status status = fields.text("status", ExpectationReader::status);
        NodeId subject = fields.text("subject", names::one);
        if (!fields.has("subject")) {
            fields.problem("subject is missing; say of whom, for example \"subject\":\"node2\"");
        }
        List<NodeId> observers = fields.text("observers", names::someOrAll);
        if (subject != null && observers != null && observers.contains(subject)) {
            fields.problem("observers", "found " + subject + ", the subject; no node watches itself");
            return null;
        }
        StepAnchor after = after();
        Duration notBefore = fields.duration("not_before", Duration.ZERO, end);
        Duration within = within(after);
        DetectorKind detector = detector();
        if (status == null || subject == null || after == null || within == null) {
            return null;
        }
        Duration earliest = notBefore == null ? Duration.ZERO : notBefore;
        if (earliest.compareTo(within) >= 0) {
            fields.problem("not_before", "this is not earlier than \"within\"");
            return null;
        }
        return new Expectation.StatusReached(
                after, earliest, within, observers == null ? List.of() : observers, subject, status, detector);
    }

    private @Nullable Expectation statusNever() {
        Status status = fields.text("never", ExpectationReader::status);
        Duration from = fields.duration("from", Duration.ZERO, end);
        Duration until = fields.duration("until", MIN_DURATION, end);
        List<NodeId> observers = fields.text("observers", names::someOrAll);
        List<NodeId> subjects = fields.text("subjects", names::someOrAll);
        Set<Link> except = fields.text("except", names::links);
        DetectorKind detector = detector();
        Duration begin = from == null ? Duration.ZERO : from;
        Duration effectiveEnd = until == null ? end : until;
        if (begin.compareTo(effectiveEnd) >= 0) {
            fields.problem("from", "this is not before \"until\" (" + Durations.format(effectiveEnd) + ")");
            return null;
        }
        return status == null
                ? null
                : new Expectation.StatusNever(
                        status,
                        begin,
                        effectiveEnd,
                        observers == null ? List.of() : observers,
                        subjects == null ? List.of() : subjects,
                        except == null ? Set.of() : except,
                        detector);
    }

    private @Nullable Expectation diagnosisShows() {
        String cause = fields.text("diagnosis", text -> CauseFormat.normal(text, names));
        StepAnchor after = after();
        Duration within = within(after);
        return cause == null || after == null || within == null
                ? null
                : new Expectation.DiagnosisShows(after, within, cause);
    }

    private @Nullable Expectation falseAlarms() {
        Integer max = fields.whole("false_alarms", 0, MAX_COUNT);
        DetectorKind detector = detector();
        return max == null ? null : new Expectation.FalseAlarms(max, detector);
    }

    private @Nullable Expectation falseDiagnoses() {
        Integer max = fields.whole("false_diagnoses", 0, MAX_COUNT);
        return max == null ? null : new Expectation.FalseDiagnoses(max);
    }

    private static Status status(String word) {
        return Status.ofWord(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "found " + SafeText.of(word) + "; a status is up, suspect, down or unknown"));
    }

    private @Nullable DetectorKind detector() {
        return fields.text(DetectionKeys.DETECTOR, DetectionKeys::detector);
    }

    private @Nullable StepAnchor after() {
        if (!fields.has("after")) {
            fields.get("after");
            if (steps.size() > 1) {
                fields.problem("after is missing, and there are " + steps.size()
                        + " steps; say which, for example \"after\":\"step 1\" or \"after\":\"end of step 1\"");
                return null;
            }
            return new StepAnchor(steps.size(), false);
        }
        return fields.text("after", this::after);
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

    private @Nullable Duration within(@Nullable StepAnchor after) {
        Duration within = fields.duration("within", MIN_DURATION, end);
        if (!fields.has("within")) {
            fields.problem("within is missing; say how soon, for example \"within\":\"1200ms\"");
        }
        Duration from = after == null ? null : plannedTime(after);
        if (within != null && from != null && from.plus(within).compareTo(end) > 0) {
            fields.problem(
                    "within",
                    "this reaches to " + Durations.format(from.plus(within)) + ", beyond the end ("
                            + Durations.format(end) + "); make \"end\" later");
            return null;
        }
        return within;
    }

    private @Nullable Duration plannedTime(StepAnchor after) {
        if (after.step() == 0) {
            return Duration.ZERO;
        }
        Step step = steps.get(after.step() - 1);
        if (step == null) {
            return null;
        }
        return after.isEnd() && step.duration() != null ? step.at().plus(step.duration()) : step.at();
    }
}
