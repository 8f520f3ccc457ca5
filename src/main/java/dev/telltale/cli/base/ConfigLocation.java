package dev.telltale.cli.base;

import dev.telltale.config.ClusterConfig;
import dev.telltale.config.ConfigException;
import dev.telltale.config.ConfigFile;
import dev.telltale.config.GeneratedCluster;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.platform.FreePorts;
import dev.telltale.registry.GeneratedPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Location of the cluster's config.
 *
 * @param named the file that the user named; null for the default locations
 * @param size number of nodes of a generated cluster, which needs no file; 0 for the config of a file
 */
public record ConfigLocation(@Nullable Path named, int size) {
    /**
     * Reads the config; the built-in one where no file exists. Nodes of a generated cluster that do not run have their
     * first port.
     *
     * @throws CommandException if the file is missing, unreadable or invalid
     */
    public ClusterConfig read() throws CommandException {
        return size > 0 ? generated(port -> true) : ofFile();
    }

    /**
     * The same for a command that starts nodes: those of a generated cluster that do not run have a free port.
     *
     * @throws CommandException also if a node of a generated cluster has no free port
     */
    public ClusterConfig readToStart() throws CommandException {
        return size > 0 ? generated(FreePorts::isFree) : ofFile();
    }

    private ClusterConfig generated(IntPredicate isFree) throws CommandException {
        try {
            HeartbeatSettings heartbeat = HeartbeatSettings.DEFAULT;
            return GeneratedCluster.of(
                    size, heartbeat.interval(), heartbeat.timeout(), GeneratedPorts.ofThisUser(isFree));
        } catch (ConfigException noPort) {
            throw CommandException.environment(String.valueOf(noPort.getMessage()));
        }
    }

    private ClusterConfig ofFile() throws CommandException {
        Path file = file();
        if (file == null) {
            return ClusterConfig.DEFAULT;
        }
        try {
            return ConfigFile.read(file);
        } catch (ConfigException e) {
            throw CommandException.usage(e.problems());
        } catch (NoSuchFileException e) {
            throw CommandException.environment(
                    "There is no file " + file + "; name the cluster's config with --config FILE");
        } catch (UncheckedIOException e) {
            throw CommandException.environment(file + " cannot be read: " + reason(e));
        }
    }

    /** The system's error message. For denied access Java gives only the file name, so this returns a fixed text. */
    public static String reason(UncheckedIOException unreadable) {
        Throwable failure = unreadable.getCause();
        return failure instanceof IOException && !(failure instanceof AccessDeniedException)
                ? String.valueOf(failure.getMessage())
                : "permission denied";
    }

    /** Whether the user chose the cluster. It then limits commands to its nodes; the default only helps to find nodes. */
    public boolean isChosen() {
        return named != null || size > 0;
    }

    /**
     * Checks that a command may act on the node.
     *
     * @throws CommandException if the user chose a cluster without this node
     */
    public void check(NodeId node, ClusterConfig cluster) throws CommandException {
        if (isChosen() && cluster.member(node).isEmpty()) {
            throw unknown(node, cluster.ids());
        }
    }

    /** A usage error: this config has no such node. */
    public CommandException unknown(NodeId node, List<NodeId> nodes) {
        return CommandException.usage("there is no " + node + " in " + origin() + "; its nodes are "
                + String.join(", ", nodes.stream().map(NodeId::value).toList()));
    }

    /** The config's file, "the built-in config", or the generated cluster. */
    public String origin() {
        if (size > 0) {
            return "the cluster of " + size + (size == 1 ? " node" : " nodes");
        }
        Path file = file();
        return file == null ? "the built-in config" : file.toString();
    }

    /** The file that {@link #read} reads; null for the built-in config and a generated cluster. */
    public @Nullable Path file() {
        if (size > 0) {
            return null;
        }
        return named != null ? named : LauncherConfig.file("cluster.json");
    }
}
