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

/** The running nodes that a command is about: some by name, or all of the config. */
final class NodeSelection {
    private static final List<String> ALL = List.of(NodeId.ALL.value());

    @Parameters(arity = "0..*", paramLabel = "ID", description = "The nodes; all for every node of the config.")
    private List<String> names = List.of();

    @Option(names = "--port", paramLabel = "PORT", description = "Which one, where a name runs more than once.")
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

    /** All of the config where none is named. */
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
            config.place().check(id, cluster);
            named.add(running.one(id, port, cluster, config.place()));
        }
        return named;
    }

    /** Read here, since picocli takes a word that it cannot read for one that is too many. */
    private List<NodeId> ids() throws CommandException {
        try {
            return names.stream().map(NodeId::new).toList();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("ID: " + e.getMessage());
        }
    }

    /**
     * The exit code of an order that all of {@link #records} took.
     *
     * @throws CommandException if it was for all, and there is none, or some run that it could not reach
     */
    int done() throws CommandException {
        Failures.check(running.unreached(expected, found));
        if (!expected.isEmpty() && found.isEmpty()) {
            throw CommandException.no("No node of " + clusterName + " runs");
        }
        return ExitCode.DONE;
    }

    /** None where none is named: what does harm asks to be told to whom. */
    List<RunRecord> named(String command) throws CommandException {
        if (names.isEmpty()) {
            throw CommandException.usage("Which nodes? Say telltale " + command + " node1, or telltale " + command
                    + " all for every node of the config");
        }
        return records();
    }

    static String name(RunRecord record) {
        return record.id() + " (PID " + record.pid() + ")";
    }
}
