package dev.telltale.scenario;

import dev.telltale.fault.Link;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.text.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What shall be seen. Durations are of scenario time. */
public sealed interface Expectation {

    /** As one sentence that says which step is meant. */
    String words(Scenario scenario);

    /**
     * Each of these observers comes to hold the status of the subject in time.
     *
     * @param notBefore 0 for at any time
     * @param within larger than that
     * @param observers empty for every one that is alive meanwhile
     * @param detector null for the deciding one
     */
    record Holds(
            StepAnchor after,
            Duration notBefore,
            Duration within,
            List<NodeId> observers,
            NodeId subject,
            Status status,
            @Nullable DetectorKind detector)
            implements Expectation {
        public Holds {
            observers = List.copyOf(observers);
        }

        @Override
        public String words(Scenario scenario) {
            String who = observers.isEmpty() ? "every live observer" : TextLists.list(observers);
            String verb = observers.size() > 1 ? " say " : " says ";
            return who + verb + subject + " " + status.word() + by(detector) + " "
                    + time(scenario, after, notBefore, within);
        }
    }

    /**
     * No observer holds the status of any of these subjects meanwhile.
     *
     * @param observers empty for all
     * @param subjects empty for all
     * @param except lanes that may
     * @param detector null for the deciding one
     */
    record Never(
            Status status,
            Duration from,
            Duration until,
            List<NodeId> observers,
            List<NodeId> subjects,
            Set<Link> except,
            @Nullable DetectorKind detector)
            implements Expectation {
        public Never {
            observers = List.copyOf(observers);
            subjects = List.copyOf(subjects);
            except = new LinkedHashSet<>(except);
        }

        @Override
        public String words(Scenario scenario) {
            String who = observers.isEmpty() ? "nobody" : either(observers);
            String whom = subjects.isEmpty() ? "anybody" : either(subjects);
            String but = except.isEmpty()
                    ? ""
                    : ", but for " + except.stream().map(Link::toString).collect(Collectors.joining(", "));
            String says = observers.isEmpty() ? " says " : " never says ";
            return who + says + whom + " " + status.word() + by(detector) + " from " + Durations.format(from) + " to "
                    + Durations.format(until) + but;
        }
    }

    /** The panel's sentence names the cause in time, perhaps among others. */
    record Says(StepAnchor after, Duration within, String cause) implements Expectation {
        /** Not a cause: everybody runs and sees everybody up. */
        public static final String ALL_WELL = "all well";

        @Override
        public String words(Scenario scenario) {
            return "the diagnosis says " + cause + " " + time(scenario, after, Duration.ZERO, within);
        }
    }

    /**
     * Nobody who is well is called down, but for so many times.
     *
     * @param detector null for the deciding one
     */
    record FalseAlarms(int most, @Nullable DetectorKind detector) implements Expectation {
        @Override
        public String words(Scenario scenario) {
            String many = most == 0
                    ? "no false alarm"
                    : most == 1 ? "at most 1 false alarm" : "at most " + most + " false alarms";
            return many + by(detector) + " in " + Durations.format(scenario.end());
        }
    }

    /** The panel's sentence names no cause that was not brought about, but for so many times. */
    record FalseDiagnoses(int most) implements Expectation {
        @Override
        public String words(Scenario scenario) {
            return most == 0
                    ? "the diagnosis says nothing that is not so"
                    : "the diagnosis says what is not so at most " + most + " times";
        }
    }

    private static String by(@Nullable DetectorKind detector) {
        return detector == null ? "" : " under " + detector.word();
    }

    private static String either(Collection<NodeId> nodes) {
        return nodes.stream().map(NodeId::value).collect(Collectors.joining(" or "));
    }

    private static String time(Scenario scenario, StepAnchor after, Duration notBefore, Duration within) {
        String span = notBefore.isZero()
                ? "within " + Durations.format(within)
                : "after " + Durations.format(notBefore) + " to " + Durations.format(within);
        if (after.step() == 0) {
            return span + " from the start";
        }
        String done = scenario.steps().get(after.step() - 1).act().words();
        return span + (after.isEnd() ? " from the end of \"" : " from \"") + done + "\"";
    }
}
