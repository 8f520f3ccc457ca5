package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigLocation;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.HeartbeatOptions;
import dev.telltale.cli.base.LauncherConfig;
import dev.telltale.cli.base.ThisProgram;
import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.Dashboard;
import dev.telltale.dashboard.DashboardContext;
import dev.telltale.dashboard.NoDisplayException;
import dev.telltale.launcher.jvm.ClassArchive;
import dev.telltale.model.DetectionSettings;
import dev.telltale.platform.FreePorts;
import dev.telltale.platform.NoPortException;
import dev.telltale.platform.UserDirs;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = "Opens the panel: start and watch the cluster, and inject faults. The default command.",
        footer = {
            "",
            "Examples:",
            "  telltale",
            "  telltale dashboard --config my-cluster.json",
            "  telltale dashboard --nodes 5 --interval 400ms --timeout 1500ms",
            "  telltale dashboard --recording monday"
        })
public final class DashboardCommand implements Callable<Integer> {
    /**
     * Delay before the archive is created in the background, so that it does not slow down the start of the cluster.
     */
    private static final Duration ARCHIVE_DELAY = Duration.ofSeconds(10);

    @Mixin
    private ConfigOption config;

    @Mixin
    private HeartbeatOptions rhythm;

    @Option(
            names = "--recording",
            paramLabel = "DIR|FILE",
            description = "Show this recording, of telltale record; the cluster is behind it.")
    private @Nullable Path recording;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        return open(config, rhythm, recording);
    }

    /**
     * Opens the panel and returns its exit code when it is closed. With an invalid config, the panel shows the error.
     */
    public static int open(ConfigOption config, HeartbeatOptions rhythm) throws CommandException, InterruptedException {
        return open(config, rhythm, null);
    }

    private static int open(ConfigOption config, HeartbeatOptions rhythm, @Nullable Path recording)
            throws CommandException, InterruptedException {
        ConfigLocation location = config.location();
        Dashboard.startToolkit(System.err);
        Path file = location.file();
        ClusterConfig cluster;
        try {
            cluster = rhythm.over(location.readToStart());
        } catch (CommandException e) {
            showErrors(file, e.sentences(), recording);
            return ExitCode.USAGE;
        }
        try {
            show(cluster, file, List.of(), recording);
            return ExitCode.OK;
        } catch (NoPortException e) {
            showErrors(file, List.of(String.valueOf(e.getMessage())), recording);
            return ExitCode.ENVIRONMENT;
        }
    }

    /** Prints the errors and shows them in an empty panel: a panel opened by an icon has no terminal. */
    private static void showErrors(@Nullable Path file, List<String> errors, @Nullable Path recording)
            throws CommandException, InterruptedException {
        errors.forEach(System.err::println);
        show(
                new ClusterConfig("no config", ClusterConfig.DEFAULT.heartbeat(), DetectionSettings.DEFAULT, List.of()),
                file,
                errors,
                recording);
    }

    private static void show(ClusterConfig cluster, @Nullable Path file, List<String> errors, @Nullable Path recording)
            throws CommandException, InterruptedException {
        TimeSource clock = TimeSource.SYSTEM;
        Path state = UserDirs.ofThisUser().state();
        try (var clusters = new PanelClusters(state, clock)) {
            var first = new DashboardContext.First(clusters.open(cluster), file, errors, recording);
            clusters.stopNodesAtExit();
            EndWithParent.ifRequested();
            // After javafx:run in a fresh checkout there is no archive yet.
            Runnable stopArchive = ClassArchive.createInBackground(ThisProgram.get(), ARCHIVE_DELAY);
            Runtime.getRuntime().addShutdownHook(new Thread(stopArchive, "stop-class-archive"));
            Dashboard.launch(
                    new DashboardContext(first, clusters::open, FreePorts::isFree, clock, state, scenarios()),
                    System.err);
        } catch (NoDisplayException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
    }

    /** The folder of the scenarios; null if there is none. */
    private static @Nullable Path scenarios() {
        Path folder = LauncherConfig.folder("scenarios");
        return folder == null ? null : folder.toAbsolutePath();
    }
}
