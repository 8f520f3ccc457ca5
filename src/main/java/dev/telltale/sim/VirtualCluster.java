package dev.telltale.sim;

import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.model.VerdictChange;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.NodeStateMachine;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A simulated cluster in the hands of whoever does things to it, one after the other; time passes only when it is told to.
 * The nodes are node1, node2 and so on, and none runs at first. Confined to one thread.
 */
public final class VirtualCluster {
    private final SimulatedCluster cluster;
    private final SimulatedRows rows;
    private final List<VerdictChange> changes = new ArrayList<>();

    public VirtualCluster(SimulationSettings settings) {
        cluster = new SimulatedCluster(settings, 0, new SimulationObserver() {
            @Override
            public void ticked(int node, List<NodeEvent> signals, NodeStateMachine.TickResult step) {
                step.verdicts().forEach(VirtualCluster.this::note);
            }
        });
        rows = new SimulatedRows(cluster);
    }

    /** By the true time, also where the observer's clock is off. */
    private void note(VerdictChange change) {
        changes.add(new VerdictChange(
                now().wall(),
                change.observer(),
                change.subject(),
                change.detector(),
                change.from(),
                change.to(),
                change.silence()));
    }

    public List<NodeId> nodes() {
        return IntStream.range(0, cluster.settings().nodes())
                .mapToObj(SimulatedNode::id)
                .toList();
    }

    public ClockReading now() {
        return cluster.moment();
    }

    /** What is due then is done. */
    public void pass(Duration time) {
        cluster.runUntil(cluster.now() + time.toNanos());
    }

    public SimulatedProcessState life(NodeId node) {
        return of(node).life;
    }

    /** Starts it, if it does not run; one that is saying goodbye ends first. */
    public void start(NodeId node) {
        if (of(node).life == SimulatedProcessState.LEAVING) {
            kill(node);
        }
        if (of(node).life == SimulatedProcessState.GONE) {
            cluster.start(of(node).index);
        }
    }

    /** Ends it at once, if it runs. */
    public void kill(NodeId node) {
        if (of(node).life != SimulatedProcessState.GONE) {
            cluster.crash(of(node).index);
        }
    }

    /** Lets it say goodbye, which takes a quarter of a second; one that stands still goes on for that. */
    public void stop(NodeId node) {
        resume(node);
        if (of(node).life == SimulatedProcessState.RUNNING) {
            cluster.leave(of(node).index);
        }
    }

    /** Lets it stand still, if it runs. */
    public void pause(NodeId node) {
        if (of(node).life == SimulatedProcessState.RUNNING) {
            cluster.pause(of(node).index);
        }
    }

    /** Lets it go on, if it stands still. */
    public void resume(NodeId node) {
        if (of(node).life == SimulatedProcessState.PAUSED) {
            cluster.resume(of(node).index);
        }
    }

    private SimulatedNode of(NodeId node) {
        return cluster.node(SimulatedCluster.index(node));
    }

    /**
     * Breaks something, until it is healed; a node that is started later is broken then too.
     *
     * @throws IllegalStateException with one sentence, if there is no room for it
     */
    public FaultId make(FaultType effect) {
        return cluster.faults().make(effect);
    }

    /** Twice is once. */
    public void heal(FaultId fault) {
        cluster.faults().heal(fault);
    }

    /** Who sees whom now; a row that fell silent shows what it said when this was last asked. */
    public Matrix matrix() {
        return rows.matrix();
    }

    /** Every change of mind of every detector so far, oldest first. */
    public List<VerdictChange> changes() {
        return List.copyOf(changes);
    }
}
