package dev.telltale.dashboard.viewmodel.scenario;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.NodeId;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistory;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Computes the quality of service of this run, from the instant at which all nodes started here were ready, and of what
 * was recorded before. Any thread.
 */
public final class ScoreSource {
    private final ClusterConfig config;
    private final ProcessControl control;
    private final FaultControl faultControl;
    private volatile Supplier<List<VerdictChange>> verdicts = List::of;
    private volatile Past past = new Past(List.of(), Incidents.NONE, List::of);

    /**
     * What was recorded before this run.
     *
     * @param times that are measured, oldest first: all that is recorded and of which the ground truth is known
     */
    public record Past(List<Interval> times, Incidents incidents, VerdictReader verdicts) {}

    /** Reads the recorded changes of verdicts; slow. */
    @FunctionalInterface
    public interface VerdictReader {
        List<VerdictChange> read() throws IOException;
    }

    public ScoreSource(ClusterConfig config, ProcessControl control, FaultControl faultControl) {
        this.config = config;
        this.control = control;
        this.faultControl = faultControl;
    }

    /** Sets the source of the status changes; called on the thread of {@link #quality}. */
    public void follow(Supplier<List<VerdictChange>> changes) {
        verdicts = changes;
    }

    /** Measures this past too. */
    public void showPast(Past recorded) {
        past = recorded;
    }

    /**
     * The quality up to the end, from what had happened by then. Empty until nodes that were started here are ready,
     * unless there is a recorded past. Slow: not for the FX thread.
     *
     * @throws IOException with one sentence, if what was recorded cannot be read
     */
    public Optional<Quality> quality(Instant end) throws IOException {
        Past recorded = past;
        List<VerdictChange> before =
                recorded.times().isEmpty() ? List.of() : recorded.verdicts().read();
        Optional<Quality> ofPast = recorded.times().stream()
                .map(time -> quality(time, recorded.incidents(), before))
                .reduce(Quality::and);
        Optional<Quality> ofRun = ofRun(end);
        return ofPast.isPresent() && ofRun.isPresent()
                ? Optional.of(ofPast.get().and(ofRun.get()))
                : ofPast.or(() -> ofRun);
    }

    private Optional<Quality> ofRun(Instant end) {
        var incidents = new Incidents(control.processEvents(), faultControl.intervals()).asOf(end);
        Map<NodeId, Instant> ready = new HashMap<>();
        incidents.events().stream()
                .filter(event -> event.kind() == ProcessEvent.Kind.READY)
                .forEach(event -> ready.putIfAbsent(event.node(), event.at().wall()));
        return ready.values().stream()
                .max(Instant::compareTo)
                .filter(start -> start.isBefore(end))
                .map(start -> quality(new Interval(start, end), incidents, verdicts.get()));
    }

    private Quality quality(Interval time, Incidents incidents, List<VerdictChange> changes) {
        return Quality.of(
                new GroundTruth(
                        time.from(), time.to(), incidents.asOf(time.to()).outages(config.heartbeat())),
                StatusHistory.of(config.ids(), changes),
                config.heartbeat(),
                GroundTruthModel.TOLERANCE);
    }
}
