package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.Failures;
import dev.telltale.config.ClusterConfig;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The running nodes that a command acts on: those named, or all of the config. */
final class NodeSelection {
    private static final List<String> ALL = List.of(NodeId.ALL.value());

    @Parameters(arity = "0..*", paramLabel = "ID", description = "The nodes; all for every node of the config.")
    private List<String> names = List.of();

    @Option(names = "--port", paramLabel = "PORT", description = "The node's port, where several have the same name.")
    private @Nullable Integer port;

    @Mixin
    private ConfigOption config;

    private final RunningNodes running = new RunningNodes();
    private List<Member> expected = List.of();
    private List<RunRecord> found = List.of();
    private String clusterName = "";

    RunningNodes running() {
        return running;
    }

    /** The records of the named nodes; of all nodes of the config if none is named. */
    List<RunRecord> records() throws CommandException {
        ClusterConfig cluster = config.read();
        clusterName = cluster.cluster();
        if (names.isEmpty() || names.equals(ALL)) {
            expected = cluster.nodes();
            found = running.of(cluster);
            return found;
        }
        List<RunRecord> named = new ArrayList<>();
        for (NodeId id : ids()) {
            config.location().check(id, cluster);
            named.add(running.one(id, port, cluster, config.location()));
        }
        return named;
    }

    /** Parsed here: picocli would report an invalid id as a surplus argument. */
    private List<NodeId> ids() throws CommandException {
        try {
            return names.stream().map(NodeId::new).toList();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("ID: " + e.getMessage());
        }
    }

    /**
     * The exit code after the command reached all of {@link #records}.
     *
     * @throws CommandException if the command was for all nodes, and none runs or some could not be reached
     */
    int done() throws CommandException {
        Failures.throwIfAny(running.unreached(expected, found));
        if (!expected.isEmpty() && found.isEmpty()) {
            throw CommandException.negative("No node of " + clusterName + " is running");
        }
        return ExitCode.OK;
    }

    /** Like {@link #records}, but requires a name or "all": commands that do harm have no default. */
    List<RunRecord> named(String command) throws CommandException {
        if (names.isEmpty()) {
            throw CommandException.usage("Name the nodes: telltale " + command + " node1, or telltale " + command
                    + " all for every node of the config");
        }
        return records();
    }

    static String name(RunRecord record) {
        return record.id() + " (PID " + record.pid() + ")";
    }
}
