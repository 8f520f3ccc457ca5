package dev.telltale.replay;

import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes, tick by tick, the trace that a node with a larger interval might have recorded: leaves out the requests that it
 * would not have made, and the ends of their attempts. A request out of turn stays if its reason does: a hint, or the
 * attempt before.
 */
final class Thinning implements NodeEvent.Cases {
    /** A request is at most a tenth of the interval early. */
    private static final double MIN_SHARE = 0.9;

    private final long regularNanos;
    private final long minNanos;
    private final Map<NodeId, Requests> requests = new HashMap<>();
    private final List<NodeEvent> kept = new ArrayList<>();
    private final List<NodeId> requested = new ArrayList<>();

    /** The requests to one peer. */
    private final class Requests {
        private boolean isKept = true;
        private boolean isHinted;
        private long lastNanos;
        private long lastKeptNanos;

        Requests(long nanos) {
            lastNanos = nanos - minNanos;
            lastKeptNanos = lastNanos;
        }

        boolean keeps(long nanos) {
            boolean isRegular = nanos - lastNanos >= regularNanos;
            isKept = isRegular ? nanos - lastKeptNanos >= minNanos : isKept || isHinted;
            isHinted = false;
            lastNanos = nanos;
            lastKeptNanos = isKept ? nanos : lastKeptNanos;
            return isKept;
        }
    }

    /** @param interval of the trace; {@code multiple} of them are one of the wished node, 2 or more */
    Thinning(Duration interval, int multiple) {
        regularNanos = (long) (MIN_SHARE * interval.toNanos());
        minNanos = (long) (MIN_SHARE * interval.toNanos() * multiple);
    }

    /** The next tick, without what the wished node would not have asked or been told. */
    TickTrace thinned(TickTrace tick) {
        long nanos = tick.at().nanos();
        kept.clear();
        tick.events().forEach(event -> event.match(this));
        requested.clear();
        for (NodeId peer : tick.requests()) {
            if (requests.computeIfAbsent(peer, unused -> new Requests(nanos)).keeps(nanos)) {
                requested.add(peer);
            }
        }
        return kept.size() == tick.events().size()
                        && requested.size() == tick.requests().size()
                ? tick
                : new TickTrace(tick.at(), tick.lateNanos(), kept, requested, tick.probes());
    }

    private void keepHint(NodeEvent hint, NodeId peer) {
        kept.add(hint);
        Requests ofPeer = requests.get(peer);
        if (ofPeer != null) {
            ofPeer.isHinted = true;
        }
    }

    @Override
    public void attemptCompleted(NodeEvent.AttemptCompleted event) {
        Requests ofPeer = requests.get(event.attempt().peer());
        if (ofPeer == null || ofPeer.isKept) {
            kept.add(event);
        }
    }

    @Override
    public void connectionLost(NodeEvent.ConnectionLost event) {
        keepHint(event, event.peer());
    }

    @Override
    public void heartbeatRequested(NodeEvent.HeartbeatRequested event) {
        keepHint(event, event.peer());
    }

    @Override
    public void leaveAnnounced(NodeEvent.LeaveAnnounced event) {
        keepHint(event, event.peer());
    }

    @Override
    public void probeRequested(NodeEvent.ProbeRequested event) {
        keepHint(event, event.subject());
    }

    @Override
    public void probeCompleted(NodeEvent.ProbeCompleted event) {
        kept.add(event);
    }

    @Override
    public void ioThreadLag(NodeEvent.IoThreadLag event) {
        kept.add(event);
    }
}
