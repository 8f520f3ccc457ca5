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
            description = "The cluster's config; with it, a command acts only on the nodes of that config. Default: "
                    + "launcher-config/cluster.json here or beside the program, else three nodes on 8001, 8002, 8003.")
    private @Nullable Path file;

    public ConfigLocation location() {
        return new ConfigLocation(file);
    }

    public ClusterConfig read() throws CommandException {
        return location().read();
    }
}
