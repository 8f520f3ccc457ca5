package dev.telltale.cli.base;

import dev.telltale.config.ClusterConfig;
import dev.telltale.config.ConfigException;
import dev.telltale.config.ConfigFile;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the config is.
 *
 * @param named the file that the user named; null for the usual places
 */
public record ConfigLocation(@Nullable Path named) {
    private static final Path USUAL = Path.of("launcher-config", "cluster.json");

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

    /** The system's own words; of some failures Java tells only the kind, and the file's name once more. */
    public static String reason(UncheckedIOException unreadable) {
        Throwable failure = unreadable.getCause();
        return failure instanceof IOException && !(failure instanceof AccessDeniedException)
                ? String.valueOf(failure.getMessage())
                : "permission denied";
    }

    /**
     * Whether the member may be ordered; a config that the user named bounds an order, the usual one only helps to find nodes.
     *
     * @throws CommandException if the user named a config that does not have it
     */
    public void check(NodeId node, ClusterConfig cluster) throws CommandException {
        if (named != null && cluster.member(node).isEmpty()) {
            throw unknown(node, cluster.ids());
        }
    }

    /** That this config has no such node. */
    public CommandException unknown(NodeId node, List<NodeId> nodes) {
        return CommandException.usage("there is no " + node + " in " + origin() + "; its nodes are "
                + String.join(", ", nodes.stream().map(NodeId::value).toList()));
    }

    /** The place in words. */
    public String origin() {
        Path file = file();
        return file == null ? "the built-in config" : file.toString();
    }

    private @Nullable Path file() {
        return named != null ? named : usual();
    }

    /** Here, or beside the program. */
    private static @Nullable Path usual() {
        if (Files.exists(USUAL)) {
            return USUAL;
        }
        return ThisProgram.get().homes().stream()
                .map(home -> home.resolve(USUAL))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
    }
}
