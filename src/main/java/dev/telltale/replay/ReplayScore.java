package dev.telltale.replay;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.DetectorQuality;
import dev.telltale.qos.DurationSummary;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusChange;
import dev.telltale.qos.StatusHistory;
import dev.telltale.qos.Summary;
import dev.telltale.trace.NodeTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How well each detector did, or would have done, over several traces. Each trace is measured from its {@link
 * Replay.Result#validFrom} to its end; times between traces count for nothing.
 *
 * @param summaries by detector; none of a detector that cannot be replayed, and none if the traces are too short
 * @param crashes detection times of virtual crashes, by detector; none of a detector that watches more than the silence
 * @param fidelities by detector, the worst of all traces
 * @param lanes the measures of each link and detector, those of another process of the observer apart
 * @param watched the sum of the measured times of all links
 */
public record ReplayScore(
        Map<DetectorKind, Summary> summaries,
        Map<DetectorKind, DurationSummary> crashes,
        Map<DetectorKind, Fidelity> fidelities,
        List<DetectorQuality> lanes,
        Duration watched) {
    public ReplayScore {
        summaries = Collections.unmodifiableMap(summaries);
        crashes = Collections.unmodifiableMap(crashes);
        fidelities = Collections.unmodifiableMap(fidelities);
        lanes = List.copyOf(lanes);
    }

    /**
     * Replays the traces on the calling thread, and measures them.
     *
     * @param wish the settings of the replay, from the recorded ones
     * @param kinds the detectors to run; the deciding one runs in any case
     * @param outages what really happened; mistakes are counted outside of them. May be empty
     */
    public static ReplayScore of(
            List<NodeTrace> traces,
            UnaryOperator<ReplaySettings> wish,
            Collection<DetectorKind> kinds,
            List<Outage> outages) {
        var score = new Builder(outages);
        for (NodeTrace trace : traces) {
            ReplaySettings recorded = ReplaySettings.of(trace.header());
            score.add(trace, recorded, wish.apply(recorded), kinds);
        }
        return score.build();
    }

    private static final class Builder {
        private final List<Outage> outages;
        private final List<Quality> qualities = new ArrayList<>();
        private final Map<DetectorKind, VirtualCrashes> crashes = new EnumMap<>(DetectorKind.class);
        private final Map<DetectorKind, Fidelity> fidelities = new EnumMap<>(DetectorKind.class);
        private Duration watched = Duration.ZERO;

        Builder(List<Outage> outages) {
            this.outages = outages;
        }

        void add(NodeTrace trace, ReplaySettings recorded, ReplaySettings wished, Collection<DetectorKind> kinds) {
            List<DetectorKind> replayable = new ArrayList<>();
            for (DetectorKind kind : kinds) {
                Fidelity fidelity = Fidelity.of(recorded, wished, kind);
                fidelities.merge(kind, fidelity, Fidelity::worse);
                if (fidelity.level() != Fidelity.Level.NOT_REPLAYABLE) {
                    replayable.add(kind);
                }
            }
            if (replayable.isEmpty()) {
                return;
            }
            List<DetectorKind> running = new ArrayList<>(replayable);
            if (!running.contains(wished.detection().deciding())) {
                running.add(wished.detection().deciding());
            }
            Replay.Result result = Replay.of(trace, wished, running);
            if (!result.validFrom().isBefore(result.until())) {
                return;
            }
            var truth = new GroundTruth(result.validFrom(), result.until(), outages);
            qualities.add(Quality.of(truth, histories(result, replayable), wished.heartbeat(), Duration.ZERO));
            for (DetectorKind kind : replayable) {
                VirtualCrashes ofKind = result.crashes().get(kind);
                if (ofKind != null) {
                    crashes.computeIfAbsent(kind, unused -> new VirtualCrashes())
                            .addAll(ofKind);
                }
            }
            watched = watched.plus(Duration.between(result.validFrom(), result.until())
                    .multipliedBy(trace.header().peers().size()));
        }

        /** One history for each link and detector, also for those without changes. */
        private static List<StatusHistory> histories(Replay.Result result, List<DetectorKind> kinds) {
            Map<DetectorKey, List<StatusChange>> lanes = new LinkedHashMap<>();
            result.header()
                    .peers()
                    .forEach(peer -> kinds.forEach(kind ->
                            lanes.put(new DetectorKey(result.header().observer(), peer, kind), new ArrayList<>())));
            for (VerdictChange change : result.changes()) {
                List<StatusChange> lane =
                        lanes.get(new DetectorKey(change.observer(), change.subject(), change.detector()));
                if (lane != null) {
                    lane.add(new StatusChange(change.at(), change.to(), change.silence()));
                }
            }
            List<StatusHistory> histories = new ArrayList<>();
            lanes.forEach((lane, changes) -> {
                // The wall clock may have been set back.
                changes.sort(Comparator.comparing(StatusChange::at));
                histories.add(new StatusHistory(lane, changes));
            });
            return histories;
        }

        ReplayScore build() {
            Map<DetectorKind, DurationSummary> times = new EnumMap<>(DetectorKind.class);
            crashes.forEach((kind, ofKind) -> times.put(kind, ofKind.summary()));
            List<DetectorQuality> lanes = qualities.stream()
                    .flatMap(quality -> quality.lanes().stream())
                    .toList();
            return new ReplayScore(summaries(lanes), times, fidelities, lanes, watched);
        }

        private Map<DetectorKind, Summary> summaries(List<DetectorQuality> lanes) {
            if (qualities.isEmpty()) {
                return Map.of();
            }
            Instant start = qualities.stream()
                    .map(quality -> quality.truth().start())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            Instant end = qualities.stream()
                    .map(quality -> quality.truth().end())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            var all = new GroundTruth(start, end, outages);
            return new Quality(all, lanes, qualities.get(0).settings(), Duration.ZERO).summaries();
        }
    }
}
