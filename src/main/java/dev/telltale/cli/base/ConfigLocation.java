package dev.telltale.cli.base;

import dev.telltale.config.ClusterConfig;
import dev.telltale.config.ConfigException;
import dev.telltale.config.ConfigFile;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Location of the cluster's config.
 *
 * @param named the file that the user named; null for the default locations
 */
public record ConfigLocation(@Nullable Path named) {
    /**
     * Reads the config; the built-in one where no file exists.
     *
     * @throws CommandException if the file is missing, unreadable or invalid
     */
    public ClusterConfig read() throws CommandException {
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

    /**
     * Checks that a command may act on the node. A config that the user named limits commands to its nodes; the default
     * one only helps to find nodes.
     *
     * @throws CommandException if the user named a config without this node
     */
    public void check(NodeId node, ClusterConfig cluster) throws CommandException {
        if (named != null && cluster.member(node).isEmpty()) {
            throw unknown(node, cluster.ids());
        }
    }

    /** A usage error: this config has no such node. */
    public CommandException unknown(NodeId node, List<NodeId> nodes) {
        return CommandException.usage("there is no " + node + " in " + origin() + "; its nodes are "
                + String.join(", ", nodes.stream().map(NodeId::value).toList()));
    }

    /** The config's file, or "the built-in config". */
    public String origin() {
        Path file = file();
        return file == null ? "the built-in config" : file.toString();
    }

    private @Nullable Path file() {
        return named != null ? named : LauncherConfig.file("cluster.json");
    }
}
