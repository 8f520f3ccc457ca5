package dev.telltale.dashboard;

import dev.telltale.model.Member;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.time.NanoClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.awaitility.Awaitility;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The whole application in a window, with fakes for all that it controls. */
final class DashboardFixture {
    final CompletableFuture<Boolean> exited = new CompletableFuture<>();
    private final Path folder;
    final Stage stage;
    private final DashboardApp app;

    DashboardFixture(Stage window, Path folder, ClusterFixture cluster, List<Member> watched, Runnable stopNodes) {
        this.folder = folder;
        stage = window;
        var context = new DashboardContext(
                cluster.config(),
                cluster.control(),
                cluster.faults(),
                stopNodes,
                listener -> new ClusterWatch(watched, NanoClock.SYSTEM, listener),
                NanoClock.SYSTEM,
                folder,
                null,
                () -> {
                    throw new IllegalStateException("no scenario is run here");
                },
                null);
        app = new DashboardApp(context, () -> exited.complete(true));
        app.init();
        app.start(window);
    }

    /** Runs the action on the FX thread and waits until it, and the events that follow from it, are done. */
    static <T> T onFx(Callable<T> action) {
        T result = WaitForAsyncUtils.waitForAsyncFx(10_000, action);
        WaitForAsyncUtils.waitForFxEvents();
        return result;
    }

    static void doOnFx(Runnable action) {
        onFx(Executors.callable(action, true));
    }

    /** As a click on the window's close button. */
    void close(FxRobot robot) {
        robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    /** Waits until the log file is closed, so that the folder can be deleted. */
    void stop() {
        app.stop();
        Awaitility.await().until(() -> !Files.exists(folder.resolve("panel.0.log.lck")));
    }
}
