package dev.telltale.cli.base;

import dev.telltale.config.ClusterConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config FILE}, shared by all commands. */
public final class ConfigOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The cluster's config; an order that names it reaches no other nodes. Default: "
                    + "launcher-config/cluster.json here or beside the program, else three nodes on 8001, 8002, 8003.")
    private @Nullable Path file;

    public ConfigLocation place() {
        return new ConfigLocation(file);
    }

    public ClusterConfig read() throws CommandException {
        return place().read();
    }
}
