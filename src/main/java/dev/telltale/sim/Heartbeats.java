package dev.telltale.sim;

import dev.telltale.fault.ResponseBehavior;
import dev.telltale.fault.SendDecision;
import dev.telltale.model.Status;
import dev.telltale.node.Starvation.Part;

/** Questions for heartbeats: each leads to exactly one end of an attempt. */
final class Heartbeats {
    private static final int TOO_LATE = 1;

    private final SimulatedCluster cluster;
    private final NetworkSimulator ether;

    Heartbeats(SimulatedCluster cluster, NetworkSimulator ether) {
        this.cluster = cluster;
        this.ether = ether;
    }

    void ask(SimulatedNode observer, int subject) {
        long now = ether.now;
        int life = observer.lives;
        SendDecision passage = cluster.faults().leaving(observer.index, subject);
        if (passage.isLost() || passage.delayNanos() >= ether.deadlineNanos || ether.isLost()) {
            end(now + ether.deadlineNanos, MessageType.TIMED_OUT, observer.index, subject, life, now, 0);
        } else {
            long arrives = now + passage.delayNanos() + ether.wayNanos();
            ether.messages.send(arrives, MessageType.QUESTION, subject, observer.index, life, now, 0);
        }
    }

    private void end(long at, int kind, int observer, int subject, int life, long asked, int subjectLife) {
        ether.messages.send(at, kind, observer, subject, life, asked, subjectLife);
    }

    /** The question is at its subject. */
    void arrived(SimulatedNode subject, int observer, int life, long asked) {
        ResponseBehavior service = subject.life == SimulatedProcessState.GONE
                ? ResponseBehavior.NORMAL
                : cluster.faults().service(subject.index, observer);
        long over = asked + ether.deadlineNanos;
        long starved = starvedUntil(subject, observer) - ether.now;
        long speaks = ether.now + Math.max(service.delayNanos(), starved);
        if (service.isNormal() && starved <= 0) {
            serve(subject, observer, life, asked);
        } else if (service.manner() == ResponseBehavior.Mode.SILENCE || subject.life == SimulatedProcessState.PAUSED) {
            timeOut(over, observer, subject.index, life, asked);
        } else if (service.manner() != ResponseBehavior.Mode.NORMAL) {
            int kind = service.manner() == ResponseBehavior.Mode.ERROR ? MessageType.BAD_STATUS : MessageType.BAD_BODY;
            answer(speaks, kind, subject, observer, life, asked);
        } else if (speaks > over) {
            timeOut(over, observer, subject.index, life, asked);
            // The asker's name is read all the same.
            ether.messages.send(speaks, MessageType.SERVED, subject.index, observer, life, asked, TOO_LATE);
        } else {
            ether.messages.send(speaks, MessageType.SERVED, subject.index, observer, life, asked, 0);
        }
    }

    /** When the threads that must serve the request run again; an open connection does not need the accept thread. */
    private long starvedUntil(SimulatedNode subject, int observer) {
        SimulatedNode asker = cluster.node(observer);
        int slot = cluster.ring().slot(observer, subject.index);
        boolean isConnected = slot >= 0 && asker.isConnected(slot);
        long io = subject.starvedUntil(Part.IO);
        return isConnected ? io : Math.max(io, subject.starvedUntil(Part.ACCEPT));
    }

    /** The question has waited there long enough. */
    void waited(SimulatedNode subject, int observer, int life, long asked, int late) {
        if (late == 0) {
            serve(subject, observer, life, asked);
        } else if (subject.life != SimulatedProcessState.GONE) {
            knock(subject, observer);
        }
    }

    private void serve(SimulatedNode subject, int observer, int life, long asked) {
        if (subject.life != SimulatedProcessState.GONE) {
            knock(subject, observer);
        }
        if (subject.life == SimulatedProcessState.PAUSED) {
            answer(Long.MAX_VALUE, MessageType.TIMED_OUT, subject, observer, life, asked);
            return;
        }
        int kind = switch (subject.life) {
            case RUNNING -> MessageType.ANSWER;
            case LEAVING -> MessageType.LEFT;
            default -> MessageType.REFUSED;
        };
        answer(ether.now, kind, subject, observer, life, asked);
    }

    /** What is said then comes back, or the deadline does. */
    private void answer(long speaks, int kind, SimulatedNode subject, int observer, int life, long asked) {
        long over = asked + ether.deadlineNanos;
        boolean isLost = ether.isLost();
        long way = ether.wayNanos();
        if (isLost || speaks > over - way) {
            timeOut(over, observer, subject.index, life, asked);
        } else {
            end(speaks + way, kind, observer, subject.index, life, asked, subject.lives);
        }
    }

    private void timeOut(long over, int observer, int subject, int life, long asked) {
        end(Math.max(ether.now, over), MessageType.TIMED_OUT, observer, subject, life, asked, 0);
    }

    /** Whoever is asked learns that the asker is there, if that may be news. */
    private void knock(SimulatedNode subject, int observer) {
        int slot = cluster.ring().slot(subject.index, observer);
        if (slot >= 0 && subject.told(slot) != Status.UP) {
            cluster.deliver(subject, MessageType.KNOCK, observer, 0, 0);
        }
    }
}
