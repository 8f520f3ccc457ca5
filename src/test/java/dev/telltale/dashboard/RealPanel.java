package dev.telltale.dashboard;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.cluster.ClusterContext;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.RealLauncher;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.recording.live.LiveRecording;
import dev.telltale.recording.live.RecordingFolders;
import dev.telltale.scenario.run.ProcessTestbed;
import dev.telltale.testkit.TestPorts;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javafx.stage.Stage;

/** The whole program in a window, with real processes; all its files are under the folder. */
final class RealPanel {
    final Launcher launcher;
    final FaultInjector bench;
    final CompletableFuture<Boolean> exited = new CompletableFuture<>();
    private final DashboardApp app;

    /** Opens the window. FX thread. */
    RealPanel(Stage window, Path folder, ClusterConfig config) {
        launcher = RealLauncher.in(folder, config);
        bench = new FaultInjector(launcher::memberRecords, TimeSource.SYSTEM, new Random(1), "panel");
        var cluster = new ClusterContext(
                config,
                launcher,
                bench,
                launcher::close,
                listener -> new ClusterWatch(launcher.members(), TimeSource.SYSTEM, listener),
                () -> new ProcessTestbed(launcher, launcher.members(), bench, TimeSource.SYSTEM),
                new LiveRecording(config, new RecordingFolders(folder), launcher::memberRecords, TimeSource.SYSTEM));
        var context = new DashboardContext(
                new DashboardContext.First(cluster, null, List.of()),
                other -> {
                    throw new IllegalStateException("no other cluster is opened here");
                },
                TestPorts::isFree,
                TimeSource.SYSTEM,
                folder,
                Path.of("launcher-config", "scenarios"));
        app = new DashboardApp(() -> context, () -> exited.complete(true), Locale.ROOT);
        app.init();
        app.start(window);
        DashboardFixture.place(window);
    }

    /** Ends what a test has left. */
    void stop() {
        app.stop();
        bench.close();
        launcher.close();
    }
}
