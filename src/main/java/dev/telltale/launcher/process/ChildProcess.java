package dev.telltale.launcher.process;

import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessEventLog;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One process of a node, from its start to its end, and what was done to it. Confined to the launcher thread. */
public final class ChildProcess {

    /** Why this process has to end, in rising order: a later reason replaces an earlier one. */
    public enum Ending {
        NONE,
        /** It was not ready in time. */
        IMPATIENCE,
        STOP,
        KILL
    }

    private final NodeId node;
    private final long generation;
    private final Process process;
    private final Output output;
    private final ClockReading since;
    private final TimeSource clock;
    private final ProcessEventLog truth;
    private Ending ending = Ending.NONE;
    /** There while the process is paused from here. */
    private @Nullable PauseWatchdog guard;

    public ChildProcess(
            NodeId node,
            long generation,
            Process process,
            Output output,
            ClockReading since,
            TimeSource clock,
            ProcessEventLog truth) {
        this.node = node;
        this.generation = generation;
        this.process = process;
        this.output = output;
        this.since = since;
        this.clock = clock;
        this.truth = truth;
        truth.add(new ProcessEvent(ProcessEvent.Kind.START, node, process.pid(), since));
    }

    public long generation() {
        return generation;
    }

    public long pid() {
        return process.pid();
    }

    public Output output() {
        return output;
    }

    ClockReading since() {
        return since;
    }

    public Ending ending() {
        return ending;
    }

    /** Whether a start that comes now has to wait for the end of this process and for the next one. */
    public boolean isEnding() {
        return ending != Ending.NONE || !process.isAlive();
    }

    public void kill() {
        if (process.isAlive() && ending != Ending.KILL) {
            ending = Ending.KILL;
            sigkill();
        }
    }

    /** Asks the process to end; false when it is ending already. */
    public boolean stop() {
        if (isEnding()) {
            return false;
        }
        resume();
        ending = Ending.STOP;
        ClockReading at = clock.now();
        // Not Process.destroy: that closes the pipes, and the node's last words would be lost.
        process.toHandle().destroy();
        truth.add(new ProcessEvent(ProcessEvent.Kind.STOP, node, pid(), at));
        return true;
    }

    /**
     * SIGSTOP.
     *
     * @throws IllegalStateException with one sentence, where that cannot be
     */
    public void pause() {
        if (guard == null && !isEnding()) {
            PauseWatchdog standing = PauseWatchdog.untilWeEnd(process.toHandle());
            ClockReading at = clock.now();
            try {
                PosixSignals.send("STOP", process.toHandle());
            } catch (IllegalStateException e) {
                standing.close();
                throw e;
            }
            guard = standing;
            truth.add(new ProcessEvent(ProcessEvent.Kind.PAUSE, node, pid(), at));
        }
    }

    /** SIGCONT, if it was paused from here. */
    public void resume() {
        if (guard != null && !isEnding()) {
            ClockReading at = clock.now();
            PosixSignals.send("CONT", process.toHandle());
            dismissGuard();
            truth.add(new ProcessEvent(ProcessEvent.Kind.RESUME, node, pid(), at));
        }
    }

    /** The process is gone, and with it the reason to guard it. */
    public void dismissGuard() {
        PauseWatchdog standing = guard;
        guard = null;
        if (standing != null) {
            standing.close();
        }
    }

    /** It was asked to end, and may be paused from elsewhere. */
    public void wake() {
        PauseWatchdog.wake(process.toHandle());
    }

    /** Ends a process that was asked to; zero if it had no time to obey. */
    public void loseGrace(Duration grace) {
        if (!process.isAlive()) {
            return;
        }
        if (!grace.isZero()) {
            output.remark(
                    "telltale: " + node + " did not end within " + grace.toMillis() + " ms of SIGTERM and was killed.");
        }
        sigkill();
    }

    /** Ends a process that was not ready in time, unless it is ending already. */
    public void losePatience(Duration patience) {
        if (!isEnding()) {
            ending = Ending.IMPATIENCE;
            output.remark("telltale: " + ProcessExit.impatience(node, patience) + " and was killed.");
            sigkill();
        }
    }

    private void sigkill() {
        ClockReading at = clock.now();
        process.toHandle().destroyForcibly();
        truth.add(new ProcessEvent(ProcessEvent.Kind.KILL, node, pid(), at));
    }
}
