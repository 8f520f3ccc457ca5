package dev.telltale.launcher.process;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One process of a node: sends it signals and records them, with their exact times, in the log of process events.
 * Confined to the launcher thread.
 */
public final class ChildProcess {

    /** Why the launcher ended this process, in ascending order: a later reason replaces an earlier one. */
    public enum Ending {
        NONE,
        /** It was not ready in time. */
        START_TIMEOUT,
        STOP,
        KILL
    }

    private final NodeId node;
    private final Process process;
    private final Output output;
    private final ClockReading since;
    private final TimeSource clock;
    private final BoundedLog<ProcessEvent> events;
    private Ending ending = Ending.NONE;
    /** Present while the process is paused by this launcher. */
    private @Nullable PauseWatchdog watchdog;

    /**
     * Records the start.
     *
     * @param since immediately before the process was created
     */
    public ChildProcess(
            NodeId node,
            Process process,
            Output output,
            ClockReading since,
            TimeSource clock,
            BoundedLog<ProcessEvent> events,
            Origin origin) {
        this.node = node;
        this.process = process;
        this.output = output;
        this.since = since;
        this.clock = clock;
        this.events = events;
        events.add(new ProcessEvent(ProcessEvent.Kind.START, node, process.pid(), since, origin));
    }

    public long pid() {
        return process.pid();
    }

    public Output output() {
        return output;
    }

    /** Immediately before the process was created. */
    public ClockReading since() {
        return since;
    }

    /** Completes when the process has ended. */
    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Records that the process printed its ready line. */
    public void recordReady(ClockReading at) {
        events.add(new ProcessEvent(ProcessEvent.Kind.READY, node, pid(), at));
    }

    /** Records that the process has ended, and ends the watchdog of a pause. */
    public void recordExit(int code, ClockReading at) {
        closeWatchdog();
        events.add(new ProcessEvent(ProcessEvent.Kind.ENDED, node, pid(), at, code));
    }

    /** Describes the end of the process; see {@link ProcessExit}. */
    public ProcessExit exit(int code, Duration startTimeout) {
        return new ProcessExit(node, ending, code, output.lastLine(), startTimeout);
    }

    /** The processor time that it has used; zero if the system does not report it. */
    public Duration processorTime() {
        return processorTime(pid());
    }

    /** The processor time that the process with this PID has used; zero if the system does not report it. */
    public static Duration processorTime(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    public Ending ending() {
        return ending;
    }

    /** Whether the process has ended, or the launcher has signalled it to end. */
    public boolean isEnding() {
        return ending != Ending.NONE || !process.isAlive();
    }

    /** Sends SIGKILL, unless {@link #kill} did so before or the process has ended. */
    public void kill(Origin origin) {
        if (process.isAlive() && ending != Ending.KILL) {
            ending = Ending.KILL;
            sigkill(origin);
        }
    }

    /** Sends SIGCONT if this launcher paused it, then SIGTERM; false, without effect, if it is ending already. */
    public boolean stop(Origin origin) {
        if (isEnding()) {
            return false;
        }
        resume(origin);
        ending = Ending.STOP;
        ClockReading at = clock.now();
        // Not Process.destroy: that closes the pipes, and the remaining output of the node would be lost.
        process.toHandle().destroy();
        events.add(new ProcessEvent(ProcessEvent.Kind.STOP, node, pid(), at, origin));
        return true;
    }

    /**
     * Sends SIGSTOP and starts a {@link PauseWatchdog}; no effect if paused or ending. Blocks for up to 1 s.
     *
     * @throws IllegalStateException with one sentence if the system cannot pause the process
     */
    public void pause(Origin origin) {
        if (watchdog == null && !isEnding()) {
            PauseWatchdog started = PauseWatchdog.whileThisProcessRuns(process.toHandle());
            ClockReading at = clock.now();
            try {
                PosixSignals.send("STOP", process.toHandle());
            } catch (IllegalStateException e) {
                started.close();
                throw e;
            }
            watchdog = started;
            events.add(new ProcessEvent(ProcessEvent.Kind.PAUSE, node, pid(), at, origin));
        }
    }

    /** Sends SIGCONT if this launcher paused the process. */
    public void resume(Origin origin) {
        if (watchdog != null && !isEnding()) {
            ClockReading at = clock.now();
            PosixSignals.send("CONT", process.toHandle());
            closeWatchdog();
            events.add(new ProcessEvent(ProcessEvent.Kind.RESUME, node, pid(), at, origin));
        }
    }

    private void closeWatchdog() {
        PauseWatchdog running = watchdog;
        watchdog = null;
        if (running != null) {
            running.close();
        }
    }

    /** Sends SIGCONT: a process that another program paused handles SIGTERM only when resumed. */
    public void resumeIfPaused() {
        PauseWatchdog.tryResume(process.toHandle());
    }

    /** Sends SIGKILL to a process that did not end within the grace period; zero if there was none. */
    public void killAfterGrace(Duration grace) {
        if (!process.isAlive()) {
            return;
        }
        if (!grace.isZero()) {
            output.addNotice(
                    "telltale: " + node + " did not end within " + grace.toMillis() + " ms of SIGTERM and was killed.");
        }
        sigkill(Origin.AUTOMATIC);
    }

    /** Sends SIGKILL to a process that was not ready within the timeout, unless it is ending already. */
    public void killAfterStartTimeout(Duration timeout) {
        if (!isEnding()) {
            ending = Ending.START_TIMEOUT;
            output.addNotice("telltale: " + ProcessExit.notReadyWithin(node, timeout) + " and was killed.");
            sigkill(Origin.AUTOMATIC);
        }
    }

    private void sigkill(Origin origin) {
        ClockReading at = clock.now();
        process.toHandle().destroyForcibly();
        events.add(new ProcessEvent(ProcessEvent.Kind.KILL, node, pid(), at, origin));
    }
}
