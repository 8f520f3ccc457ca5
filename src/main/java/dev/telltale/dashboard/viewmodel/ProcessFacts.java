package dev.telltale.dashboard.viewmodel;

import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Address;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.StatusReport;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a tile says of a node's process.
 *
 * @param address where it really listens, if that is known
 * @param uptime of this life, or of the last one if it has ended
 * @param problem one sentence if it ended badly by itself
 * @param killHint why it cannot be killed, or empty if it can
 */
record ProcessFacts(
        Life life,
        String word,
        @Nullable Long pid,
        @Nullable Address address,
        @Nullable Duration uptime,
        String problem,
        String killHint) {

    /** How the state looks; the style sheet colours it. */
    enum Life {
        STOPPED("■"),
        STARTING("◌"),
        RUNNING("●"),
        PAUSED("‖"),
        ENDED("✕"),
        STRANGE("?");

        private final String sign;

        Life(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    boolean isAlive() {
        return life == Life.RUNNING || life == Life.PAUSED || life == Life.STARTING || life == Life.STRANGE;
    }

    // Java 17 has no pattern switch; the last branch is the one state that is left.
    static ProcessFacts of(NodeProcess process, MatrixRow row, ClockReading now) {
        if (process instanceof NodeProcess.Starting starting) {
            return alive(Life.STARTING, "starting", starting.pid(), null, null);
        }
        if (process instanceof NodeProcess.Running running) {
            return alive(
                    running.isPaused() ? Life.PAUSED : Life.RUNNING,
                    running.isPaused() ? "paused" : "running",
                    running.pid(),
                    running.address(),
                    now.since(running.since()));
        }
        if (process instanceof NodeProcess.External external) {
            Duration uptime = Duration.between(external.since(), now.wall());
            return alive(Life.RUNNING, "external", external.pid(), external.address(), uptime);
        }
        if (process instanceof NodeProcess.Exited exited && exited.isRestarting()) {
            return new ProcessFacts(Life.STARTING, "restarting", null, null, exited.uptime(), exited.reason(), "");
        }
        if (row.isAnswering()) {
            return answering(row, now);
        }
        if (process instanceof NodeProcess.Exited exited) {
            String word = (exited.killed() ? "killed (" : "exited (") + exited.code() + ")";
            String problem = exited.killed() ? "" : exited.reason();
            Duration uptime = exited.uptime().isZero() ? null : exited.uptime();
            return new ProcessFacts(Life.ENDED, word, null, null, uptime, problem, "It does not run.");
        }
        return new ProcessFacts(Life.STOPPED, "stopped", null, null, null, "", "It does not run.");
    }

    private static ProcessFacts alive(
            Life life, String word, long pid, @Nullable Address address, @Nullable Duration uptime) {
        return new ProcessFacts(life, word, pid, address, uptime, "", "");
    }

    /** It answers, but no process of this machine is known to be it: it may run on another host. */
    private static ProcessFacts answering(MatrixRow row, ClockReading now) {
        StatusReport report = row.report();
        Duration uptime = report == null || report.uptime() == null || row.answered() == null
                ? null
                : report.uptime().plus(now.since(row.answered()));
        return new ProcessFacts(
                Life.STRANGE,
                "answers, process unknown",
                report == null ? null : report.pid(),
                null,
                uptime,
                "",
                "It answers, but this machine has no record of its process: kill it where it was started.");
    }
}
