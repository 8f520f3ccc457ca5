package dev.telltale.launcher.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Sends SIGSTOP and SIGCONT, which Java cannot send, by running the system's {@code kill} command. Unix only. Any
 * thread.
 */
public final class PosixSignals {
    private static final long TIMEOUT_SECONDS = 1;

    private PosixSignals() {}

    /**
     * Sends the signal; blocks until {@code kill} has ended, for up to 1 s.
     *
     * @param name without "SIG"
     * @throws IllegalStateException with one sentence if the process has ended or the signal was not sent
     */
    public static void send(String name, ProcessHandle process) {
        if (!process.isAlive()) {
            throw new IllegalStateException("PID " + process.pid() + " has ended.");
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            } else if (kill.exitValue() == 0) {
                return;
            }
            throw new IllegalStateException("SIG" + name + " could not be sent to PID " + process.pid() + ".");
        } catch (IOException e) {
            throw new IllegalStateException("This system cannot pause a process: it has no kill command.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before SIG" + name + " was sent.", e);
        }
    }
}
