package dev.telltale.sim;

import dev.telltale.fault.ResponseBehavior;
import dev.telltale.fault.SendDecision;
import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.NodeStateMachine;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Indirect probes: each leads to exactly one word to its asker. Rare, so that each may be an object. */
final class IndirectProbes {
    private final SimulatedCluster cluster;
    private final NetworkSimulator ether;
    private final long patienceNanos;
    private final Map<Long, Open> open = new HashMap<>();
    private long nextTicket;

    /** One question to one helper, and what it said; its asker's brain waits for that in this life only. */
    private static final class Open {
        private final int asker;
        private final int life;
        private final int helper;
        private final NodeId helperId;
        private final NodeId subjectId;
        private @Nullable Evidence evidence;
        private @Nullable Long incarnation;

        private Open(SimulatedNode asker, NodeStateMachine.Probe probe) {
            this.asker = asker.index;
            life = asker.lives;
            helper = SimulatedCluster.index(probe.helper());
            helperId = probe.helper();
            subjectId = probe.subject();
        }
    }

    IndirectProbes(SimulatedCluster cluster, NetworkSimulator ether, HeartbeatSettings settings) {
        this.cluster = cluster;
        this.ether = ether;
        patienceNanos = settings.probeDeadline().toNanos();
    }

    void ask(SimulatedNode asker, NodeStateMachine.Probe probe) {
        var question = new Open(asker, probe);
        long ticket = nextTicket++;
        open.put(ticket, question);
        send(MessageType.PROBE_OVER, asker.index, question, ticket, patienceNanos);
        SendDecision passage = cluster.faults().leaving(asker.index, question.helper);
        if (!passage.isLost() && !ether.isLost()) {
            send(MessageType.PROBE, question.helper, question, ticket, passage.delayNanos() + ether.wayNanos());
        }
    }

    private void send(int kind, int to, Open question, long ticket, long delayNanos) {
        send(kind, to, question, ticket, delayNanos, 0);
    }

    private void send(int kind, int to, Open question, long ticket, long delayNanos, int extra) {
        ether.messages.send(ether.now + delayNanos, kind, to, question.helper, question.life, ticket, extra);
    }

    /** The question is at the helper; it has waited there already, or not. */
    void arrived(SimulatedNode helper, long ticket, boolean hasWaited) {
        Open question = open.get(ticket);
        if (question == null) {
            return;
        }
        ResponseBehavior service = hasWaited || helper.life == SimulatedProcessState.GONE
                ? ResponseBehavior.NORMAL
                : cluster.faults().service(helper.index, question.asker);
        if (service.isNormal()) {
            serve(helper, question, ticket);
        } else if (service.manner() == ResponseBehavior.Mode.NORMAL) {
            send(MessageType.PROBE, helper.index, question, ticket, service.delayNanos(), 1);
        } else if (service.manner() != ResponseBehavior.Mode.SILENCE && helper.life != SimulatedProcessState.PAUSED) {
            // An error is as good as no answer, and sooner.
            send(MessageType.PROBE_ANSWER, question.asker, question, ticket, service.delayNanos() + ether.wayNanos());
        }
    }

    private void serve(SimulatedNode helper, Open question, long ticket) {
        int subject = SimulatedCluster.index(question.subjectId);
        if (helper.life == SimulatedProcessState.GONE) {
            // Refused: as good as no answer, and sooner.
            send(MessageType.PROBE_ANSWER, question.asker, question, ticket, ether.wayNanos());
        } else if (cluster.ring().slot(helper.index, subject) >= 0) {
            cluster.hand(helper, true, () -> new NodeEvent.ProbeAsked(question.subjectId, ticket));
        } else if (helper.life != SimulatedProcessState.PAUSED) {
            tryItself(helper, question, cluster.node(subject), ticket);
        }
    }

    /** In a ring a helper may not watch the subject; then it tries it once for the asker. */
    private void tryItself(SimulatedNode helper, Open question, SimulatedNode subject, long ticket) {
        SendDecision passage = cluster.faults().leaving(helper.index, subject.index);
        ResponseBehavior service = subject.life == SimulatedProcessState.GONE
                ? ResponseBehavior.NORMAL
                : cluster.faults().service(subject.index, helper.index);
        boolean isLostThere = passage.isLost() || service.manner() == ResponseBehavior.Mode.SILENCE || ether.isLost();
        boolean isLostBack = ether.isLost();
        long wait = passage.delayNanos() + service.delayNanos();
        if (isLostThere || isLostBack || subject.life == SimulatedProcessState.PAUSED || wait >= ether.deadlineNanos) {
            answer(question, ticket, Evidence.TIMEOUT, null, ether.deadlineNanos);
            return;
        }
        long took = wait + ether.wayNanos() + ether.wayNanos();
        if (subject.life == SimulatedProcessState.GONE) {
            answer(question, ticket, Evidence.REFUSED, null, took);
        } else if (service.manner() == ResponseBehavior.Mode.NORMAL) {
            answer(question, ticket, Evidence.OK, subject.incarnation, took);
        } else {
            boolean isError = service.manner() == ResponseBehavior.Mode.ERROR;
            answer(question, ticket, isError ? Evidence.BAD_STATUS : Evidence.BAD_BODY, null, took);
        }
    }

    /** A helper's brain knows how its own attempt ended. */
    void answer(NodeStateMachine.Answer answer) {
        Open question = open.get(answer.ticket());
        if (question != null) {
            Attempt attempt = answer.attempt();
            answer(question, answer.ticket(), attempt.evidence(), attempt.incarnation(), 0);
        }
    }

    private void answer(Open question, long ticket, Evidence evidence, @Nullable Long incarnation, long laterNanos) {
        if (!ether.isLost()) {
            question.evidence = evidence;
            question.incarnation = incarnation;
            send(MessageType.PROBE_ANSWER, question.asker, question, ticket, laterNanos + ether.wayNanos());
        }
    }

    /** The answer is at the asker, or the time for it is over: whichever is first. */
    void ended(int kind, long ticket) {
        Open question = open.remove(ticket);
        if (question == null) {
            return;
        }
        SimulatedNode asker = cluster.node(question.asker);
        if (asker.lives == question.life) {
            boolean isAnswer = kind == MessageType.PROBE_ANSWER;
            cluster.hand(
                    asker,
                    false,
                    () -> new NodeEvent.Probed(
                            question.helperId,
                            question.subjectId,
                            isAnswer ? question.evidence : null,
                            isAnswer ? question.incarnation : null));
        }
    }
}
