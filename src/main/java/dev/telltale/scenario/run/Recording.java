package dev.telltale.scenario.run;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.groundtruth.Incidents;
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
 * Everything that was recorded during a run, on one clock. Expectations are evaluated on this alone.
 *
 * @param start the beginning of scenario time
 * @param end the end of the recording, at least 1 ms after the start, since manual steps may follow at once
 * @param steps when the steps were executed and undone
 * @param verdictChanges every change of a detector's verdict, in the order of arrival
 * @param incidents events of processes and injected faults
 * @param diagnoses every change of the diagnosis, oldest first
 * @param lagReports reports of nodes that they were lagging, oldest first
 */
public record Recording(
        Instant start,
        Instant end,
        Steps steps,
        List<VerdictChange> verdictChanges,
        Incidents incidents,
        List<RecordedDiagnosis> diagnoses,
        List<LagReport> lagReports) {
    public Recording {
        end = end.isAfter(start) ? end : start.plusMillis(1);
        verdictChanges = List.copyOf(verdictChanges);
        diagnoses = List.copyOf(diagnoses);
        lagReports = List.copyOf(lagReports);
    }

    /**
     * When the steps of a scenario were executed and undone.
     *
     * @param starts by the number of the step, from 1; without skipped steps
     * @param ends by the number of the step, from 1
     * @param skipped one sentence for each skipped step, in the order of the steps
     */
    public record Steps(Map<Integer, Instant> starts, Map<Integer, Instant> ends, List<String> skipped) {
        public static final Steps NONE = new Steps(Map.of(), Map.of(), List.of());

        public Steps {
            starts = Map.copyOf(starts);
            ends = Map.copyOf(ends);
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * A diagnosis, valid until the next one.
     *
     * @param isAllWell whether there was no finding and every node reported every other node up
     */
    public record RecordedDiagnosis(Instant at, Diagnosis diagnosis, boolean isAllWell) {
        /** Whether the diagnosis has this cause, or is {@link Expectation.DiagnosisShows#ALL_WELL} as the text says. */
        public boolean hasCause(String cause) {
            return cause.equals(Expectation.DiagnosisShows.ALL_WELL) ? isAllWell : diagnosis.hasCause(cause);
        }
    }

    /** A node's report that it was lagging within the last one or two timeouts. */
    public record LagReport(NodeId node, Instant at) {}

    /** Whether the node reported a lag that may lie between the two instants, so that its verdicts may be late. */
    public boolean wasLagging(NodeId node, Instant from, Instant until, HeartbeatSettings heartbeat) {
        // A node reports its largest lag of the last one to two timeouts, and is polled about once per second.
        Instant last = until.plus(heartbeat.timeout().multipliedBy(2)).plus(Duration.ofSeconds(2));
        return lagReports.stream()
                .anyMatch(report -> report.node().equals(node)
                        && !report.at().isBefore(from)
                        && !report.at().isAfter(last));
    }

    /** The time of the anchor; null if its step was not executed or has not ended. */
    @Nullable
    Instant at(StepAnchor anchor) {
        if (anchor.step() == 0) {
            return start;
        }
        return (anchor.isEnd() ? steps.ends() : steps.starts()).get(anchor.step());
    }
}
