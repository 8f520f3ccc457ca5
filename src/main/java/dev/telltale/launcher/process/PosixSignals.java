package dev.telltale.launcher.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** SIGSTOP and SIGCONT, which Java cannot send: the system's own {@code kill} does. Unix only. */
public final class PosixSignals {
    private static final long PATIENCE_SECONDS = 1;

    private PosixSignals() {}

    /** Returns when the signal was sent, within a second. */
    public static void send(String name, ProcessHandle process) {
        if (!process.isAlive()) {
            throw new IllegalStateException("PID " + process.pid() + " has ended.");
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            } else if (kill.exitValue() == 0) {
                return;
            }
            throw new IllegalStateException("SIG" + name + " to PID " + process.pid() + " was not taken.");
        } catch (IOException e) {
            throw new IllegalStateException("This system cannot pause a process: it has no kill command.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before SIG" + name + " was sent.", e);
        }
    }
}
