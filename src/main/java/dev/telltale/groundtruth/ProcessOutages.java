package dev.telltale.groundtruth;

import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Derives outages from process events. An outage ends when the replacing process was created, not when it was ready,
 * because its peers may hear it before the launcher does. A process that never becomes ready ends no outage.
 */
public final class ProcessOutages {

    private final List<RecordedOutage> closed = new ArrayList<>();
    private final Map<NodeId, RecordedOutage> open = new HashMap<>();
    private final Map<NodeId, Instant> startedAt = new HashMap<>();

    private ProcessOutages() {}

    /**
     * All outages with the events that began them, oldest first. An outage that has not ended has no end.
     *
     * @param events in the order in which they happened
     */
    static List<RecordedOutage> recorded(List<ProcessEvent> events) {
        var outages = new ProcessOutages();
        events.forEach(outages::apply);
        List<RecordedOutage> all = new ArrayList<>(outages.closed);
        all.addAll(outages.open.values());
        all.sort(Comparator.comparing(entry -> entry.outage().from()));
        return all;
    }

    /** The same without the events. */
    public static List<Outage> of(List<ProcessEvent> events) {
        return recorded(events).stream().map(RecordedOutage::outage).toList();
    }

    private void apply(ProcessEvent event) {
        Instant at = event.at().wall();
        switch (event.kind()) {
            case KILL, ENDED -> begin(event, Failure.CRASH);
            case STOP -> begin(event, Failure.LEAVE);
            case PAUSE -> begin(event, Failure.HANG);
            case START -> startedAt.put(event.node(), at);
            case READY -> {
                Instant since = startedAt.remove(event.node());
                end(event.node(), since == null ? at : since);
            }
            case RESUME -> end(event.node(), at);
        }
    }

    /**
     * The first event that ends an incarnation counts. Only a hang may be followed by another outage, such as a crash.
     */
    private void begin(ProcessEvent event, Failure kind) {
        @Nullable RecordedOutage before = open.get(event.node());
        if (before != null && before.outage().kind() == Failure.HANG) {
            end(event.node(), event.at().wall());
        } else if (before != null) {
            return;
        }
        open.put(
                event.node(),
                new RecordedOutage(
                        event, new Outage(event.node(), kind, event.at().wall(), null)));
    }

    private void end(NodeId node, Instant at) {
        @Nullable RecordedOutage entry = open.remove(node);
        if (entry != null && at.isAfter(entry.outage().from())) {
            closed.add(entry.endingAt(at));
        }
    }
}
