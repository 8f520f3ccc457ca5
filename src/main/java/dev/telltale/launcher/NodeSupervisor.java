package dev.telltale.launcher;

import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.process.ChildProcess;
import dev.telltale.launcher.process.Lifeline;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.launcher.process.Output;
import dev.telltale.launcher.process.ProcessExit;
import dev.telltale.launcher.process.Tail;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.platform.Tokens;
import dev.telltale.registry.RunRecord;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One member of the cluster and its process: the state machine behind Start, Stop and Kill. It has at most one life at a
 * time. Lives are numbered, and an event that was meant for an earlier one changes nothing. Confined to the launcher
 * thread.
 */
final class NodeSupervisor {
    private final Member member;
    private final LauncherContext tools;
    private final Tail tail = new Tail();
    /** Starts that wait until the present life is ready. */
    private final PendingFutures starts = new PendingFutures();
    /** Starts that came while the present life was ending: they wait for the next one. */
    private final PendingFutures nextStarts = new PendingFutures();
    /** Stops and kills that wait for the end of the present life. */
    private final PendingFutures ends = new PendingFutures();

    private final RestartBackoff restarts;
    private final StartQueue.Turn turn;
    private NodeProcess state = new NodeProcess.Stopped();
    private @Nullable ChildProcess life;
    private long generation;
    /** The output of all lives so far; read by whoever closes the launcher. */
    private volatile CompletableFuture<Void> drained = CompletableFuture.completedFuture(null);

    NodeSupervisor(Member member, LauncherContext tools) {
        this.member = member;
        this.tools = tools;
        this.restarts = new RestartBackoff(tools.restart());
        this.turn = tools.queue().turn(this::spawn);
        tools.board().set(member.id(), state);
    }

    Member member() {
        return member;
    }

    Tail tail() {
        return tail;
    }

    NodeProcess state() {
        return state;
    }

    boolean hasLife() {
        return life != null;
    }

    /** Whether it is to be started soon: it failed, or waits until fewer others start. */
    boolean isToStart() {
        return life == null && (restarts.isPending() || turn.isWaiting());
    }

    /** Completes when the output of all lives so far is read and written. Any thread. */
    CompletableFuture<Void> drained() {
        return drained;
    }

    void start(CompletableFuture<NodeProcess> answer) {
        if (life == null) {
            restarts.forget();
            starts.add(answer);
            turn.take();
        } else if (life.isEnding()) {
            nextStarts.add(answer);
        } else if (state instanceof NodeProcess.Running) {
            answer.complete(state);
        } else {
            starts.add(answer);
        }
    }

    void kill(CompletableFuture<NodeProcess> answer) {
        end(answer);
        if (life != null) {
            life.kill();
        }
    }

    void stop(CompletableFuture<NodeProcess> answer) {
        end(answer);
        if (life != null && life.stop()) {
            long stopped = generation;
            tools.thread().after(tools.patience().wake(), () -> wake(stopped));
            tools.thread().after(tools.patience().grace(), () -> onGraceOver(stopped));
        }
    }

    /** SIGSTOP or SIGCONT; throws an {@link IllegalStateException} of one sentence where that cannot be. */
    NodeProcess setPaused(boolean isPaused) {
        if (life == null || !(state instanceof NodeProcess.Running running)) {
            throw new IllegalStateException(member.id() + " does not run as a child of this program.");
        }
        if (isPaused) {
            life.pause();
        } else {
            life.resume();
        }
        set(new NodeProcess.Running(running.pid(), running.address(), running.since(), isPaused));
        return state;
    }

    /** Ends a process that was asked to stop and has not, without waiting for its grace to pass. */
    void killNow() {
        if (life != null) {
            life.loseGrace(Duration.ZERO);
        }
    }

    /** A start that has to wait until a process that was started elsewhere has ended. */
    void startLater(CompletableFuture<NodeProcess> answer) {
        nextStarts.add(answer);
    }

    /** The process that such starts waited for is gone. */
    void startNext() {
        if (life == null && !nextStarts.isEmpty()) {
            restarts.forget();
            starts.takeOver(nextStarts);
            turn.take();
        }
    }

    /** The newest click wins: whoever waits for a next life waits in vain. */
    void forgetNextStarts() {
        nextStarts.fail(member.id() + " was to end before it was started again.");
    }

    /** What the run records say of a process of this member that was started elsewhere; null when there is none. */
    void see(@Nullable RunRecord elsewhere) {
        if (life != null) {
            // The record is our own child's.
            return;
        }
        if (elsewhere != null) {
            restarts.forget();
            turn.giveBack();
            starts.fail(member.id() + " was started elsewhere meanwhile.");
            set(new NodeProcess.External(elsewhere.pid(), elsewhere.address(), elsewhere.start()));
        } else if (state instanceof NodeProcess.External) {
            set(new NodeProcess.Stopped());
        }
    }

    private void end(CompletableFuture<NodeProcess> answer) {
        forgetNextStarts();
        if (life == null) {
            turn.giveBack();
            starts.fail(member.id() + " was to end before it was started.");
            stayDown("failed, and was told to stay down");
            answer.complete(state);
        } else {
            ends.add(answer);
        }
    }

    private void spawn() {
        ClockReading at = tools.clock().now();
        Process process;
        try {
            process = tools.spawner().spawn(member);
        } catch (NodeStartException e) {
            starts.fail(member.id() + " did not start. " + e.getMessage());
            stayDown("cannot be started again: " + e.getMessage());
            turn.giveBack();
            return;
        }
        restarts.begin();
        tools.claim().born();
        generation++;
        long born = generation;
        NodeId id = member.id();
        Lifeline.handOver(process, Tokens.random());
        Output output = Output.drain(id, process.getInputStream(), tail, tools.outputFolder());
        drained = CompletableFuture.allOf(drained, output.drained());
        life = new ChildProcess(id, born, process, output, at, tools.clock(), tools.truth());
        set(new NodeProcess.Starting(process.pid(), at));
        tools.thread().when(output.ready(), line -> onReady(born, line.address()));
        tools.thread().when(process.onExit(), gone -> onExit(born, gone.exitValue()));
        ChildProcess made = life;
        new StartDeadline(
                tools.thread(),
                tools.patience().ready(),
                process,
                () -> lifeOf(born) != null && state instanceof NodeProcess.Starting,
                () -> made.losePatience(tools.patience().ready()));
    }

    private void onReady(long born, Address address) {
        ChildProcess ready = lifeOf(born);
        if (ready == null || ready.isEnding()) {
            return;
        }
        ClockReading at = tools.clock().now();
        tools.truth().add(new ProcessEvent(ProcessEvent.Kind.READY, member.id(), ready.pid(), at));
        set(new NodeProcess.Running(ready.pid(), address, at));
        starts.complete(state);
        turn.giveBack();
    }

    private void wake(long born) {
        ChildProcess slow = lifeOf(born);
        if (slow != null) {
            slow.wake();
        }
    }

    private void onGraceOver(long born) {
        ChildProcess stubborn = lifeOf(born);
        if (stubborn != null) {
            stubborn.loseGrace(tools.patience().grace());
        }
    }

    private void onExit(long born, int code) {
        ChildProcess gone = lifeOf(born);
        if (gone == null) {
            return;
        }
        ClockReading at = tools.clock().now();
        gone.dismissGuard();
        tools.truth().add(new ProcessEvent(ProcessEvent.Kind.ENDED, member.id(), gone.pid(), at, code));
        if (gone.ending() == ChildProcess.Ending.STOP || gone.ending() == ChildProcess.Ending.KILL) {
            settle(born, code, at);
            return;
        }
        // Its last words say why; they come at once, unless a grandchild holds the pipe.
        tools.thread().when(gone.output().drained(), all -> settle(born, code, at));
        tools.thread().after(tools.patience().lastWords(), () -> settle(born, code, at));
    }

    private void settle(long born, int code, ClockReading at) {
        ChildProcess gone = lifeOf(born);
        if (gone == null) {
            return;
        }
        life = null;
        turn.giveBack();
        tools.records().remove(member.id(), gone.pid());
        tools.thread().after(tools.patience().lastWords(), gone.output()::abandon);
        tools.claim().gone();
        var end = new ProcessExit(
                member.id(),
                gone.ending(),
                code,
                gone.output().lastLine(),
                tools.patience().ready());
        set(end.ending() == ChildProcess.Ending.STOP ? new NodeProcess.Stopped() : exited(end, at));
        starts.fail(end.whyNotReady());
        ends.complete(state);
        startNext();
    }

    /** Decides as well whether it is started again. */
    private NodeProcess exited(ProcessExit end, ClockReading at) {
        Duration ready = state instanceof NodeProcess.Running running ? at.since(running.since()) : Duration.ZERO;
        if (!end.isFailure()) {
            return new NodeProcess.Exited(end.code(), end.isKill(), at, ready, end.reason());
        }
        long failed = generation;
        restarts.afterFailure(ready).ifPresent(pause -> tools.thread().after(pause, () -> startAgain(failed)));
        return new NodeProcess.Exited(
                end.code(), end.isKill(), at, ready, end.reason() + restarts.words(), restarts.isPending());
    }

    private void startAgain(long failed) {
        if (life == null && restarts.isPending() && generation == failed) {
            turn.take();
        }
    }

    /** Whoever ends a node that waits for its next start means that it shall stay down. */
    private void stayDown(String why) {
        restarts.forget();
        if (state instanceof NodeProcess.Exited exited && exited.isRestarting()) {
            set(exited.down(why));
        }
    }

    private @Nullable ChildProcess lifeOf(long born) {
        return life != null && life.generation() == born ? life : null;
    }

    private void set(NodeProcess next) {
        state = next;
        tools.board().set(member.id(), next);
    }
}
