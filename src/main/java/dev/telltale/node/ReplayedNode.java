package dev.telltale.node;

import dev.telltale.detector.VerdictSchedule;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a node that repeats a trace, with its own or with other settings: requests, probes and lateness
 * are those of the trace, all else is computed as in a running node. With the settings of the trace and without {@link
 * #wake}, each result has the verdicts and transitions of the recorded tick. Confined to one thread.
 */
public final class ReplayedNode {
    /** A trace does not have the addresses of the peers, and no verdict depends on them. */
    private static final Address NO_ADDRESS = new Address("localhost", 1);

    private final RecordedRequests plan;
    private final NodeStateMachine stateMachine;

    /**
     * A node that has not ticked yet.
     *
     * @param peers in the order of the trace
     * @param kinds the detectors to run, the deciding one among them
     * @param start of the state machine
     */
    public ReplayedNode(
            NodeId self,
            List<NodeId> peers,
            HeartbeatSettings settings,
            DetectionSettings detection,
            Collection<DetectorKind> kinds,
            ClockReading start) {
        List<Member> members =
                peers.stream().map(peer -> new Member(peer, NO_ADDRESS)).toList();
        plan = new RecordedRequests(settings.interval().toNanos(), start);
        stateMachine = new NodeStateMachine(self, members, settings, detection, kinds, start, plan);
    }

    /** Repeats a tick of the trace. */
    public TickResult repeat(TickTrace tick) {
        plan.begin(tick);
        return stateMachine.tick(tick.events(), tick.at());
    }

    /** A tick that is not in the trace, because a change is due by other settings; it requests nothing. */
    public TickResult wake(ClockReading now) {
        plan.begin(null);
        return stateMachine.tick(List.of(), now);
    }

    /** The verdict of a detector on a peer after the last tick, and its changes if nothing more is heard of the peer. */
    public VerdictSchedule schedule(NodeId peer, DetectorKind kind) {
        MonitoredPeer monitored = plan.peer(peer);
        if (monitored == null) {
            throw new IllegalArgumentException("not a peer of this node: " + peer);
        }
        return monitored.state(kind).schedule();
    }

    /** The factor of every timeout after the last tick, 1 to 9: more than 1 while the node is or was late itself. */
    public int timeoutFactor() {
        return stateMachine.timeoutFactor;
    }

    /** Requests and asks what one tick of the trace did, and nothing in a tick that is not in it. */
    private static final class RecordedRequests extends RequestPlan {
        /** Peers that the tick requested and that have not been requested in its repetition yet. */
        private final BitSet wanted = new BitSet();

        private @Nullable TickTrace tick;

        RecordedRequests(long intervalNanos, ClockReading start) {
            super(intervalNanos, start);
        }

        void begin(@Nullable TickTrace next) {
            tick = next;
            wanted.clear();
            for (NodeId requested : next == null ? List.<NodeId>of() : next.requests()) {
                MonitoredPeer peer = peer(requested);
                if (peer != null) {
                    wanted.set(peer.number);
                }
            }
        }

        @Override
        long lateNanos(LagMonitor lagMonitor, List<NodeEvent> events, ClockReading now) {
            return tick == null ? 0 : tick.lateNanos();
        }

        @Override
        List<MonitoredPeer> first(ClockReading now) {
            if (tick == null) {
                return List.of();
            }
            List<MonitoredPeer> first = List.of();
            for (MonitoredPeer peer : peers()) {
                if (wanted.get(peer.number) || needsProbes(peer, now)) {
                    // Most ticks have none.
                    first = first.isEmpty() ? new ArrayList<>(1) : first;
                    first.add(peer);
                }
            }
            return first;
        }

        @Override
        List<MonitoredPeer> request(MonitoredPeer peer, boolean isAtRest, ClockReading now) {
            if (!wanted.get(peer.number) || peer.schedule.isInFlight()) {
                return List.of();
            }
            wanted.clear(peer.number);
            onRequest(peer, intervalNanos, now);
            return List.of(peer);
        }

        @Override
        boolean needsProbes(MonitoredPeer peer, ClockReading now) {
            return tick != null && peer.nanosUntilProbes(now) <= 0;
        }

        @Override
        List<TickResult.Probe> probes(MonitoredPeer subject, int number) {
            return tick == null
                    ? List.of()
                    : tick.probes().stream()
                            .filter(probe -> probe.subject().equals(subject.id()))
                            .toList();
        }

        /** Only changes of verdicts: requests and probes are made when they were recorded. */
        @Override
        long nanosUntilDue(MonitoredPeer peer, ClockReading now) {
            return Math.max(waitNanos(peer, now), peer.nanosUntilChange(now));
        }
    }
}
