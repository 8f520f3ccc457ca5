package dev.telltale.scenario;

import dev.telltale.fault.Link;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.NameList;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A condition that a run must meet. All durations are in scenario time. Immutable; any thread. */
public sealed interface Expectation {

    /** The expectation as one sentence that names its step. */
    String words(Scenario scenario);

    <R> R match(Cases<R> cases);

    /** One method for each kind. */
    interface Cases<R> {
        R statusReached(StatusReached expectation);

        R statusNever(StatusNever expectation);

        R diagnosisShows(DiagnosisShows expectation);

        R falseAlarms(FalseAlarms expectation);

        R falseDiagnoses(FalseDiagnoses expectation);
    }

    /**
     * Each of the observers reports the status of the subject in time.
     *
     * @param notBefore the earliest time after the anchor; 0 if unlimited
     * @param within the latest time after the anchor, larger than {@code notBefore}
     * @param observers empty for every observer that is alive during that time
     * @param detector null for the deciding detector
     */
    record StatusReached(
            StepAnchor after,
            Duration notBefore,
            Duration within,
            List<NodeId> observers,
            NodeId subject,
            Status status,
            @Nullable DetectorKind detector)
            implements Expectation {
        public StatusReached {
            observers = List.copyOf(observers);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.statusReached(this);
        }

        @Override
        public String words(Scenario scenario) {
            String who = observers.isEmpty() ? "every live observer" : NameList.of(observers);
            String verb = observers.size() > 1 ? " report " : " reports ";
            return who + verb + subject + " " + status.id() + by(detector) + " "
                    + time(scenario, after, notBefore, within);
        }
    }

    /**
     * No observer reports the status of any of the subjects during an interval.
     *
     * @param from the start of the interval, from the beginning of the scenario
     * @param until the end of the interval, from the beginning of the scenario
     * @param observers empty for all
     * @param subjects empty for all
     * @param except pairs of observer and subject that are exempt
     * @param detector null for the deciding detector
     */
    record StatusNever(
            Status status,
            Duration from,
            Duration until,
            List<NodeId> observers,
            List<NodeId> subjects,
            Set<Link> except,
            @Nullable DetectorKind detector)
            implements Expectation {
        public StatusNever {
            observers = List.copyOf(observers);
            subjects = List.copyOf(subjects);
            except = new LinkedHashSet<>(except);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.statusNever(this);
        }

        @Override
        public String words(Scenario scenario) {
            String who = observers.isEmpty() ? "no observer" : either(observers);
            String whom = subjects.isEmpty() ? "any node" : either(subjects);
            String but = except.isEmpty() ? "" : ", except " + NameList.of(except);
            String verb = observers.isEmpty() ? " reports " : " never reports ";
            return who + verb + whom + " " + status.id() + by(detector) + " from " + DurationFormat.setting(from)
                    + " to " + DurationFormat.setting(until) + but;
        }
    }

    /**
     * The diagnosis has the cause in time, possibly among others.
     *
     * @param within the latest time after the anchor
     * @param cause the text of a cause, or {@link #ALL_WELL}
     */
    record DiagnosisShows(StepAnchor after, Duration within, String cause) implements Expectation {
        /** The text for a diagnosis without a cause, while every node reports every other node up. */
        public static final String ALL_WELL = "all well";

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.diagnosisShows(this);
        }

        @Override
        public String words(Scenario scenario) {
            return "the diagnosis shows " + cause + " " + time(scenario, after, Duration.ZERO, within);
        }
    }

    /**
     * A limit on mistakes: reports of {@code down} for a subject without an outage.
     *
     * @param max the number of mistakes that is allowed
     * @param detector null for the deciding detector
     */
    record FalseAlarms(int max, @Nullable DetectorKind detector) implements Expectation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.falseAlarms(this);
        }

        @Override
        public String words(Scenario scenario) {
            String many = max == 0
                    ? "no false alarm"
                    : max == 1 ? "at most 1 false alarm" : "at most " + max + " false alarms";
            return many + by(detector) + " in " + DurationFormat.setting(scenario.end());
        }
    }

    /**
     * A limit on diagnoses with a cause that was not injected.
     *
     * @param max the number of false diagnoses that is allowed
     */
    record FalseDiagnoses(int max) implements Expectation {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.falseDiagnoses(this);
        }

        @Override
        public String words(Scenario scenario) {
            return max == 0
                    ? "no false diagnosis"
                    : max == 1 ? "at most 1 false diagnosis" : "at most " + max + " false diagnoses";
        }
    }

    private static String by(@Nullable DetectorKind detector) {
        return detector == null ? "" : " under " + detector.id();
    }

    private static String either(Collection<NodeId> nodes) {
        return nodes.stream().map(NodeId::value).collect(Collectors.joining(" or "));
    }

    private static String time(Scenario scenario, StepAnchor after, Duration notBefore, Duration within) {
        String span = notBefore.isZero()
                ? "within " + DurationFormat.setting(within)
                : "after " + DurationFormat.setting(notBefore) + " to " + DurationFormat.setting(within);
        if (after.step() == 0) {
            return span + " from the start";
        }
        String done = scenario.steps().get(after.step() - 1).action().words();
        return span + (after.isEnd() ? " from the end of \"" : " from \"") + done + "\"";
    }
}
