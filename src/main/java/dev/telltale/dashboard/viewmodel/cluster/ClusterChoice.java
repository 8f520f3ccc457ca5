package dev.telltale.dashboard.viewmodel.cluster;

import dev.telltale.config.ClusterConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that the window shows or is asked to show.
 *
 * @param file the file of its config; null if there is none
 * @param isForScenario whether it was made for a scenario: it may be left without a question
 */
public record ClusterChoice(ClusterConfig config, @Nullable Path file, boolean isForScenario) {
    public ClusterChoice(ClusterConfig config) {
        this(config, null, false);
    }

    /** "Stop the 3 nodes of demo and open lab?"; empty if no question is needed. */
    public String question(long runningNodes, ClusterChoice next) {
        if (runningNodes == 0 || isForScenario) {
            return "";
        }
        String nodes = runningNodes == 1 ? "node" : runningNodes + " nodes";
        String opened = next.config.cluster().equals(config.cluster()) ? "open it again" : "open " + next.name();
        return "Stop the " + nodes + " of " + name() + " and " + opened + "?";
    }

    /** Whether it is the same cluster, though its config may have been edited. */
    public boolean isSameAs(ClusterChoice other) {
        return file == null ? config.equals(other.config) : file.equals(other.file);
    }

    /** Whether it stands for a config with errors, and has no nodes. */
    public boolean isEmpty() {
        return config.nodes().isEmpty();
    }

    public String name() {
        return config.cluster();
    }
}
