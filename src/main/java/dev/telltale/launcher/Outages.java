package dev.telltale.launcher;

import dev.telltale.model.NodeId;
import dev.telltale.quality.Failure;
import dev.telltale.quality.Outage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deeds as outages: when a node was truly out of service, and why. One ends when the next process is made, not when that
 * is ready: its peers may hear it before the launcher does.
 */
public final class Outages {
    private record Open(Failure kind, Instant from) {}

    private final List<Outage> outages = new ArrayList<>();
    private final Map<NodeId, Open> open = new LinkedHashMap<>();

    private Outages() {}

    /** Of deeds in the order in which they were done; those that are not over yet have no end. */
    public static List<Outage> of(List<Deed> deeds) {
        var outages = new Outages();
        deeds.forEach(outages::add);
        outages.open.forEach((node, left) -> outages.outages.add(new Outage(node, left.kind(), left.from(), null)));
        return List.copyOf(outages.outages);
    }

    private void add(Deed deed) {
        Instant at = deed.at().wall();
        switch (deed.kind()) {
            case KILL -> begin(deed.node(), Failure.CRASH, at);
            case STOP -> begin(deed.node(), Failure.LEAVE, at);
            case PAUSE -> begin(deed.node(), Failure.HANG, at);
            case RESUME, START -> end(deed.node(), at);
            case ENDED -> {
                if (!open.containsKey(deed.node())) {
                    begin(deed.node(), Failure.CRASH, at);
                }
            }
            case READY -> {
                // It was made before; that is when it was there again.
            }
        }
    }

    /** One that hangs may die of it: then the hang is over. Who leaves and is killed for being slow has left. */
    private void begin(NodeId node, Failure kind, Instant at) {
        Open before = open.get(node);
        if (before == null) {
            open.put(node, new Open(kind, at));
        } else if (before.kind() == Failure.HANG) {
            end(node, at);
            open.put(node, new Open(kind, at));
        }
    }

    private void end(NodeId node, Instant at) {
        @Nullable Open over = open.remove(node);
        if (over != null && at.isAfter(over.from())) {
            outages.add(new Outage(node, over.kind(), over.from(), at));
        }
    }
}
