package dev.telltale.cli;

import dev.telltale.config.ClusterConfig;
import dev.telltale.launcher.RunRecord;
import dev.telltale.launcher.SignalResult;
import dev.telltale.model.NodeId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Kills nodes with SIGKILL, however they were started: no goodbye, as in a crash.",
        footer = {
            "",
            "Examples:",
            "  telltale kill node1",
            "  telltale kill node1 --port 9101",
            "",
            "The system's own tools do the same: kill -9 PID, on Windows taskkill /F /PID PID."
        })
final class KillCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The nodes to kill.")
    private List<NodeId> ids = List.of();

    @Option(names = "--port", paramLabel = "PORT", description = "Which one, where a name runs more than once.")
    private @Nullable Integer port;

    @Mixin
    private ConfigOption config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ClusterConfig cluster = config.read();
        var nodes = new RunningNodes();
        for (NodeId id : ids) {
            RunRecord record = nodes.one(id, port, cluster);
            String name = id + " (PID " + record.pid() + ")";
            SignalResult result = nodes.kill(record);
            if (result == SignalResult.REFUSED) {
                throw CommandException.environment(name + ' ' + result.phrase());
            }
            if (!nodes.isGoneWithin(record, PATIENCE)) {
                throw CommandException.environment(name + " was killed, but the system still shows it after 2 s");
            }
            out.println(result == SignalResult.SENT ? name + " killed" : name + ' ' + result.phrase());
        }
        return ExitCode.DONE;
    }
}
