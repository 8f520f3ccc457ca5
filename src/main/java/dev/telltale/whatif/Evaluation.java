package dev.telltale.whatif;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.qos.DetectorQuality;
import dev.telltale.qos.DurationSummary;
import dev.telltale.qos.Summary;
import dev.telltale.replay.Fidelity;
import dev.telltale.replay.ReplayScore;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.trace.NodeTrace;
import dev.telltale.tune.Candidate;
import dev.telltale.tune.Recording;
import java.util.ArrayList;
import java.util.List;

/** Replays a recording with one setting, and measures what each detector would have done. Immutable; blocks. */
final class Evaluation {
    private final List<NodeTrace> traces;
    private final List<Outage> outages;
    private final TraceFacts facts;
    private final ReplaySettings recorded;

    /**
     * An evaluation of the traces that have the settings of the last one.
     *
     * @param traces at least one
     * @param outages what really happened; may be empty
     */
    Evaluation(List<NodeTrace> traces, List<Outage> outages) {
        recorded = ReplaySettings.of(traces.get(traces.size() - 1).header());
        this.traces = traces.stream()
                .filter(trace -> ReplaySettings.of(trace.header()).equals(recorded))
                .toList();
        this.outages = List.copyOf(outages);
        facts = TraceFacts.of(this.traces);
    }

    Recording recording() {
        return facts.recording();
    }

    ReplaySettings recorded() {
        return recorded;
    }

    List<NodeTrace> traces() {
        return traces;
    }

    List<Outage> outages() {
        return outages;
    }

    /** One candidate for each detector of the trial that has a detection time and was watched. */
    List<Candidate> candidates(Trial trial) {
        ReplaySettings settings = trial.settings();
        return candidates(settings, ReplayScore.of(traces, unused -> settings, trial.kinds(), outages));
    }

    /** The same from a score that was calculated with these settings. */
    List<Candidate> candidates(ReplaySettings settings, ReplayScore score) {
        List<Candidate> candidates = new ArrayList<>();
        score.fidelities().forEach((kind, fidelity) -> {
            DurationSummary times = times(score, kind);
            List<DetectorQuality> lanes = score.lanes().stream()
                    .filter(lane -> lane.lane().detector() == kind)
                    .toList();
            double hours = lanes.stream()
                            .mapToLong(lane -> lane.healthyTime().toNanos())
                            .sum()
                    / 3.6e12;
            if (times.count() > 0 && hours > 0) {
                DetectionSettings detection = settings.detection().withDeciding(kind);
                boolean isExact = fidelity.level() == Fidelity.Level.EXACT;
                candidates.add(new Candidate(
                        settings.heartbeat(),
                        detection,
                        facts.mistakes(lanes, hours),
                        times,
                        isExact,
                        isExact ? "exact" : fidelity.text()));
            }
        });
        return candidates;
    }

    /** Of virtual crashes; of the real ones for a detector that watches more than the silence. */
    private static DurationSummary times(ReplayScore score, DetectorKind kind) {
        DurationSummary virtual = score.crashes().get(kind);
        Summary real = score.summaries().get(kind);
        return virtual != null ? virtual : real == null ? DurationSummary.EMPTY : real.detectionTime();
    }
}
