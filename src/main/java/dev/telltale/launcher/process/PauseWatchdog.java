package dev.telltale.launcher.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lets a paused process go on when whoever paused it is gone: a paused process cannot watch for that itself. A few lines of
 * shell in a process of their own, which ends by itself. Unix only.
 */
public final class PauseWatchdog implements AutoCloseable {
    /** Ctrl+C in a terminal reaches all its processes; the guard has to outlive the one that it guards against. */
    private static final String DEAF = "trap '' INT HUP TERM; ";

    private static final String UNTIL_INPUT_ENDS = DEAF + "read -r unused; kill -CONT \"$1\"";
    /**
     * It leaves early when somebody else has let the process go on, or it is gone. And it lets the process go on early when
     * that has another parent than before: its own has died, which a paused process cannot see and has to end for. It looks
     * twice a second, where the system can sleep so shortly.
     */
    private static final String FOR_SECONDS = DEAF
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
     * Guards as long as this process lives.
     *
     * @throws IllegalStateException with one sentence, where there is no shell
     */
    static PauseWatchdog untilWeEnd(ProcessHandle paused) {
        return new PauseWatchdog(
                start(List.of("sh", "-c", UNTIL_INPUT_ENDS, "telltale-pause", pid(paused)), Redirect.PIPE));
    }

    /**
     * Pauses a process for a while: it goes on by itself then, or when it is told to before.
     *
     * @param lease whole seconds, at least one
     * @throws IllegalStateException with one sentence, where the system cannot do that
     */
    public static void pause(ProcessHandle process, Duration lease) {
        Process guard = start(
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
            guard.destroyForcibly();
            throw e;
        }
    }

    /** SIGCONT, whoever paused the process; one that runs is not disturbed. */
    public static void resume(ProcessHandle process) {
        PosixSignals.send("CONT", process);
    }

    /** The same as far as that is possible: where it is not, nobody can have paused the process either. */
    public static void wake(ProcessHandle process) {
        try {
            resume(process);
        } catch (IllegalStateException ended) {
            // Or this system knows no pauses.
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

    /** The pause is over: the guard must not end a later one. */
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
