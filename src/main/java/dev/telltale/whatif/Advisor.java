package dev.telltale.whatif;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.qos.DetectorQuality;
import dev.telltale.qos.DurationSummary;
import dev.telltale.replay.Fidelity;
import dev.telltale.replay.ReplayScore;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.trace.NodeTrace;
import dev.telltale.tune.Candidate;
import dev.telltale.tune.Goals;
import dev.telltale.tune.MistakeRecord;
import dev.telltale.tune.Recommendation;
import dev.telltale.tune.Recording;
import dev.telltale.tune.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Replays a recording with each setting that is worth a try, and recommends one. Takes a replay for each of about forty
 * settings: some ten seconds for a day of three nodes. Swim is left out, since silence alone never changes its verdict.
 */
public final class Advisor {
    private final TraceFacts facts;
    private final List<NodeTrace> traces;
    private final List<Outage> outages;

    /**
     * @param traces all recorded with the same settings, at least one
     * @param outages what really happened; may be empty
     */
    public Advisor(List<NodeTrace> traces, List<Outage> outages) {
        this.traces = List.copyOf(traces);
        this.outages = List.copyOf(outages);
        facts = TraceFacts.of(traces);
    }

    /**
     * Recommends a setting.
     *
     * @throws IllegalArgumentException if the recording is too short for any measure
     */
    public Recommendation recommend(Goals goals) {
        Recording recording = facts.recording();
        return Tuning.recommend(recording, goals, candidates(recording, goals));
    }

    private List<Candidate> candidates(Recording recording, Goals goals) {
        List<Candidate> candidates = new ArrayList<>();
        Trials.of(recording.heartbeat(), recording.detection(), goals.detectWithin())
                .forEach((settings, kinds) -> candidates.addAll(tried(settings, kinds)));
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException(
                    "the recording is too short: after a gap the detectors need 2 timeouts and 100 intervals");
        }
        return candidates;
    }

    private List<Candidate> tried(ReplaySettings settings, List<DetectorKind> kinds) {
        ReplayScore score = ReplayScore.of(traces, recorded -> settings, kinds, outages);
        List<Candidate> candidates = new ArrayList<>();
        for (DetectorKind kind : kinds) {
            DurationSummary times = score.crashes().get(kind);
            List<DetectorQuality> lanes = score.lanes().stream()
                    .filter(lane -> lane.lane().detector() == kind)
                    .toList();
            double hours = lanes.stream()
                            .mapToLong(lane -> lane.healthyTime().toNanos())
                            .sum()
                    / 3.6e12;
            if (times != null && times.count() > 0 && hours > 0) {
                candidates.add(candidate(settings, kind, score.fidelities(), times, facts.mistakes(lanes, hours)));
            }
        }
        return candidates;
    }

    private static Candidate candidate(
            ReplaySettings settings,
            DetectorKind kind,
            Map<DetectorKind, Fidelity> fidelities,
            DurationSummary times,
            MistakeRecord mistakes) {
        HeartbeatSettings heartbeat = settings.heartbeat();
        DetectionSettings detection = settings.detection().withDeciding(kind);
        Fidelity fidelity = fidelities.getOrDefault(kind, new Fidelity(Fidelity.Level.EXACT, ""));
        return new Candidate(
                heartbeat,
                detection,
                mistakes,
                times,
                fidelity.level() == Fidelity.Level.EXACT,
                fidelity.level() == Fidelity.Level.EXACT ? "exact" : fidelity.text());
    }

    /** How much was recorded, and with which settings. */
    public Recording recording() {
        return facts.recording();
    }
}
