package dev.telltale.dashboard.viewmodel.scenario;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.NodeId;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Computes the quality of service of this run, from the instant at which all nodes started here were ready. Any thread. */
public final class ScoreSource {
    private final ClusterConfig config;
    private final ProcessControl control;
    private final FaultControl faultControl;
    private volatile Supplier<List<VerdictChange>> verdicts = List::of;

    public ScoreSource(ClusterConfig config, ProcessControl control, FaultControl faultControl) {
        this.config = config;
        this.control = control;
        this.faultControl = faultControl;
    }

    /** Sets the source of the status changes; called on the thread of {@link #quality}. */
    public void follow(Supplier<List<VerdictChange>> changes) {
        verdicts = changes;
    }

    /** The quality up to the end, from what had happened by then. Empty until nodes that were started here are ready. Slow: not for the FX thread. */
    public Optional<Quality> quality(Instant end) {
        var incidents = new Incidents(control.processEvents(), faultControl.intervals()).asOf(end);
        Map<NodeId, Instant> ready = new HashMap<>();
        incidents.events().stream()
                .filter(event -> event.kind() == ProcessEvent.Kind.READY)
                .forEach(event -> ready.putIfAbsent(event.node(), event.at().wall()));
        return ready.values().stream()
                .max(Instant::compareTo)
                .filter(start -> start.isBefore(end))
                .map(start -> Quality.of(
                        new GroundTruth(start, end, incidents.outages(config.heartbeat())),
                        StatusHistory.of(config.ids(), verdicts.get()),
                        config.heartbeat(),
                        GroundTruthModel.TOLERANCE));
    }
}
