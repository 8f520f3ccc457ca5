package dev.telltale.launcher;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.groundtruth.Origin;
import dev.telltale.launcher.process.ChildProcess;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.launcher.process.Output;
import dev.telltale.launcher.process.ProcessExit;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.registry.RunRecord;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs the process of one member: the state machine behind start, stop, kill and restart. There is at most one process
 * at a time; a late event of an earlier one is ignored. Confined to the launcher thread.
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
    /** Who asked for the next start; automatic if it is a restart after a failure. */
    private Origin nextStart = Origin.AUTOMATIC;

    private NodeProcess state = new NodeProcess.Stopped();
    /** The current process; null if there is none. */
    private @Nullable ChildProcess child;
    /** The current process, or else the last one. */
    private @Nullable ChildProcess newest;

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

    void start(CompletableFuture<NodeProcess> result, Origin origin) {
        if (child == null) {
            nextStart = origin;
            restarts.reset();
            starts.add(result);
            permit.acquire();
        } else if (child.isEnding()) {
            nextStart = origin;
            nextStarts.add(result);
        } else if (state.running().isPresent()) {
            result.complete(state);
        } else {
            starts.add(result);
        }
    }

    void kill(CompletableFuture<NodeProcess> result, Origin origin) {
        end(result);
        if (child != null) {
            child.kill(origin);
        }
    }

    void stop(CompletableFuture<NodeProcess> result, Origin origin) {
        end(result);
        ChildProcess stopped = child;
        if (stopped != null && stopped.stop(origin)) {
            Duration grace = context.timeouts().grace();
            after(context.timeouts().resumeAfter(), stopped, stopped::resumeIfPaused);
            after(grace, stopped, () -> stopped.killAfterGrace(grace));
        }
    }

    /** Sends SIGSTOP or SIGCONT; throws an {@link IllegalStateException} of one sentence if that is impossible. */
    NodeProcess setPaused(boolean isPaused, Origin origin) {
        NodeProcess.Running running = state.running().orElse(null);
        if (child == null || running == null) {
            throw new IllegalStateException(member.id() + " does not run as a child of this program.");
        }
        if (isPaused) {
            child.pause(origin);
        } else {
            child.resume(origin);
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
    void startAfterExternal(CompletableFuture<NodeProcess> result, Origin origin) {
        nextStart = origin;
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
        nextStart = Origin.AUTOMATIC;
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
        } else if (state.external().isPresent()) {
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
        ChildProcess started;
        try {
            started = context.children().start(member, tail, context.clock(), context.events(), nextStart);
            nextStart = Origin.AUTOMATIC;
        } catch (NodeStartException e) {
            starts.fail(member.id() + " did not start. " + e.getMessage());
            cancelRestart("cannot be started again: " + e.getMessage());
            permit.release();
            return;
        }
        restarts.onStart();
        child = started;
        newest = started;
        drained = CompletableFuture.allOf(drained, started.output().drained());
        set(new NodeProcess.Starting(started.pid(), started.since()));
        context.thread().when(started.output().ready(), line -> onReady(started, line.address()));
        context.thread().when(started.onExit(), ended -> onExit(started, ended.exitValue()));
        Duration timeout = context.timeouts().ready();
        new StartDeadline(
                context.thread(),
                timeout,
                started::processorTime,
                () -> child == started && state.isStarting(),
                () -> started.killAfterStartTimeout(timeout));
    }

    private void onReady(ChildProcess ready, Address address) {
        if (child != ready || ready.isEnding()) {
            return;
        }
        ClockReading at = context.clock().now();
        ready.recordReady(at);
        set(new NodeProcess.Running(ready.pid(), address, at));
        starts.complete(state);
        permit.release();
    }

    /** Runs the action after the delay, unless the process has ended by then. */
    private void after(Duration delay, ChildProcess process, Runnable action) {
        context.thread().after(delay, () -> {
            if (child == process) {
                action.run();
            }
        });
    }

    private void onExit(ChildProcess ended, int code) {
        ClockReading at = context.clock().now();
        ended.recordExit(code, at);
        if (ended.ending() == ChildProcess.Ending.STOP || ended.ending() == ChildProcess.Ending.KILL) {
            completeExit(ended, code, at);
            return;
        }
        // Its last output says why. That is read at once, unless a grandchild keeps the pipe open.
        context.thread().when(ended.output().drained(), all -> completeExit(ended, code, at));
        context.thread().after(context.timeouts().outputDrain(), () -> completeExit(ended, code, at));
    }

    private void completeExit(ChildProcess ended, int code, ClockReading at) {
        if (child != ended) {
            return;
        }
        child = null;
        permit.release();
        context.records().remove(member.id(), ended.pid());
        context.thread().after(context.timeouts().outputDrain(), ended.output()::abandon);
        context.children().onEnded();
        ProcessExit exit = ended.exit(code, context.timeouts().ready());
        set(exit.ending() == ChildProcess.Ending.STOP ? new NodeProcess.Stopped() : exited(ended, exit, at));
        starts.fail(exit.whyNotReady());
        ends.complete(state);
        startNext();
    }

    /** The state after an exit; schedules a restart if one is due. */
    private NodeProcess exited(ChildProcess ended, ProcessExit exit, ClockReading at) {
        Duration ready =
                state.running().map(running -> at.since(running.since())).orElse(Duration.ZERO);
        if (!exit.isFailure()) {
            return new NodeProcess.Exited(exit.code(), exit.isKill(), at, ready, exit.reason());
        }
        restarts.afterFailure(ready).ifPresent(pause -> context.thread().after(pause, () -> startAgain(ended)));
        return new NodeProcess.Exited(
                exit.code(), exit.isKill(), at, ready, exit.reason() + restarts.reasonSuffix(), restarts.isPending());
    }

    private void startAgain(ChildProcess failed) {
        if (child == null && restarts.isPending() && newest == failed) {
            permit.acquire();
        }
    }

    private void cancelRestart(String reason) {
        restarts.reset();
        set(state.withoutRestart(reason));
    }

    private void set(NodeProcess next) {
        state = next;
        context.states().set(member.id(), next);
    }
}
