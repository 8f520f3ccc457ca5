package dev.telltale.cli;

import dev.telltale.config.ClusterConfig;
import dev.telltale.launcher.RunRecord;
import dev.telltale.launcher.SignalResult;
import dev.telltale.model.NodeId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
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
        name = "stop",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Asks nodes to end (SIGTERM), and kills what has not ended after 2 s.",
        footer = {"", "Examples:", "  telltale stop          (all nodes of the config)", "  telltale stop node1"})
final class StopCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(2);

    @Parameters(arity = "0..*", paramLabel = "ID", description = "The nodes to stop; default: all of the config.")
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
        List<RunRecord> records = ids.isEmpty() ? nodes.of(cluster) : named(nodes, cluster);
        if (records.isEmpty()) {
            out.println("No node of " + cluster.cluster() + " runs");
        }
        for (RunRecord record : records) {
            if (nodes.terminate(record) == SignalResult.REFUSED) {
                throw CommandException.environment(name(record) + " may not be signalled by this user");
            }
            out.println("waiting for " + name(record) + " to end, " + GRACE.toSeconds() + " s at most");
            out.flush();
        }
        for (RunRecord record : records) {
            finish(nodes, record, out);
        }
        return ExitCode.DONE;
    }

    private List<RunRecord> named(RunningNodes nodes, ClusterConfig cluster) throws CommandException {
        List<RunRecord> found = new ArrayList<>();
        for (NodeId id : ids) {
            found.add(nodes.one(id, port, cluster));
        }
        return found;
    }

    private static void finish(RunningNodes nodes, RunRecord record, PrintWriter out)
            throws CommandException, InterruptedException {
        if (nodes.isGoneWithin(record, GRACE)) {
            out.println(name(record) + " stopped");
            return;
        }
        nodes.kill(record);
        if (!nodes.isGoneWithin(record, GRACE)) {
            throw CommandException.environment(name(record) + " was killed, but the system still shows it after 2 s");
        }
        out.println(name(record) + " did not end when asked, and was killed");
    }

    private static String name(RunRecord record) {
        return record.id() + " (PID " + record.pid() + ")";
    }
}
