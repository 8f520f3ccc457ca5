package dev.telltale.node;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import org.jspecify.annotations.Nullable;

/** What the I/O threads tell the brain. */
public sealed interface NodeEvent {

    /** An attempt ended; every {@link PeerTransport#ask} leads to exactly one. */
    record AttemptCompleted(Attempt attempt) implements NodeEvent {}

    /** The idle connection to the peer broke: perhaps its process died. */
    record ConnectionLost(NodeId peer) implements NodeEvent {}

    /** Somebody who says that he is this peer asked for our heartbeat: a reason to ask back, and no more than that. */
    record HeartbeatReceived(NodeId peer) implements NodeEvent {}

    /** Somebody says that this peer is about to leave: a reason to ask it, and no more than that. */
    record Leaving(NodeId peer) implements NodeEvent {}

    /** Another node wants to know whether this peer answers us; the ticket is to be handed back with the answer. */
    record ProbeAsked(NodeId subject, long ticket) implements NodeEvent {}

    /**
     * A helper told how its own attempt at the subject ended; every {@link PeerTransport#probe} leads to exactly one.
     *
     * @param evidence null if the helper itself did not answer
     */
    record Probed(
            NodeId helper,
            NodeId subject,
            @Nullable Evidence evidence,
            @Nullable Long incarnation) implements NodeEvent {}

    /** An alarm of the I/O thread rang this much too late: the observer is starved. */
    record IoThreadLag(long nanos) implements NodeEvent {}

    /** Another detector decides from now on. */
    record DetectorSelected(DetectorKind detector) implements NodeEvent {}
}
