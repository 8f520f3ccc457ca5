package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.registry.RunRecord;
import dev.telltale.registry.SignalResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        description = "Kills nodes with SIGKILL, however they were started. They send no leave message, as in a crash.",
        footer = {
            "",
            "Examples:",
            "  telltale kill node1",
            "  telltale kill node1 node2",
            "  telltale kill all",
            "  telltale kill node1 --port 9101",
            "",
            "The system's own tools do the same: kill -9 PID, on Windows taskkill /F /PID PID."
        })
public final class KillCommand implements Callable<Integer> {
    private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(2);

    @Mixin
    private NodeSelection nodes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        for (RunRecord record : nodes.named("kill")) {
            String name = NodeSelection.name(record);
            SignalResult result = nodes.running().kill(record);
            if (result == SignalResult.REFUSED) {
                throw CommandException.environment(name + ' ' + result.phrase());
            }
            if (!nodes.running().isGoneWithin(record, EXIT_TIMEOUT)) {
                throw CommandException.environment(name + " was killed, but the system still shows it after 2 s");
            }
            out.println(result == SignalResult.SENT ? name + " killed" : name + ' ' + result.phrase());
        }
        return nodes.done();
    }
}
