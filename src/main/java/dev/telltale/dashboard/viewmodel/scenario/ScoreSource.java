package dev.telltale.dashboard.viewmodel.scenario;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.groundtruth.CombinedOutages;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.NodeId;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistories;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The measures of this run, from when every node that was started here was there. Any thread. */
public final class ScoreSource {
    private final ClusterConfig config;
    private final ProcessControl control;
    private final FaultControl bench;
    private volatile Supplier<List<VerdictChange>> verdicts = List::of;

    public ScoreSource(ClusterConfig config, ProcessControl control, FaultControl bench) {
        this.config = config;
        this.control = control;
        this.bench = bench;
    }

    /** Where the changes of mind come from; it is asked on the thread that asks for the measures. */
    public void follow(Supplier<List<VerdictChange>> changes) {
        verdicts = changes;
    }

    /** Empty while no node has been started from here. Takes its time: not for the FX thread. */
    public Optional<Quality> quality(Instant end) {
        List<ProcessEvent> deeds = control.truth();
        Map<NodeId, Instant> ready = new HashMap<>();
        deeds.stream()
                .filter(deed -> deed.kind() == ProcessEvent.Kind.READY)
                .forEach(deed -> ready.putIfAbsent(deed.node(), deed.at().wall()));
        return ready.values().stream()
                .max(Instant::compareTo)
                .filter(start -> start.isBefore(end))
                .map(start -> Quality.of(
                        new GroundTruth(start, end, CombinedOutages.outages(deeds, bench.truth(), config.heartbeat())),
                        StatusHistories.of(config.ids(), verdicts.get()),
                        config.heartbeat(),
                        GroundTruthModel.TOLERANCE));
    }
}
