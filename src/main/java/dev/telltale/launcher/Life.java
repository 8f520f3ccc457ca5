package dev.telltale.launcher;

import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.time.NanoClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One process of a node, from its start to its end, and what was done to it. Confined to the launcher thread. */
final class Life {

    /** Why this process has to end, in rising order: a later reason replaces an earlier one. */
    enum Ending {
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
    private final Moment since;
    private final NanoClock clock;
    private final Truth truth;
    private Ending ending = Ending.NONE;
    /** There while the process is paused from here. */
    private @Nullable PauseGuard guard;

    Life(NodeId node, long generation, Process process, Output output, Moment since, NanoClock clock, Truth truth) {
        this.node = node;
        this.generation = generation;
        this.process = process;
        this.output = output;
        this.since = since;
        this.clock = clock;
        this.truth = truth;
        truth.add(new Deed(Deed.Kind.START, node, process.pid(), since));
    }

    long generation() {
        return generation;
    }

    long pid() {
        return process.pid();
    }

    Output output() {
        return output;
    }

    Moment since() {
        return since;
    }

    Ending ending() {
        return ending;
    }

    /** Whether a start that comes now has to wait for the end of this process and for the next one. */
    boolean isEnding() {
        return ending != Ending.NONE || !process.isAlive();
    }

    void kill() {
        if (process.isAlive() && ending != Ending.KILL) {
            ending = Ending.KILL;
            sigkill();
        }
    }

    /** Asks the process to end; false when it is ending already. */
    boolean stop() {
        if (isEnding()) {
            return false;
        }
        resume();
        ending = Ending.STOP;
        Moment at = clock.now();
        // Not Process.destroy: that closes the pipes, and the node's last words would be lost.
        process.toHandle().destroy();
        truth.add(new Deed(Deed.Kind.STOP, node, pid(), at));
        return true;
    }

    /**
     * SIGSTOP.
     *
     * @throws IllegalStateException with one sentence, where that cannot be
     */
    void pause() {
        if (guard == null && !isEnding()) {
            PauseGuard standing = PauseGuard.untilWeEnd(process.toHandle());
            Moment at = clock.now();
            try {
                StopSignal.send("STOP", process.toHandle());
            } catch (IllegalStateException e) {
                standing.close();
                throw e;
            }
            guard = standing;
            truth.add(new Deed(Deed.Kind.PAUSE, node, pid(), at));
        }
    }

    /** SIGCONT, if it was paused from here. */
    void resume() {
        if (guard != null && !isEnding()) {
            Moment at = clock.now();
            StopSignal.send("CONT", process.toHandle());
            dismissGuard();
            truth.add(new Deed(Deed.Kind.RESUME, node, pid(), at));
        }
    }

    /** The process is gone, and with it the reason to guard it. */
    void dismissGuard() {
        PauseGuard standing = guard;
        guard = null;
        if (standing != null) {
            standing.close();
        }
    }

    /** It was asked to end, and may be paused from elsewhere. */
    void wake() {
        PauseGuard.wake(process.toHandle());
    }

    /** Ends a process that was asked to; zero if it had no time to obey. */
    void loseGrace(Duration grace) {
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
    void losePatience(Duration patience) {
        if (!isEnding()) {
            ending = Ending.IMPATIENCE;
            output.remark("telltale: " + End.impatience(node, patience) + " and was killed.");
            sigkill();
        }
    }

    private void sigkill() {
        Moment at = clock.now();
        process.toHandle().destroyForcibly();
        truth.add(new Deed(Deed.Kind.KILL, node, pid(), at));
    }
}
