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

    /** An outage and the event that began it. */
    public record Entry(ProcessEvent cause, Outage outage) {
        private boolean isHang() {
            return outage.kind() == Failure.HANG;
        }
    }

    private final List<Entry> closed = new ArrayList<>();
    private final Map<NodeId, Entry> open = new HashMap<>();
    private final Map<NodeId, Instant> startedAt = new HashMap<>();

    private ProcessOutages() {}

    /**
     * All outages with their causes, oldest first. An outage that has not ended has no end.
     *
     * @param events in the order in which they happened
     */
    public static List<Entry> entries(List<ProcessEvent> events) {
        var outages = new ProcessOutages();
        events.forEach(outages::apply);
        List<Entry> all = new ArrayList<>(outages.closed);
        all.addAll(outages.open.values());
        all.sort(Comparator.comparing(entry -> entry.outage().from()));
        return all;
    }

    /** The same without the causes. */
    public static List<Outage> of(List<ProcessEvent> events) {
        return entries(events).stream().map(Entry::outage).toList();
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
        @Nullable Entry before = open.get(event.node());
        if (before != null && before.isHang()) {
            end(event.node(), event.at().wall());
        } else if (before != null) {
            return;
        }
        open.put(
                event.node(),
                new Entry(event, new Outage(event.node(), kind, event.at().wall(), null)));
    }

    private void end(NodeId node, Instant at) {
        @Nullable Entry entry = open.remove(node);
        if (entry != null && at.isAfter(entry.outage().from())) {
            Outage outage = entry.outage();
            closed.add(new Entry(entry.cause(), new Outage(node, outage.kind(), outage.from(), at)));
        }
    }
}
