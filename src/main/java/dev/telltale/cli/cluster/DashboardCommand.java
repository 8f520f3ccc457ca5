package dev.telltale.cli.cluster;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.ThisProgram;
import dev.telltale.cli.base.Version;
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
import dev.telltale.platform.SerialScheduler;
import dev.telltale.platform.UserDirs;
import dev.telltale.registry.RunRecords;
import dev.telltale.scenario.run.ProcessTestbed;
import dev.telltale.time.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "dashboard",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Opens the panel, from which the cluster is started, watched and broken; the default command.",
        footer = {"", "Examples:", "  telltale", "  telltale dashboard --config my-cluster.json"})
public final class DashboardCommand implements Callable<Integer> {
    private static final Duration PARENT_CHECK = Duration.ofMillis(100);
    /** A person who opens the panel starts the cluster first: making the archive must not slow that down. */
    private static final Duration ARCHIVE_DELAY = Duration.ofSeconds(10);

    @Mixin
    private ConfigOption config;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        return open(config);
    }

    public static int open(ConfigOption config) throws CommandException, InterruptedException {
        ClusterConfig cluster;
        try {
            cluster = config.read();
        } catch (CommandException e) {
            showOnly(e.sentences());
            return ExitCode.USAGE;
        }
        try {
            show(cluster, null);
            return ExitCode.DONE;
        } catch (NoPortException e) {
            showOnly(List.of(String.valueOf(e.getMessage())));
            return ExitCode.ENVIRONMENT;
        }
    }

    /** The window says it, too: a panel that was opened by an icon has no terminal. */
    private static void showOnly(List<String> troubles) throws CommandException, InterruptedException {
        troubles.forEach(System.err::println);
        int more = troubles.size() - 1;
        show(
                new ClusterConfig("no config", ClusterConfig.DEFAULT.heartbeat(), DetectionSettings.DEFAULT, List.of()),
                troubles.get(0) + (more > 0 ? " (and " + more + " more)" : ""));
    }

    private static void show(ClusterConfig cluster, @Nullable String trouble)
            throws CommandException, InterruptedException {
        TimeSource clock = TimeSource.SYSTEM;
        UserDirs dirs = UserDirs.ofThisUser();
        var output = dirs.state().resolve(cluster.cluster());
        try (var launcher = new Launcher(cluster, ThisProgram.get(), new RunRecords(dirs.runtime()), output, clock);
                var bench = new FaultInjector(launcher::ofMembers, clock, RandomGenerator.getDefault(), "panel")) {
            launcher.onChange(bench::refresh);
            Runtime.getRuntime().addShutdownHook(new Thread(launcher::close, "stop-nodes"));
            endWithParent();
            // After javafx:run in a fresh checkout there is none yet.
            Runnable stopArchive = ClassArchive.makeInBackground(ThisProgram.get(), ARCHIVE_DELAY);
            Runtime.getRuntime().addShutdownHook(new Thread(stopArchive, "stop-class-archive"));
            var context = new DashboardContext(
                    cluster,
                    launcher,
                    bench,
                    () -> stop(bench, launcher),
                    listener -> new ClusterWatch(launcher.members(), clock, listener),
                    clock,
                    dirs.state(),
                    trouble,
                    () -> new ProcessTestbed(launcher, launcher.members(), bench, clock),
                    scenarios());
            Dashboard.launch(context, System.err);
        } catch (NoDisplayException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
    }

    /** A build tool that is killed leaves the window that it opened, and with it the nodes. */
    private static void endWithParent() {
        if (Boolean.getBoolean("telltale.ends-with-parent")) {
            ProcessHandle.current()
                    .parent()
                    .ifPresent(parent -> new SerialScheduler("parent").every(PARENT_CHECK, () -> {
                        if (!parent.isAlive()) {
                            System.exit(ExitCode.DONE);
                        }
                    }));
        }
    }

    /** Where the lessons lie: in the working folder, else beside the program. */
    private static @Nullable Path scenarios() {
        return Stream.concat(Stream.of(Path.of("")), ThisProgram.get().homes().stream())
                .map(home ->
                        home.resolve("launcher-config").resolve("scenarios").toAbsolutePath())
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
    }

    /** Heals first: nodes that others started live on. */
    private static void stop(FaultInjector bench, Launcher launcher) {
        bench.close();
        launcher.close();
    }
}
