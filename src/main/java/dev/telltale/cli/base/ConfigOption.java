package dev.telltale.cli.base;

import dev.telltale.config.ClusterConfig;
import dev.telltale.config.GeneratedCluster;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config FILE} or {@code --nodes N}, shared by all commands of a cluster. */
public final class ConfigOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The cluster's config; with it, a command acts only on the nodes of that config. Default: "
                    + "launcher-config/cluster.json here or beside the program, else three nodes on 8001, 8002, 8003.")
    private @Nullable Path file;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "Without a file: the cluster demo-N of this machine, with 1 to 30 nodes; of 5 nodes, node1 is"
                    + " on 10501, or on 10531 or 10561 if that is in use. All commands with the same N mean the same"
                    + " cluster.")
    private @Nullable String nodes;

    /**
     * Where the config comes from.
     *
     * @throws CommandException if the options are wrong
     */
    public ConfigLocation location() throws CommandException {
        if (nodes == null) {
            return new ConfigLocation(file, 0);
        }
        if (file != null) {
            throw CommandException.usage("--config and --nodes cannot be combined; leave one out");
        }
        return new ConfigLocation(null, IntRange.read("--nodes", nodes, 1, GeneratedCluster.MAX_NODES));
    }

    public ClusterConfig read() throws CommandException {
        return location().read();
    }

    /** The same for a command that starts nodes. */
    public ClusterConfig readToStart() throws CommandException {
        return location().readToStart();
    }
}
