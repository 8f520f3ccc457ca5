package dev.telltale.launcher;

import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.model.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Commands for the node processes of one cluster. Any thread; every method returns at once. The futures complete on the
 * launcher thread, exceptionally with a {@link NodeStartException} or {@link IllegalStateException} whose message is
 * one sentence for people.
 */
public interface ProcessControl {
    /** What can be done to the process of one node; each has a method that describes it. */
    enum Command {
        START,
        STOP,
        KILL,
        PAUSE,
        RESUME
    }

    /** Why no command is performed at all, such as "this is a recording"; empty if commands are. */
    default String refusal() {
        return "";
    }

    /** Performs the command; the process events that it causes name the origin. */
    CompletableFuture<NodeProcess> perform(Command command, NodeId node, Origin origin);

    /**
     * Starts the node unless it runs; completes when it is ready. Two starts create one process; a start during a kill
     * or stop waits for the exit and then creates one new process. Fails if the node was started elsewhere, does not
     * become ready, or is killed or stopped first.
     */
    default CompletableFuture<NodeProcess> start(NodeId node) {
        return perform(Command.START, node, Origin.MANUAL);
    }

    /**
     * Acquires the lock of this cluster, before all its nodes are started: a second launcher would compete for the same
     * ports. The lock is released after 600 ms unless a node was started. Fails with a {@link ClusterTakenException} if
     * another launcher holds it.
     */
    CompletableFuture<Void> lockCluster();

    /**
     * One sentence, without its full stop, that names another launcher that runs this cluster; empty if there is none.
     */
    CompletableFuture<Optional<String>> otherOwner();

    /**
     * Sends SIGKILL, also to a process that is starting or was started elsewhere; completes when it has ended, or at
     * once if there is none.
     */
    default CompletableFuture<NodeProcess> kill(NodeId node) {
        return perform(Command.KILL, node, Origin.MANUAL);
    }

    /** Sends SIGTERM, then SIGKILL after the grace period of 2 s; otherwise as {@link #kill}. */
    default CompletableFuture<NodeProcess> stop(NodeId node) {
        return perform(Command.STOP, node, Origin.MANUAL);
    }

    /**
     * Sends SIGSTOP to a running child: it does nothing, and its sockets stay open. Fails if the node is not a child of
     * this launcher, or if the system cannot pause a process.
     */
    default CompletableFuture<NodeProcess> pause(NodeId node) {
        return perform(Command.PAUSE, node, Origin.MANUAL);
    }

    /** Sends SIGCONT to a child that {@link #pause} paused. */
    default CompletableFuture<NodeProcess> resume(NodeId node) {
        return perform(Command.RESUME, node, Origin.MANUAL);
    }

    /** The current process state of every member, in the order of the config. */
    Map<NodeId, NodeProcess> processes();

    /** The current process state of the node; stopped if it is no member. */
    default NodeProcess process(NodeId node) {
        return processes().getOrDefault(node, new NodeProcess.Stopped());
    }

    /** The newest lines, at most 500, that the node printed as a child of this launcher; oldest first. */
    List<String> output(NodeId node);

    /** Calls the listener on the launcher thread after changes of {@link #processes()}. The listener must not block. */
    void onChange(Runnable listener);

    /** The newest 10,000 process events (starts, signals, exits) with their exact times; oldest first. */
    List<ProcessEvent> processEvents();
}
