package dev.telltale.scenario.run;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.VerdictChange;
import dev.telltale.scenario.Expectation;
import dev.telltale.scenario.StepAnchor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done and seen while a scenario was played, all on one clock: verdicts are made of nothing else.
 *
 * @param start when the scenario began
 * @param end of what was recorded, at least 1 ms after the start: steps that are taken by hand may follow at once
 * @param begun when each step was done, by its number from 1 on; without those that were not
 * @param ended when each step was undone again
 * @param changes every change of mind, in the order in which they were learnt
 * @param deeds what was done to processes, oldest first
 * @param faults what was broken, oldest first
 * @param said what the diagnosis came to say, oldest first
 * @param skipped a sentence for each step that its nodes could not take
 * @param late when a node reported that it was late itself, oldest first
 */
public record Recording(
        Instant start,
        Instant end,
        Map<Integer, Instant> begun,
        Map<Integer, Instant> ended,
        List<VerdictChange> changes,
        List<ProcessEvent> deeds,
        List<FaultInterval> faults,
        List<Said> said,
        List<String> skipped,
        List<Late> late) {
    public Recording {
        end = end.isAfter(start) ? end : start.plusMillis(1);
        begun = Map.copyOf(begun);
        ended = Map.copyOf(ended);
        changes = List.copyOf(changes);
        deeds = List.copyOf(deeds);
        faults = List.copyOf(faults);
        said = List.copyOf(said);
        skipped = List.copyOf(skipped);
        late = List.copyOf(late);
    }

    /**
     * What was said from then on.
     *
     * @param isAllWell whether everybody answered and held everybody up, and there was nothing to say
     */
    public record Said(Instant at, Diagnosis diagnosis, boolean isAllWell) {
        public boolean says(String cause) {
            return cause.equals(Expectation.Says.ALL_WELL) ? isAllWell : diagnosis.says(cause);
        }
    }

    /** The node reported then that it had been late itself within the last one or two timeouts. */
    public record Late(NodeId node, Instant at) {}

    /** Whether the node may have been late at some time between, by its own account: then it decided later than it should. */
    public boolean wasLate(NodeId node, Instant from, Instant until, HeartbeatSettings heartbeat) {
        // A node reports its worst of one to two timeouts, and is asked about once a second.
        Instant last = until.plus(heartbeat.timeout().multipliedBy(2)).plus(Duration.ofSeconds(2));
        return late.stream()
                .anyMatch(one -> one.node().equals(node)
                        && !one.at().isBefore(from)
                        && !one.at().isAfter(last));
    }

    /** Null if that did not happen. */
    @Nullable
    Instant at(StepAnchor after) {
        if (after.step() == 0) {
            return start;
        }
        return (after.isEnd() ? ended : begun).get(after.step());
    }
}
