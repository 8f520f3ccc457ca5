package dev.telltale.node;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import org.jspecify.annotations.Nullable;

/** An input of the node state machine, put into the inbox by an I/O thread. */
public sealed interface NodeEvent {
    /** Calls the method for this kind of event. */
    void match(Cases cases);

    /** The attempt that ended; null for an event that ends none. */
    default @Nullable Attempt attempt() {
        return null;
    }

    /** One method for each kind. */
    interface Cases {
        void attemptCompleted(AttemptCompleted event);

        void connectionLost(ConnectionLost event);

        void heartbeatRequested(HeartbeatRequested event);

        void leaveAnnounced(LeaveAnnounced event);

        void probeRequested(ProbeRequested event);

        void probeCompleted(ProbeCompleted event);

        void ioThreadLag(IoThreadLag event);
    }

    /** An attempt ended; each call of {@link PeerTransport#requestHeartbeat} causes exactly one. */
    record AttemptCompleted(Attempt attempt) implements NodeEvent {
        @Override
        public void match(Cases cases) {
            cases.attemptCompleted(this);
        }
    }

    /** The idle connection to the peer broke; its process may have ended. */
    record ConnectionLost(NodeId peer) implements NodeEvent {
        @Override
        public void match(Cases cases) {
            cases.connectionLost(this);
        }
    }

    /**
     * A client that names itself as this peer requested our heartbeat. A hint: it only makes the next request earlier.
     */
    record HeartbeatRequested(NodeId peer) implements NodeEvent {
        @Override
        public void match(Cases cases) {
            cases.heartbeatRequested(this);
        }
    }

    /** A client announced that this peer is about to leave. A hint: it only makes the next request earlier. */
    record LeaveAnnounced(NodeId peer) implements NodeEvent {
        @Override
        public void match(Cases cases) {
            cases.leaveAnnounced(this);
        }
    }

    /** Another node requested an indirect probe of the subject; the ticket identifies the request in the response. */
    record ProbeRequested(NodeId subject, long ticket) implements NodeEvent {
        @Override
        public void match(Cases cases) {
            cases.probeRequested(this);
        }
    }

    /**
     * An indirect probe ended; each call of {@link PeerTransport#requestProbe} causes exactly one.
     *
     * @param evidence how the helper's attempt ended; null if the helper itself did not respond
     */
    record ProbeCompleted(
            NodeId helper,
            NodeId subject,
            @Nullable Evidence evidence,
            @Nullable Long incarnation) implements NodeEvent {
        @Override
        public void match(Cases cases) {
            cases.probeCompleted(this);
        }
    }

    /** A timer of the I/O thread ran this many nanoseconds too late: the observer is starved. */
    record IoThreadLag(long nanos) implements NodeEvent {
        @Override
        public void match(Cases cases) {
            cases.ioThreadLag(this);
        }
    }
}
