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
 * Deeds as outages: when a node was truly out of service, and why. One ends when the process that got ready again was
 * made, and not when it was ready: its peers may hear it before the launcher does. A process that never got ready ends
 * none.
 */
public final class ProcessOutages {

    /** An outage, and the deed that began it. */
    public record Entry(ProcessEvent began, Outage outage) {
        private boolean isHang() {
            return outage.kind() == Failure.HANG;
        }
    }

    private final List<Entry> over = new ArrayList<>();
    private final Map<NodeId, Entry> open = new HashMap<>();
    private final Map<NodeId, Instant> made = new HashMap<>();

    private ProcessOutages() {}

    /** Of deeds in the order in which they were done, oldest first; those that are not over yet have no end. */
    public static List<Entry> entries(List<ProcessEvent> deeds) {
        var outages = new ProcessOutages();
        deeds.forEach(outages::read);
        List<Entry> all = new ArrayList<>(outages.over);
        all.addAll(outages.open.values());
        all.sort(Comparator.comparing(entry -> entry.outage().from()));
        return all;
    }

    /** The same without the deeds. */
    public static List<Outage> of(List<ProcessEvent> deeds) {
        return entries(deeds).stream().map(Entry::outage).toList();
    }

    private void read(ProcessEvent deed) {
        Instant at = deed.at().wall();
        switch (deed.kind()) {
            case KILL, ENDED -> begin(deed, Failure.CRASH);
            case STOP -> begin(deed, Failure.LEAVE);
            case PAUSE -> begin(deed, Failure.HANG);
            case START -> made.put(deed.node(), at);
            case READY -> {
                Instant since = made.remove(deed.node());
                end(deed.node(), since == null ? at : since);
            }
            case RESUME -> end(deed.node(), at);
        }
    }

    /** Of several deeds that end one life the first counts; but one that hangs may die of it, and hangs no longer. */
    private void begin(ProcessEvent deed, Failure kind) {
        @Nullable Entry before = open.get(deed.node());
        if (before != null && before.isHang()) {
            end(deed.node(), deed.at().wall());
        } else if (before != null) {
            return;
        }
        open.put(
                deed.node(),
                new Entry(deed, new Outage(deed.node(), kind, deed.at().wall(), null)));
    }

    private void end(NodeId node, Instant at) {
        @Nullable Entry entry = open.remove(node);
        if (entry != null && at.isAfter(entry.outage().from())) {
            Outage outage = entry.outage();
            over.add(new Entry(entry.began(), new Outage(node, outage.kind(), outage.from(), at)));
        }
    }
}
