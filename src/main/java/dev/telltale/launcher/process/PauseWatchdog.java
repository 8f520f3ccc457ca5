package dev.telltale.launcher.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Pauses and resumes processes, and resumes a paused process when the process that paused it has ended, which a paused
 * process cannot detect itself. The watchdog is a small shell script in a process of its own. Unix only. Any thread.
 */
public final class PauseWatchdog implements AutoCloseable {
    /** Ctrl+C in a terminal signals all its processes; the watchdog must outlive the process that it watches. */
    private static final String IGNORE_SIGNALS = "trap '' INT HUP TERM; ";

    private static final String UNTIL_INPUT_ENDS = IGNORE_SIGNALS + "read -r unused; kill -CONT \"$1\"";
    /**
     * Checks twice a second (once a second if sleep takes no fractions). Exits early if another program has resumed the
     * process or it has ended; resumes it early if its parent process changed, because a node must end when its parent
     * has ended.
     */
    private static final String FOR_SECONDS = IGNORE_SIGNALS
            + "parent=$(ps -o ppid= -p \"$1\"); left=$(($2 * 2)); "
            + "while [ \"$left\" -gt 0 ]; do sleep 0.5 || { sleep 1; left=$((left - 1)); }; left=$((left - 1)); "
            + "kill -0 \"$1\" || exit 0; "
            + "case $(ps -o state= -p \"$1\") in ''|T*) ;; *) exit 0 ;; esac; "
            + "[ \"$(ps -o ppid= -p \"$1\")\" = \"$parent\" ] || break; done; kill -CONT \"$1\"";

    private final Process shell;

    private PauseWatchdog(Process shell) {
        this.shell = shell;
    }

    /**
     * Resumes the paused process when this process ends, unless closed before.
     *
     * @throws IllegalStateException with one sentence if there is no shell
     */
    static PauseWatchdog whileThisProcessRuns(ProcessHandle paused) {
        return new PauseWatchdog(
                start(List.of("sh", "-c", UNTIL_INPUT_ENDS, "telltale-pause", pid(paused)), Redirect.PIPE));
    }

    /**
     * Sends SIGSTOP, and SIGCONT after the lease unless the process was resumed before. Blocks for up to 1 s.
     *
     * @param lease rounded down to whole seconds, at least one
     * @throws IllegalStateException with one sentence if the system cannot pause a process
     */
    public static void pause(ProcessHandle process, Duration lease) {
        Process watchdog = start(
                List.of(
                        "sh",
                        "-c",
                        FOR_SECONDS,
                        "telltale-pause",
                        pid(process),
                        String.valueOf(Math.max(1, lease.toSeconds()))),
                Redirect.from(new File("/dev/null")));
        try {
            PosixSignals.send("STOP", process);
        } catch (IllegalStateException e) {
            watchdog.destroyForcibly();
            throw e;
        }
    }

    /**
     * Sends SIGCONT, which has no effect on a running process. Blocks for up to 1 s.
     *
     * @throws IllegalStateException with one sentence if the process has ended or the signal cannot be sent
     */
    public static void resume(ProcessHandle process) {
        PosixSignals.send("CONT", process);
    }

    /** The same without the exception: a system that cannot send SIGCONT cannot have paused the process either. */
    public static void tryResume(ProcessHandle process) {
        try {
            resume(process);
        } catch (IllegalStateException ended) {
            // Or the system cannot pause processes.
        }
    }

    private static Process start(List<String> command, Redirect input) {
        try {
            return new ProcessBuilder(command)
                    .redirectInput(input)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("This system cannot pause a process: it has no shell; use stall.", e);
        }
    }

    private static String pid(ProcessHandle process) {
        return String.valueOf(process.pid());
    }

    /** Ends the script, so that it cannot resume the process during a later pause. Blocks for up to 1 s. */
    @Override
    public void close() {
        shell.destroyForcibly();
        try {
            shell.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
