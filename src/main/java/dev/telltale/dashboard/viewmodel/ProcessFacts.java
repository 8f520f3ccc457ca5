package dev.telltale.dashboard.viewmodel;

import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.Address;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.StatusReport;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of a node's process, as its tile shows it.
 *
 * @param address where it listens; null if that is not known
 * @param uptime of the running process, or of the last one if it has exited
 * @param problem one sentence if the process exited by itself with an error; else empty
 * @param killHint why it cannot be killed; empty if it can
 */
record ProcessFacts(
        TileState state,
        String word,
        @Nullable Long pid,
        @Nullable Address address,
        @Nullable Duration uptime,
        String problem,
        String killHint) {

    /** The state of the process; its name in lower case is a CSS pseudo-class. */
    enum TileState {
        STOPPED("■"),
        STARTING("◌"),
        RUNNING("●"),
        PAUSED("‖"),
        ENDED("✕"),
        /** It answers, but is no process that this machine knows. */
        UNMANAGED("?");

        private final String sign;

        TileState(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    boolean isAlive() {
        return state == TileState.RUNNING
                || state == TileState.PAUSED
                || state == TileState.STARTING
                || state == TileState.UNMANAGED;
    }

    // Java 17 has no pattern switch; the last branch is the one state that is left.
    static ProcessFacts of(NodeProcess process, MatrixRow row, ClockReading now) {
        if (process instanceof NodeProcess.Starting starting) {
            return alive(TileState.STARTING, "starting", starting.pid(), null, null);
        }
        if (process instanceof NodeProcess.Running running) {
            return alive(
                    running.isPaused() ? TileState.PAUSED : TileState.RUNNING,
                    running.isPaused() ? "paused" : "running",
                    running.pid(),
                    running.address(),
                    now.since(running.since()));
        }
        if (process instanceof NodeProcess.External external) {
            Duration uptime = Duration.between(external.since(), now.wall());
            return alive(TileState.RUNNING, "external", external.pid(), external.address(), uptime);
        }
        if (process instanceof NodeProcess.Exited exited && exited.isRestarting()) {
            return new ProcessFacts(TileState.STARTING, "restarting", null, null, exited.uptime(), exited.reason(), "");
        }
        if (row.isAnswering()) {
            return answering(row, now);
        }
        if (process instanceof NodeProcess.Exited exited) {
            String word = (exited.killed() ? "killed (" : "exited (") + exited.code() + ")";
            String problem = exited.killed() ? "" : exited.reason();
            Duration uptime = exited.uptime().isZero() ? null : exited.uptime();
            return new ProcessFacts(TileState.ENDED, word, null, null, uptime, problem, "It is not running.");
        }
        return new ProcessFacts(TileState.STOPPED, "stopped", null, null, null, "", "It is not running.");
    }

    private static ProcessFacts alive(
            TileState state, String word, long pid, @Nullable Address address, @Nullable Duration uptime) {
        return new ProcessFacts(state, word, pid, address, uptime, "", "");
    }

    /** It answers, but no process record of this machine matches: it may run on another host. */
    private static ProcessFacts answering(MatrixRow row, ClockReading now) {
        StatusReport report = row.report();
        Duration uptime = report == null || report.uptime() == null || row.answered() == null
                ? null
                : report.uptime().plus(now.since(row.answered()));
        return new ProcessFacts(
                TileState.UNMANAGED,
                "answers, process unknown",
                report == null ? null : report.pid(),
                null,
                uptime,
                "",
                "It answers, but this machine has no record of its process: kill it where it was started.");
    }
}
