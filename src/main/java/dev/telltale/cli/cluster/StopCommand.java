package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.launcher.process.PauseWatchdog;
import dev.telltale.registry.RunRecord;
import dev.telltale.registry.SignalResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        description = "Stops nodes with SIGTERM, and kills those that have not ended after 2 s.",
        footer = {"", "Examples:", "  telltale stop          (all nodes of the config)", "  telltale stop node1"})
public final class StopCommand implements Callable<Integer> {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration WAKE_DELAY = Duration.ofMillis(200);

    @Mixin
    private NodeSelection nodes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        RunningNodes running = nodes.running();
        List<RunRecord> records = nodes.records();
        for (RunRecord record : records) {
            if (running.terminate(record) == SignalResult.REFUSED) {
                throw CommandException.environment(NodeSelection.name(record) + " cannot be signalled by this user");
            }
            out.println("waiting for " + NodeSelection.name(record) + " to end, " + STOP_TIMEOUT.toSeconds()
                    + " s at most");
            out.flush();
        }
        for (RunRecord record : records) {
            finish(running, record, out);
        }
        return nodes.done();
    }

    /** Resumes a paused process, which handles SIGTERM only then. */
    private static RunRecord wake(RunRecord record) {
        record.process().ifPresent(PauseWatchdog::tryResume);
        return record;
    }

    private static void finish(RunningNodes running, RunRecord record, PrintWriter out)
            throws CommandException, InterruptedException {
        if (running.isGoneWithin(record, WAKE_DELAY)
                || running.isGoneWithin(wake(record), STOP_TIMEOUT.minus(WAKE_DELAY))) {
            out.println(NodeSelection.name(record) + " stopped");
            return;
        }
        running.kill(record);
        if (!running.isGoneWithin(record, STOP_TIMEOUT)) {
            throw CommandException.environment(
                    NodeSelection.name(record) + " was killed, but the system still shows it after 2 s");
        }
        out.println(NodeSelection.name(record) + " did not end on SIGTERM, and was killed");
    }
}
