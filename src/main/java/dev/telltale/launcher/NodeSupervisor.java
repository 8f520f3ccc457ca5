package dev.telltale.launcher;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.process.ChildProcess;
import dev.telltale.launcher.process.Lifeline;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.launcher.process.Output;
import dev.telltale.launcher.process.ProcessExit;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.platform.Tokens;
import dev.telltale.registry.RunRecord;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the process of one member: the state machine behind start, stop, kill and restart. There is at most one process
 * at a time. Processes are numbered, so that a late event of an earlier one is ignored. Confined to the launcher
 * thread.
 */
final class NodeSupervisor {
    private final Member member;
    private final LauncherContext context;
    private final BoundedLog<String> tail = new BoundedLog<>(Output.TAIL_LINES);
    /** Start requests that wait until the current process is ready. */
    private final PendingFutures starts = new PendingFutures();
    /** Start requests made while the current process was ending; they wait for the next process. */
    private final PendingFutures nextStarts = new PendingFutures();
    /** Stop and kill requests that wait until the current process has ended. */
    private final PendingFutures ends = new PendingFutures();

    private final RestartBackoff restarts;
    private final StartQueue.Permit permit;
    private NodeProcess state = new NodeProcess.Stopped();
    private @Nullable ChildProcess child;
    private long lastGeneration;
    private volatile CompletableFuture<Void> drained = CompletableFuture.completedFuture(null);

    NodeSupervisor(Member member, LauncherContext context) {
        this.member = member;
        this.context = context;
        this.restarts = new RestartBackoff(context.restart());
        this.permit = context.queue().permit(this::spawn);
        context.states().set(member.id(), state);
    }

    Member member() {
        return member;
    }

    BoundedLog<String> tail() {
        return tail;
    }

    NodeProcess state() {
        return state;
    }

    boolean hasProcess() {
        return child != null;
    }

    /** Whether a start is pending: a restart after a failure, or a start that waits in the queue. */
    boolean isStartPending() {
        return child == null && (restarts.isPending() || permit.isWaiting());
    }

    /** Completes when the output of all processes so far is read and written. Any thread. */
    CompletableFuture<Void> drained() {
        return drained;
    }

    void start(CompletableFuture<NodeProcess> result) {
        if (child == null) {
            restarts.reset();
            starts.add(result);
            permit.acquire();
        } else if (child.isEnding()) {
            nextStarts.add(result);
        } else if (state instanceof NodeProcess.Running) {
            result.complete(state);
        } else {
            starts.add(result);
        }
    }

    void kill(CompletableFuture<NodeProcess> result) {
        end(result);
        if (child != null) {
            child.kill();
        }
    }

    void stop(CompletableFuture<NodeProcess> result) {
        end(result);
        if (child != null && child.stop()) {
            long stopped = lastGeneration;
            Duration grace = context.timeouts().grace();
            context.thread()
                    .after(context.timeouts().resumeAfter(), () -> ifCurrent(stopped, ChildProcess::resumeIfPaused));
            context.thread().after(grace, () -> ifCurrent(stopped, slow -> slow.killAfterGrace(grace)));
        }
    }

    /** Sends SIGSTOP or SIGCONT; throws an {@link IllegalStateException} of one sentence if that is impossible. */
    NodeProcess setPaused(boolean isPaused) {
        if (child == null || !(state instanceof NodeProcess.Running running)) {
            throw new IllegalStateException(member.id() + " does not run as a child of this program.");
        }
        if (isPaused) {
            child.pause();
        } else {
            child.resume();
        }
        set(new NodeProcess.Running(running.pid(), running.address(), running.since(), isPaused));
        return state;
    }

    /** Sends SIGKILL to the process, if there is one, without waiting for the grace period. */
    void killNow() {
        if (child != null) {
            child.killAfterGrace(Duration.ZERO);
        }
    }

    /** Starts the node once a process that was started elsewhere has ended: see {@link #startNext}. */
    void startAfterExternal(CompletableFuture<NodeProcess> result) {
        nextStarts.add(result);
    }

    /** Makes the starts that waited for the end of a process. */
    void startNext() {
        if (child == null && !nextStarts.isEmpty()) {
            restarts.reset();
            starts.moveAllFrom(nextStarts);
            permit.acquire();
        }
    }

    /** The newest command wins: a stop or kill cancels starts that wait for the next process. */
    void cancelNextStarts() {
        nextStarts.fail(member.id() + " was stopped or killed before it was started again.");
    }

    /** Sets the process of this member that was started elsewhere; null if there is none. */
    void setExternal(@Nullable RunRecord elsewhere) {
        if (child != null) {
            // The record belongs to this launcher's child.
            return;
        }
        if (elsewhere != null) {
            restarts.reset();
            permit.release();
            starts.fail(member.id() + " was started elsewhere meanwhile.");
            set(new NodeProcess.External(elsewhere.pid(), elsewhere.address(), elsewhere.start()));
        } else if (state instanceof NodeProcess.External) {
            set(new NodeProcess.Stopped());
        }
    }

    private void end(CompletableFuture<NodeProcess> result) {
        cancelNextStarts();
        if (child == null) {
            permit.release();
            starts.fail(member.id() + " was stopped or killed before it was started.");
            cancelRestart("failed; the restart was cancelled");
            result.complete(state);
        } else {
            ends.add(result);
        }
    }

    private void spawn() {
        ClockReading at = context.clock().now();
        Process process;
        try {
            process = context.spawner().spawn(member);
        } catch (NodeStartException e) {
            starts.fail(member.id() + " did not start. " + e.getMessage());
            cancelRestart("cannot be started again: " + e.getMessage());
            permit.release();
            return;
        }
        restarts.onStart();
        context.lock().onProcessStarted();
        long generation = ++lastGeneration;
        NodeId id = member.id();
        Lifeline.sendToken(process, Tokens.random());
        Output output = Output.drain(id, process.getInputStream(), tail, context.outputFolder());
        drained = CompletableFuture.allOf(drained, output.drained());
        child = new ChildProcess(id, generation, process, output, at, context.clock(), context.events());
        set(new NodeProcess.Starting(process.pid(), at));
        context.thread().when(output.ready(), line -> onReady(generation, line.address()));
        context.thread().when(process.onExit(), ended -> onExit(generation, ended.exitValue()));
        ChildProcess started = child;
        new StartDeadline(
                context.thread(),
                context.timeouts().ready(),
                process,
                () -> childOf(generation) != null && state instanceof NodeProcess.Starting,
                () -> started.killAfterStartTimeout(context.timeouts().ready()));
    }

    private void onReady(long generation, Address address) {
        ChildProcess ready = childOf(generation);
        if (ready == null || ready.isEnding()) {
            return;
        }
        ClockReading at = context.clock().now();
        context.events().add(new ProcessEvent(ProcessEvent.Kind.READY, member.id(), ready.pid(), at));
        set(new NodeProcess.Running(ready.pid(), address, at));
        starts.complete(state);
        permit.release();
    }

    private void ifCurrent(long generation, Consumer<ChildProcess> action) {
        ChildProcess current = childOf(generation);
        if (current != null) {
            action.accept(current);
        }
    }

    private void onExit(long generation, int code) {
        ChildProcess ended = childOf(generation);
        if (ended == null) {
            return;
        }
        ClockReading at = context.clock().now();
        ended.closeWatchdog();
        context.events().add(new ProcessEvent(ProcessEvent.Kind.ENDED, member.id(), ended.pid(), at, code));
        if (ended.ending() == ChildProcess.Ending.STOP || ended.ending() == ChildProcess.Ending.KILL) {
            completeExit(generation, code, at);
            return;
        }
        // Its last output says why. That is read at once, unless a grandchild keeps the pipe open.
        context.thread().when(ended.output().drained(), all -> completeExit(generation, code, at));
        context.thread().after(context.timeouts().outputDrain(), () -> completeExit(generation, code, at));
    }

    private void completeExit(long generation, int code, ClockReading at) {
        ChildProcess ended = childOf(generation);
        if (ended == null) {
            return;
        }
        child = null;
        permit.release();
        context.records().remove(member.id(), ended.pid());
        context.thread().after(context.timeouts().outputDrain(), ended.output()::abandon);
        context.lock().onProcessEnded();
        var end = new ProcessExit(
                member.id(),
                ended.ending(),
                code,
                ended.output().lastLine(),
                context.timeouts().ready());
        set(end.ending() == ChildProcess.Ending.STOP ? new NodeProcess.Stopped() : exited(end, at));
        starts.fail(end.whyNotReady());
        ends.complete(state);
        startNext();
    }

    /** The state after an exit; schedules a restart if one is due. */
    private NodeProcess exited(ProcessExit end, ClockReading at) {
        Duration ready = state instanceof NodeProcess.Running running ? at.since(running.since()) : Duration.ZERO;
        if (!end.isFailure()) {
            return new NodeProcess.Exited(end.code(), end.isKill(), at, ready, end.reason());
        }
        long failed = lastGeneration;
        restarts.afterFailure(ready).ifPresent(pause -> context.thread().after(pause, () -> startAgain(failed)));
        return new NodeProcess.Exited(
                end.code(), end.isKill(), at, ready, end.reason() + restarts.reasonSuffix(), restarts.isPending());
    }

    private void startAgain(long failed) {
        if (child == null && restarts.isPending() && lastGeneration == failed) {
            permit.acquire();
        }
    }

    private void cancelRestart(String reason) {
        restarts.reset();
        if (state instanceof NodeProcess.Exited exited && exited.isRestarting()) {
            set(exited.withoutRestart(reason));
        }
    }

    private @Nullable ChildProcess childOf(long generation) {
        return child != null && child.generation() == generation ? child : null;
    }

    private void set(NodeProcess next) {
        state = next;
        context.states().set(member.id(), next);
    }
}
