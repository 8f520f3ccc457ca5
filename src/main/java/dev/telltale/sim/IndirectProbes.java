package dev.telltale.sim;

import dev.telltale.fault.ResponseBehavior;
import dev.telltale.fault.SendDecision;
import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickResult;
import dev.telltale.sim.VirtualCluster.ProcessState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Simulates indirect probes. Each gives its asker exactly one result. They are rare, so an object each is affordable.
 */
final class IndirectProbes {
    private final SimulatedCluster cluster;
    private final NetworkSimulator network;
    private final long timeoutNanos;
    private final Map<Long, PendingProbe> open = new HashMap<>();
    private long nextTicket;

    /** A probe request to one helper, and its result. Only the incarnation that asked gets the result. */
    private static final class PendingProbe {
        private final int asker;
        private final int askerIncarnation;
        private final int helper;
        private final NodeId helperId;
        private final NodeId subjectId;
        private @Nullable Evidence evidence;
        private @Nullable Long subjectIncarnation;

        private PendingProbe(SimulatedNode asker, TickResult.Probe probe) {
            this.asker = asker.index;
            askerIncarnation = asker.incarnation;
            helper = SimulatedNode.index(probe.helper());
            helperId = probe.helper();
            subjectId = probe.subject();
        }
    }

    IndirectProbes(SimulatedCluster cluster, NetworkSimulator network, HeartbeatSettings settings) {
        this.cluster = cluster;
        this.network = network;
        timeoutNanos = settings.probeDeadline().toNanos();
    }

    void request(SimulatedNode asker, TickResult.Probe probe) {
        var pending = new PendingProbe(asker, probe);
        long ticket = nextTicket++;
        open.put(ticket, pending);
        send(MessageType.PROBE_TIMED_OUT, asker.index, pending, ticket, timeoutNanos);
        SendDecision decision = cluster.faults().request(asker.index, pending.helper);
        if (!decision.isLost() && !network.isNextLost()) {
            send(MessageType.PROBE, pending.helper, pending, ticket, decision.delayNanos() + network.drawDelayNanos());
        }
    }

    private void send(MessageType type, int to, PendingProbe pending, long ticket, long delayNanos) {
        send(type, to, pending, ticket, delayNanos, 0);
    }

    private void send(MessageType type, int to, PendingProbe pending, long ticket, long delayNanos, int extra) {
        network.messages.send(
                network.now + delayNanos, type, to, pending.helper, pending.askerIncarnation, ticket, extra);
    }

    /** A request arrives at the helper, or has been delayed there and is served now. */
    void onRequest(SimulatedNode helper, long ticket, boolean wasDelayed) {
        PendingProbe pending = open.get(ticket);
        if (pending == null) {
            return;
        }
        ResponseBehavior behavior = wasDelayed || helper.state == ProcessState.GONE
                ? ResponseBehavior.NORMAL
                : cluster.faults().response(helper.index, pending.asker);
        if (behavior.isNormal()) {
            serve(helper, pending, ticket);
        } else if (behavior.mode() == ResponseBehavior.Mode.NORMAL) {
            send(MessageType.PROBE, helper.index, pending, ticket, behavior.delayNanos(), 1);
        } else if (behavior.mode() != ResponseBehavior.Mode.SILENCE && helper.state != ProcessState.PAUSED) {
            // An error is no result either, but arrives earlier than the timeout.
            send(
                    MessageType.PROBE_RESPONSE,
                    pending.asker,
                    pending,
                    ticket,
                    behavior.delayNanos() + network.drawDelayNanos());
        }
    }

    private void serve(SimulatedNode helper, PendingProbe pending, long ticket) {
        int subject = SimulatedNode.index(pending.subjectId);
        if (helper.state == ProcessState.GONE) {
            // A refused request has no result either, but ends earlier than the timeout.
            send(MessageType.PROBE_RESPONSE, pending.asker, pending, ticket, network.drawDelayNanos());
        } else if (cluster.ring().slot(helper.index, subject) >= 0) {
            cluster.enqueue(helper, true, () -> new NodeEvent.ProbeRequested(pending.subjectId, ticket));
        } else if (helper.state != ProcessState.PAUSED) {
            attemptDirectly(helper, pending, cluster.node(subject), ticket);
        }
    }

    /** The helper does not monitor the subject (possible in a ring), so it makes one attempt for the asker. */
    private void attemptDirectly(SimulatedNode helper, PendingProbe pending, SimulatedNode subject, long ticket) {
        SendDecision decision = cluster.faults().request(helper.index, subject.index);
        ResponseBehavior behavior = subject.state == ProcessState.GONE
                ? ResponseBehavior.NORMAL
                : cluster.faults().response(subject.index, helper.index);
        boolean isRequestLost =
                decision.isLost() || behavior.mode() == ResponseBehavior.Mode.SILENCE || network.isNextLost();
        boolean isResponseLost = network.isNextLost();
        long wait = decision.delayNanos() + behavior.delayNanos();
        if (isRequestLost || isResponseLost || subject.state == ProcessState.PAUSED || wait >= network.deadlineNanos) {
            respond(pending, ticket, Evidence.TIMEOUT, null, network.deadlineNanos);
            return;
        }
        long took = wait + network.drawDelayNanos() + network.drawDelayNanos();
        if (subject.state == ProcessState.GONE) {
            respond(pending, ticket, Evidence.REFUSED, null, took);
        } else if (behavior.mode() == ResponseBehavior.Mode.NORMAL) {
            respond(pending, ticket, Evidence.OK, subject.boxedIncarnation, took);
        } else {
            boolean isError = behavior.mode() == ResponseBehavior.Mode.ERROR;
            respond(pending, ticket, isError ? Evidence.BAD_STATUS : Evidence.BAD_BODY, null, took);
        }
    }

    /** The helper's own attempt has completed. */
    void onAttempt(TickResult.ProbeResponse answer) {
        PendingProbe pending = open.get(answer.ticket());
        if (pending != null) {
            Attempt attempt = answer.attempt();
            respond(pending, answer.ticket(), attempt.evidence(), attempt.incarnation(), 0);
        }
    }

    private void respond(
            PendingProbe pending, long ticket, Evidence evidence, @Nullable Long incarnation, long delayNanos) {
        if (!network.isNextLost()) {
            pending.evidence = evidence;
            pending.subjectIncarnation = incarnation;
            send(MessageType.PROBE_RESPONSE, pending.asker, pending, ticket, delayNanos + network.drawDelayNanos());
        }
    }

    /** The response arrives at the asker, or its timeout is over; the first of both counts. */
    void onResult(MessageType type, long ticket) {
        PendingProbe pending = open.remove(ticket);
        if (pending == null) {
            return;
        }
        SimulatedNode asker = cluster.node(pending.asker);
        if (asker.incarnation == pending.askerIncarnation) {
            boolean isResponse = type == MessageType.PROBE_RESPONSE;
            cluster.enqueue(
                    asker,
                    false,
                    () -> new NodeEvent.ProbeCompleted(
                            pending.helperId,
                            pending.subjectId,
                            isResponse ? pending.evidence : null,
                            isResponse ? pending.subjectIncarnation : null));
        }
    }
}
