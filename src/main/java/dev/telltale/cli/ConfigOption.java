package dev.telltale.cli;

import dev.telltale.config.ClusterConfig;
import dev.telltale.config.ConfigException;
import dev.telltale.config.ConfigFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config FILE}, shared by all commands. */
final class ConfigOption {
    private static final Path USUAL = Path.of("launcher-config", "cluster.json");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The cluster's config; default: launcher-config/cluster.json here or beside the program, "
                    + "else three nodes on 8001, 8002, 8003.")
    private @Nullable Path file;

    ClusterConfig read() throws CommandException {
        Path named = file == null ? usual() : file;
        if (named == null) {
            return ClusterConfig.DEFAULT;
        }
        try {
            return ConfigFile.read(named);
        } catch (ConfigException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            throw CommandException.environment(
                    "There is no file " + named + "; name the cluster's config with --config FILE.");
        } catch (UncheckedIOException e) {
            throw CommandException.environment(named + " cannot be read: " + e.getCause() + ".");
        }
    }

    /** Where the config comes from, in words. */
    String origin() {
        Path named = file == null ? usual() : file;
        return named == null ? "the built-in config" : named.toString();
    }

    private static @Nullable Path usual() {
        for (Path place : List.of(USUAL, besideProgram())) {
            if (Files.exists(place)) {
                return place;
            }
        }
        return null;
    }

    /** The jar stands in target/, the config beside target/; in a package, both stand in one folder. */
    private static Path besideProgram() {
        Path jar = Path.of(System.getProperty(
                "telltale.jar",
                System.getProperty("java.class.path", "telltale.jar").split(java.io.File.pathSeparator, 2)[0]));
        Path folder = jar.toAbsolutePath().getParent();
        Path project = folder == null || folder.getParent() == null ? Path.of("") : folder.getParent();
        return project.resolve(USUAL);
    }
}
