package dev.telltale.dashboard.incident;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.kit.Background;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.viewmodel.incident.IncidentsViewModel;
import dev.telltale.dashboard.viewmodel.incident.LiveIncidents;
import dev.telltale.observe.ClusterView;
import dev.telltale.qos.Quality;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries the incidents of this session to the window: they are found on the thread of the watch, and measured against
 * the ground truth on another one, one measurement at a time.
 */
public final class IncidentFeed {
    private final IncidentsViewModel model;
    private final Function<Instant, Optional<Quality>> quality;
    private final LiveIncidents live;
    private long measured;
    private boolean isMeasuring;

    /** @param quality the measures up to an instant; slow */
    public IncidentFeed(ClusterConfig config, IncidentsViewModel model, Function<Instant, Optional<Quality>> quality) {
        this.model = model;
        this.quality = quality;
        var bridge = new FxBridge<LiveIncidents.Found>(FxBridge.FX_THREAD, this::show);
        live = new LiveIncidents(config.ids(), config.detection().flapWindow(), bridge::publish);
    }

    /** Takes the next view of the cluster. Thread of the watch. */
    public void add(ClusterView view) {
        live.add(view);
    }

    private void show(LiveIncidents.Found found) {
        model.showLive(found);
        if (found.version() > measured && !isMeasuring) {
            measured = found.version();
            isMeasuring = true;
            Background.compute("panel-incidents", () -> LiveIncidents.truths(found, quality), truths -> {
                isMeasuring = false;
                model.showTruths(truths);
            });
        }
    }
}
