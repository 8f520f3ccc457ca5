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
    static final String NOT_RUNNING = "not running";

    static ProcessFacts of(NodeProcess process, MatrixRow row, ClockReading now) {
        return process.match(new Facts(row, now));
    }

    private record Facts(MatrixRow row, ClockReading now) implements NodeProcess.Cases<ProcessFacts> {
        @Override
        public ProcessFacts stopped() {
            return row.isAnswering()
                    ? answering()
                    : new ProcessFacts(TileState.STOPPED, "stopped", null, null, null, "", NOT_RUNNING);
        }

        @Override
        public ProcessFacts starting(NodeProcess.Starting process) {
            return alive(TileState.STARTING, "starting", process.pid(), null, null);
        }

        @Override
        public ProcessFacts running(NodeProcess.Running process) {
            return alive(
                    process.isPaused() ? TileState.PAUSED : TileState.RUNNING,
                    process.isPaused() ? "paused" : "running",
                    process.pid(),
                    process.address(),
                    now.since(process.since()));
        }

        @Override
        public ProcessFacts exited(NodeProcess.Exited process) {
            if (process.isRestarting()) {
                return new ProcessFacts(
                        TileState.STARTING, "restarting", null, null, process.uptime(), process.reason(), "");
            }
            if (row.isAnswering()) {
                return answering();
            }
            String word = process.killed() ? "killed" : "exited";
            word += process.code() == NodeProcess.Exited.UNKNOWN_CODE ? "" : " (" + process.code() + ")";
            String problem = process.killed() ? "" : process.reason();
            Duration uptime = process.uptime().isZero() ? null : process.uptime();
            return new ProcessFacts(TileState.ENDED, word, null, null, uptime, problem, NOT_RUNNING);
        }

        @Override
        public ProcessFacts external(NodeProcess.External process) {
            Duration uptime = Duration.between(process.since(), now.wall());
            return alive(TileState.RUNNING, "external", process.pid(), process.address(), uptime);
        }

        private static ProcessFacts alive(
                TileState state, String word, long pid, @Nullable Address address, @Nullable Duration uptime) {
            return new ProcessFacts(state, word, pid, address, uptime, "", "");
        }

        /** It answers, but no process record of this machine matches: it may run on another host. */
        private ProcessFacts answering() {
            StatusReport report = row.report();
            Duration uptime = report == null || report.reporter().uptime() == null || row.answered() == null
                    ? null
                    : report.reporter().uptime().plus(now.since(row.answered()));
            return new ProcessFacts(
                    TileState.UNMANAGED,
                    "answers, process unknown",
                    report == null ? null : report.reporter().pid(),
                    null,
                    uptime,
                    "",
                    "no record of its process on this machine: kill it where it was started");
        }
    }
}
