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
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.jvm.ClassArchive;
import dev.telltale.model.DetectionSettings;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.platform.NoPortException;
import dev.telltale.platform.UserDirs;
import dev.telltale.scenario.run.ProcessTestbed;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        description = "Opens the panel: start and watch the cluster, and inject faults. The default command.",
        footer = {
            "",
            "Examples:",
            "  telltale",
            "  telltale dashboard --config my-cluster.json",
            "  telltale dashboard --nodes 5 --interval 400ms --timeout 1500ms"
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

    @Override
    public Integer call() throws CommandException, InterruptedException {
        return open(config, rhythm);
    }

    /**
     * Opens the panel and returns its exit code when it is closed. With an invalid config, the panel shows the error.
     */
    public static int open(ConfigOption config, HeartbeatOptions rhythm) throws CommandException, InterruptedException {
        ConfigLocation location = config.location();
        Dashboard.startToolkit(System.err);
        ClusterConfig cluster;
        try {
            cluster = rhythm.over(location.readToStart());
        } catch (CommandException e) {
            showErrors(e.sentences());
            return ExitCode.USAGE;
        }
        try {
            show(cluster, null);
            return ExitCode.OK;
        } catch (NoPortException e) {
            showErrors(List.of(String.valueOf(e.getMessage())));
            return ExitCode.ENVIRONMENT;
        }
    }

    /** Prints the errors and shows the first in an empty panel: a panel opened by an icon has no terminal. */
    private static void showErrors(List<String> messages) throws CommandException, InterruptedException {
        messages.forEach(System.err::println);
        int more = messages.size() - 1;
        show(
                new ClusterConfig("no config", ClusterConfig.DEFAULT.heartbeat(), DetectionSettings.DEFAULT, List.of()),
                messages.get(0) + (more > 0 ? " (and " + more + " more)" : ""));
    }

    private static void show(ClusterConfig cluster, @Nullable String message)
            throws CommandException, InterruptedException {
        TimeSource clock = TimeSource.SYSTEM;
        Path state = UserDirs.ofThisUser().state();
        try (var launcher = Launcher.ofThisUser(cluster, ThisProgram.get(), state.resolve(cluster.cluster()));
                var injector =
                        new FaultInjector(launcher::memberRecords, clock, RandomGenerator.getDefault(), "panel")) {
            launcher.onChange(injector::refresh);
            launcher.atExit(launcher::close);
            EndWithParent.ifRequested();
            // After javafx:run in a fresh checkout there is no archive yet.
            Runnable stopArchive = ClassArchive.createInBackground(ThisProgram.get(), ARCHIVE_DELAY);
            Runtime.getRuntime().addShutdownHook(new Thread(stopArchive, "stop-class-archive"));
            var context = new DashboardContext(
                    cluster,
                    launcher,
                    injector,
                    () -> stop(injector, launcher),
                    listener -> new ClusterWatch(launcher.members(), clock, listener),
                    clock,
                    state,
                    message,
                    new DashboardContext.Scenarios(
                            () -> new ProcessTestbed(launcher, launcher.members(), injector, clock), scenarios()));
            Dashboard.launch(context, System.err);
        } catch (NoDisplayException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
    }

    /** The folder of the scenarios; null if there is none. */
    private static @Nullable Path scenarios() {
        Path folder = LauncherConfig.folder("scenarios");
        return folder == null ? null : folder.toAbsolutePath();
    }

    /** Clears the faults first, since nodes that others started continue to run. */
    private static void stop(FaultInjector injector, Launcher launcher) {
        injector.close();
        launcher.close();
    }
}
