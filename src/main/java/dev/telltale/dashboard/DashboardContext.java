package dev.telltale.dashboard;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.cluster.ClusterContext;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the panel needs from the command that opens it.
 *
 * @param first the cluster that is shown at first
 * @param clusters makes a further cluster, which may block up to 5 s; throws a {@link RuntimeException} whose message
 *     is one sentence if that fails
 * @param isPortFree whether a node may listen on this port; opens a socket
 * @param stateFolder the folder of the preferences and of the log; created if missing
 * @param scenarios the folder of the scenarios; null if there is none
 */
public record DashboardContext(
        First first,
        Function<ClusterConfig, ClusterContext> clusters,
        IntPredicate isPortFree,
        TimeSource clock,
        Path stateFolder,
        @Nullable Path scenarios) {

    /**
     * The cluster that is shown at first.
     *
     * @param file the file of its config, also one with errors; null if there is none
     * @param errors the errors in the config, a sentence each; the cluster then has no nodes
     * @param recording the recording that is shown over it; null for none
     */
    public record First(
            ClusterContext cluster,
            @Nullable Path file,
            List<String> errors,
            @Nullable Path recording) {
        /** Without a recording. */
        public First(ClusterContext cluster, @Nullable Path file, List<String> errors) {
            this(cluster, file, errors, null);
        }
    }
}
