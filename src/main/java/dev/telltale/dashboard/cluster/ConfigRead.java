package dev.telltale.dashboard.cluster;

import dev.telltale.config.ClusterConfig;
import dev.telltale.config.ConfigException;
import dev.telltale.config.ConfigFile;
import dev.telltale.config.GeneratedCluster;
import dev.telltale.dashboard.viewmodel.cluster.NewCluster;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A config that was read from a file, or made from numbers.
 *
 * @param config null if there are problems
 * @param problems every error, in one sentence each
 */
record ConfigRead(@Nullable ClusterConfig config, List<String> problems) {

    /** Reads the file. Blocks. */
    static ConfigRead of(Path file) {
        try {
            return new ConfigRead(ConfigFile.read(file), List.of());
        } catch (ConfigException e) {
            return new ConfigRead(null, e.problems());
        } catch (NoSuchFileException e) {
            return new ConfigRead(null, List.of("There is no file " + file + "."));
        } catch (UncheckedIOException e) {
            return new ConfigRead(null, List.of(file + " cannot be read: " + e.getMessage() + "."));
        }
    }

    /** A new cluster on ports that are free. Opens sockets. */
    static ConfigRead generated(NewCluster.Wish wish, IntPredicate isPortFree) {
        try {
            return new ConfigRead(
                    GeneratedCluster.of(wish.nodes(), wish.interval(), wish.timeout(), isPortFree), List.of());
        } catch (ConfigException e) {
            return new ConfigRead(null, e.problems());
        }
    }
}
