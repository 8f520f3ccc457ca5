package dev.telltale.sim;

import dev.telltale.fault.ResponseBehavior;
import dev.telltale.fault.SendDecision;
import dev.telltale.model.Status;
import dev.telltale.node.Starvation.Part;
import dev.telltale.sim.VirtualCluster.ProcessState;

/**
 * Simulates heartbeat requests. Each request completes exactly one attempt of its observer. Times are virtual
 * nanoseconds.
 */
final class Heartbeats {
    private static final int TOO_LATE = 1;

    private final SimulatedCluster cluster;
    private final NetworkSimulator network;

    Heartbeats(SimulatedCluster cluster, NetworkSimulator network) {
        this.cluster = cluster;
        this.network = network;
    }

    void request(SimulatedNode observer, int subject) {
        long now = network.now;
        int incarnation = observer.incarnation;
        SendDecision decision = cluster.faults().request(observer.index, subject);
        if (decision.isLost() || decision.delayNanos() >= network.deadlineNanos || network.isNextLost()) {
            timeOut(now + network.deadlineNanos, observer.index, subject, incarnation, now);
        } else {
            long arrives = now + decision.delayNanos() + network.drawDelayNanos();
            network.messages.send(arrives, MessageType.REQUEST, subject, observer.index, incarnation, now, 0);
        }
    }

    /** A request arrives at its subject. */
    void onRequest(SimulatedNode subject, int observer, int incarnation, long requestedAt) {
        ResponseBehavior behavior = subject.state == ProcessState.GONE
                ? ResponseBehavior.NORMAL
                : cluster.faults().response(subject.index, observer);
        long deadline = requestedAt + network.deadlineNanos;
        long starved = starvedUntil(subject, observer) - network.now;
        long respondAt = network.now + Math.max(behavior.delayNanos(), starved);
        if (behavior.isNormal() && starved <= 0) {
            serve(subject, observer, incarnation, requestedAt);
        } else if (behavior.mode() == ResponseBehavior.Mode.SILENCE || subject.state == ProcessState.PAUSED) {
            timeOut(deadline, observer, subject.index, incarnation, requestedAt);
        } else if (behavior.mode() != ResponseBehavior.Mode.NORMAL) {
            MessageType type =
                    behavior.mode() == ResponseBehavior.Mode.ERROR ? MessageType.BAD_STATUS : MessageType.BAD_BODY;
            respond(respondAt, type, subject, observer, incarnation, requestedAt);
        } else if (respondAt > deadline) {
            timeOut(deadline, observer, subject.index, incarnation, requestedAt);
            // The subject still reads the observer's name.
            network.messages.send(
                    respondAt, MessageType.SERVE, subject.index, observer, incarnation, requestedAt, TOO_LATE);
        } else {
            network.messages.send(respondAt, MessageType.SERVE, subject.index, observer, incarnation, requestedAt, 0);
        }
    }

    /** When the threads that must serve the request run again; an open connection does not need the accept thread. */
    private long starvedUntil(SimulatedNode subject, int observer) {
        SimulatedNode observerNode = cluster.node(observer);
        int slot = cluster.ring().slot(observer, subject.index);
        boolean isConnected = slot >= 0 && observerNode.isConnected(slot);
        long io = subject.starvedUntil(Part.IO);
        return isConnected ? io : Math.max(io, subject.starvedUntil(Part.ACCEPT));
    }

    /** A delayed request is served. {@code late} is {@link #TOO_LATE} if its deadline is over. */
    void onDelayedRequest(SimulatedNode subject, int observer, int incarnation, long requestedAt, int late) {
        if (late == 0) {
            serve(subject, observer, incarnation, requestedAt);
        } else if (subject.state != ProcessState.GONE) {
            notifyReceived(subject, observer);
        }
    }

    private void serve(SimulatedNode subject, int observer, int incarnation, long requestedAt) {
        if (subject.state != ProcessState.GONE) {
            notifyReceived(subject, observer);
        }
        if (subject.state == ProcessState.PAUSED) {
            respond(Long.MAX_VALUE, MessageType.TIMED_OUT, subject, observer, incarnation, requestedAt);
            return;
        }
        MessageType type = switch (subject.state) {
            case RUNNING -> MessageType.RESPONSE;
            case LEAVING -> MessageType.LEFT;
            default -> MessageType.REFUSED;
        };
        respond(network.now, type, subject, observer, incarnation, requestedAt);
    }

    /** Sends the response, or completes the attempt by timeout if the response is lost or too late. */
    private void respond(
            long respondAt, MessageType type, SimulatedNode subject, int observer, int incarnation, long requestedAt) {
        long deadline = requestedAt + network.deadlineNanos;
        boolean isLost = network.isNextLost();
        long delay = network.drawDelayNanos();
        if (isLost || respondAt > deadline - delay) {
            timeOut(deadline, observer, subject.index, incarnation, requestedAt);
        } else {
            network.messages.send(
                    respondAt + delay, type, observer, subject.index, incarnation, requestedAt, subject.incarnation);
        }
    }

    private void timeOut(long deadline, int observer, int subject, int incarnation, long requestedAt) {
        network.messages.send(
                Math.max(network.now, deadline), MessageType.TIMED_OUT, observer, subject, incarnation, requestedAt, 0);
    }

    /** Notifies the subject that the observer is alive, unless the subject reports it as up already. */
    private void notifyReceived(SimulatedNode subject, int observer) {
        int slot = cluster.ring().slot(subject.index, observer);
        if (slot >= 0 && subject.lastReported(slot) != Status.UP) {
            cluster.deliver(subject, MessageType.HEARTBEAT_RECEIVED, observer, 0, 0);
        }
    }
}
