package dev.telltale.replay;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.qos.DetectorQuality;
import dev.telltale.qos.DurationSummary;
import dev.telltale.qos.Quality;
import dev.telltale.qos.Summary;
import dev.telltale.trace.NodeTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
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
        List<TraceReplay> replays = new ArrayList<>();
        for (NodeTrace trace : traces) {
            ReplaySettings wished = wish.apply(ReplaySettings.of(trace.header()));
            replays.add(TraceReplay.of(trace, wished, kinds, outages, () -> false));
        }
        return of(replays, outages);
    }

    /** The score of traces that were replayed, with these outages. */
    public static ReplayScore of(List<TraceReplay> replays, List<Outage> outages) {
        Map<DetectorKind, VirtualCrashes> crashes = new EnumMap<>(DetectorKind.class);
        Map<DetectorKind, Fidelity> fidelities = new EnumMap<>(DetectorKind.class);
        List<Quality> qualities = new ArrayList<>();
        Duration watched = Duration.ZERO;
        for (TraceReplay replay : replays) {
            replay.fidelities().forEach((kind, fidelity) -> fidelities.merge(kind, fidelity, Fidelity::worse));
            Replay.Result result = replay.result();
            Quality quality = replay.quality();
            if (result != null && quality != null) {
                qualities.add(quality);
                watched = watched.plus(Duration.between(result.validFrom(), result.until())
                        .multipliedBy(result.header().peers().size()));
                result.crashes().forEach((kind, times) -> {
                    Fidelity fidelity = replay.fidelities().get(kind);
                    if (fidelity != null && fidelity.level() != Fidelity.Level.NOT_REPLAYABLE) {
                        crashes.computeIfAbsent(kind, unused -> new VirtualCrashes())
                                .addAll(times);
                    }
                });
            }
        }
        Map<DetectorKind, DurationSummary> times = new EnumMap<>(DetectorKind.class);
        crashes.forEach((kind, ofKind) -> times.put(kind, ofKind.summary()));
        List<DetectorQuality> lanes =
                qualities.stream().flatMap(quality -> quality.lanes().stream()).toList();
        return new ReplayScore(summaries(qualities, lanes, outages), times, fidelities, lanes, watched);
    }

    private static Map<DetectorKind, Summary> summaries(
            List<Quality> qualities, List<DetectorQuality> lanes, List<Outage> outages) {
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
