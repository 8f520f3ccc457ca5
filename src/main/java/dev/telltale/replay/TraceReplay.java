package dev.telltale.replay;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusChange;
import dev.telltale.qos.StatusHistory;
import dev.telltale.trace.NodeTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One trace, replayed with one setting and measured.
 *
 * @param fidelities of all detectors that were wished
 * @param result null if none of them can be replayed
 * @param quality of those that can; null if the trace is too short to be measured
 */
public record TraceReplay(
        Map<DetectorKind, Fidelity> fidelities,
        Replay.@Nullable Result result,
        @Nullable Quality quality) {
    public TraceReplay {
        fidelities = Collections.unmodifiableMap(fidelities);
    }

    /**
     * Replays the trace on the calling thread, and measures it.
     *
     * @param kinds the detectors to run; the deciding one runs in any case
     * @param outages what really happened; mistakes are counted outside of them. May be empty
     * @param isCancelled asked now and then
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static TraceReplay of(
            NodeTrace trace,
            ReplaySettings wished,
            Collection<DetectorKind> kinds,
            List<Outage> outages,
            BooleanSupplier isCancelled) {
        ReplaySettings recorded = ReplaySettings.of(trace.header());
        Map<DetectorKind, Fidelity> fidelities = new EnumMap<>(DetectorKind.class);
        List<DetectorKind> replayable = new ArrayList<>();
        for (DetectorKind kind : kinds) {
            Fidelity fidelity = Fidelity.of(recorded, wished, kind);
            fidelities.put(kind, fidelity);
            if (fidelity.level() != Fidelity.Level.NOT_REPLAYABLE) {
                replayable.add(kind);
            }
        }
        if (replayable.isEmpty()) {
            return new TraceReplay(fidelities, null, null);
        }
        List<DetectorKind> running = new ArrayList<>(replayable);
        if (!running.contains(wished.detection().deciding())) {
            running.add(wished.detection().deciding());
        }
        Replay.Result result = Replay.of(trace, wished, running, isCancelled);
        if (!result.validFrom().isBefore(result.until())) {
            return new TraceReplay(fidelities, result, null);
        }
        var truth = new GroundTruth(result.validFrom(), result.until(), outages);
        return new TraceReplay(
                fidelities,
                result,
                Quality.of(truth, histories(result, replayable), wished.heartbeat(), Duration.ZERO));
    }

    /** One history for each link and detector, also for those without changes. */
    private static List<StatusHistory> histories(Replay.Result result, List<DetectorKind> kinds) {
        Map<DetectorKey, List<StatusChange>> lanes = new LinkedHashMap<>();
        result.header()
                .peers()
                .forEach(peer -> kinds.forEach(
                        kind -> lanes.put(new DetectorKey(result.header().observer(), peer, kind), new ArrayList<>())));
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
}
