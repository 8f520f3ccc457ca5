package dev.telltale.launcher;

import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The hands on the node processes. Every method may be called from any thread and returns at once; the futures complete
 * on the launcher's own thread, exceptionally with a {@link NodeStartException} or {@link IllegalStateException} whose
 * message is one sentence for people.
 */
public interface ProcessControl {

    /**
     * Starts the node unless it runs; completes when it is ready. Start twice is one process; a start during a kill or a
     * stop waits for the end and then makes one new process. Fails when the node runs elsewhere, does not get ready, or is
     * killed or stopped before it is.
     */
    CompletableFuture<NodeProcess> start(NodeId node);

    /**
     * To be asked before the whole cluster is started: two launchers that both start it would take each other's ports away.
     * Fails with a {@link ClusterTakenException} of one sentence when another one runs it.
     */
    CompletableFuture<Void> claim();

    /** One sentence, without its end, about another launcher that runs this cluster; empty if there is none. */
    CompletableFuture<Optional<String>> owner();

    /**
     * SIGKILL, also while it starts, also when it was started elsewhere; completes when the process is gone, at once where
     * there is none.
     */
    CompletableFuture<NodeProcess> kill(NodeId node);

    /** SIGTERM, then SIGKILL after a grace; otherwise as {@link #kill}. */
    CompletableFuture<NodeProcess> stop(NodeId node);

    /**
     * SIGSTOP to a child that runs: it hangs, with everything open. Fails where the node is no child of this launcher, and
     * where the system cannot pause a process.
     */
    CompletableFuture<NodeProcess> pause(NodeId node);

    /** SIGCONT to a child that was paused from here. */
    CompletableFuture<NodeProcess> resume(NodeId node);

    /**
     * Lets this detector decide on every member that runs. Fails with a sentence that names who did not take it; the others
     * have then changed all the same.
     */
    CompletableFuture<Void> decide(DetectorKind detector);

    /** Today's state of every node of the config, and of external nodes beside it. Never waits. */
    Map<NodeId, NodeProcess> processes();

    /** The newest lines that the node printed while it was this launcher's child, oldest first; bounded. */
    List<String> output(NodeId node);

    /** Calls back on the launcher's thread after any change of {@link #processes()}; the callee must not block. */
    void onChange(Runnable listener);

    /** What was really done to the nodes and when; the newest 10,000 deeds, oldest first. Never waits. */
    List<ProcessEvent> truth();
}
