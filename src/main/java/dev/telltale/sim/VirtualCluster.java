package dev.telltale.sim;

import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.model.Matrix;
import dev.telltale.model.NodeId;
import dev.telltale.model.VerdictChange;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A simulated cluster under the control of its caller. Time passes only in {@link #advance}. The nodes are node1, node2
 * and so on; none runs at first. Confined to one thread.
 */
public final class VirtualCluster {
    /** State of a simulated process. */
    public enum ProcessState {
        /** Not started yet, or exited: connections are refused. */
        GONE,
        RUNNING,
        /** Stopped: sends no response, and incoming messages wait. */
        PAUSED,
        /** Still answers, but with "left". */
        LEAVING
    }

    private final SimulatedCluster cluster;
    private final SimulatedRows rows;
    private final List<VerdictChange> changes = new ArrayList<>();

    public VirtualCluster(SimulationSettings settings) {
        this(settings, SimulationObserver.NONE);
    }

    /** A cluster whose inputs and outputs the observer is told. */
    public VirtualCluster(SimulationSettings settings, SimulationObserver observer) {
        SimulationObserver notes =
                (node, at, events, result) -> result.verdicts().forEach(this::note);
        cluster = new SimulatedCluster(settings, 0, notes.and(observer));
        rows = new SimulatedRows(cluster);
    }

    /** Records a change with the true time, because the observer's clock may be skewed. */
    private void note(VerdictChange change) {
        changes.add(change.withAt(now().wall()));
    }

    public List<NodeId> nodes() {
        return IntStream.range(0, cluster.settings().nodes())
                .mapToObj(SimulatedNode::id)
                .toList();
    }

    public ClockReading now() {
        return cluster.clockReading();
    }

    /** Advances the virtual time and processes everything that is due until then, inclusive. */
    public void advance(Duration time) {
        cluster.runUntil(cluster.now() + time.toNanos());
    }

    public ProcessState state(NodeId node) {
        return of(node).state;
    }

    /** Starts the node, unless it runs. A leaving process ends first. */
    public void start(NodeId node) {
        if (of(node).state == ProcessState.LEAVING) {
            kill(node);
        }
        if (of(node).state == ProcessState.GONE) {
            cluster.start(of(node).index);
        }
    }

    /** Ends the process at once, if there is one. */
    public void kill(NodeId node) {
        if (of(node).state != ProcessState.GONE) {
            cluster.crash(of(node).index);
        }
    }

    /** Lets the node leave, which takes 250 ms. A paused node is resumed first. */
    public void stop(NodeId node) {
        resume(node);
        if (of(node).state == ProcessState.RUNNING) {
            cluster.leave(of(node).index);
        }
    }

    /** Pauses the node, if it runs. */
    public void pause(NodeId node) {
        if (of(node).state == ProcessState.RUNNING) {
            cluster.pause(of(node).index);
        }
    }

    /** Resumes the node, if it is paused. */
    public void resume(NodeId node) {
        if (of(node).state == ProcessState.PAUSED) {
            cluster.resume(of(node).index);
        }
    }

    private SimulatedNode of(NodeId node) {
        return cluster.node(SimulatedNode.index(node));
    }

    /**
     * Injects a fault, until it is healed. It also applies to nodes that start later.
     *
     * @throws IllegalStateException with one sentence, if a node has the maximum number of faults
     */
    public FaultId inject(FaultType effect) {
        return cluster.faults().inject(effect);
    }

    /** Ends a fault. Idempotent. */
    public void heal(FaultId fault) {
        cluster.faults().heal(fault);
    }

    /** The matrix now. A row that fell silent shows its report of the previous call. */
    public Matrix matrix() {
        return rows.matrix();
    }

    /** Every verdict change of every detector so far, oldest first. */
    public List<VerdictChange> changes() {
        return List.copyOf(changes);
    }
}
