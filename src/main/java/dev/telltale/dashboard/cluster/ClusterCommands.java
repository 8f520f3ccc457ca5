package dev.telltale.dashboard.cluster;

import dev.telltale.dashboard.viewmodel.cluster.ClusterChoice;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the views of this package need from the owner of the window. FX thread only, unless noted. */
public interface ClusterCommands {
    /** The cluster that the window shows. */
    ClusterChoice shown();

    /** The cluster that the window showed before; null if there was none. */
    @Nullable
    ClusterChoice former();

    /** The config files that were opened last, newest first. */
    List<Path> recent();

    /** Shows this cluster, after a question if nodes run. Returns at once. */
    void open(ClusterChoice next);

    /** Whether a node may listen on this port. Opens a socket: not on the FX thread. */
    boolean isPortFree(int port);
}
