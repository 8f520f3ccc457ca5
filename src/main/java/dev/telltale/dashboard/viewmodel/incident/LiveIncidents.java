package dev.telltale.dashboard.viewmodel.incident;

import dev.telltale.groundtruth.Interval;
import dev.telltale.incident.Incident;
import dev.telltale.incident.IncidentTracker;
import dev.telltale.incident.IncidentTruth;
import dev.telltale.incident.Moment;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.observe.ClusterView;
import dev.telltale.qos.Quality;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the incidents of a cluster that is watched: looks at each change, and once a second at what stays. Each method
 * is called by one thread at a time; {@link #truths} may be another one.
 */
public final class LiveIncidents {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final IncidentTracker tracker;
    private final Consumer<Found> listener;
    private @Nullable Matrix before;
    private @Nullable ClockReading looked;
    private Instant newest = Instant.MIN;
    private List<Incident> told = List.of();
    private long version;

    /**
     * The incidents of this session up to an instant.
     *
     * @param version grows when they have changed
     */
    public record Found(Instant at, long version, List<Incident> incidents) {}

    /**
     * Knows nothing yet.
     *
     * @param flapWindow as in the nodes' settings
     * @param listener gets all incidents of this session whenever they have changed, and once a second while one is open;
     *     must not block
     */
    public LiveIncidents(List<NodeId> nodes, Duration flapWindow, Consumer<Found> listener) {
        tracker = new IncidentTracker(nodes, flapWindow);
        this.listener = listener;
    }

    /** Takes the next view of the cluster. */
    public void add(ClusterView view) {
        Matrix last = before;
        ClockReading at = looked;
        boolean isSame = last != null && last.hasSameStatuses(view.matrix());
        boolean isDue = at == null || view.at().since(at).compareTo(LOOK) >= 0;
        if (isSame && !isDue) {
            return;
        }
        before = view.matrix();
        looked = view.at();
        // The wall clock may have been set back.
        newest = Interval.later(newest, view.at().wall());
        tracker.add(Moment.of(view.matrix(), new ClockReading(view.at().nanos(), newest)));
        List<Incident> found = tracker.incidents();
        boolean isChanged = !found.equals(told);
        version += isChanged ? 1 : 0;
        told = found;
        if (isChanged || found.stream().anyMatch(Incident::isOpen)) {
            listener.accept(new Found(newest, version, found));
        }
    }

    /**
     * What really happened, by the id of the incident, of those of which it is known. Slow.
     *
     * @param quality the measures up to an instant; empty if the ground truth is not known
     */
    public static Map<String, IncidentTruth> truths(Found found, Function<Instant, Optional<Quality>> quality) {
        Map<String, IncidentTruth> truths = new HashMap<>();
        quality.apply(found.at)
                .ifPresent(measured -> found.incidents.forEach(incident -> {
                    IncidentTruth truth = IncidentTruth.add(incident, measured).truth();
                    if (truth != null) {
                        truths.put(incident.id(), truth);
                    }
                }));
        return truths;
    }
}
