package dev.telltale.dashboard;

import dev.telltale.dashboard.cluster.ClusterContext;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.model.Member;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.time.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The whole application in a window, with fakes of the launcher and of the fault injector. */
public final class DashboardFixture {
    private static final Duration STANDSTILL = Duration.ofMillis(200);

    final CompletableFuture<Boolean> exited = new CompletableFuture<>();
    private final Path folder;
    final Stage stage;
    private final DashboardApp app;

    DashboardFixture(Stage window, Path folder, ClusterFixture cluster, List<Member> watched, Runnable stopNodes) {
        this(
                window,
                new DashboardContext(
                        new DashboardContext.First(context(cluster, watched, stopNodes), null, List.of()),
                        config -> {
                            throw new IllegalStateException("no other cluster is opened here");
                        },
                        port -> true,
                        TimeSource.SYSTEM,
                        folder,
                        null));
    }

    DashboardFixture(Stage window, DashboardContext context) {
        folder = context.stateFolder();
        stage = window;
        app = new DashboardApp(() -> context, () -> exited.complete(true), Locale.ROOT);
        app.init();
        app.start(window);
        place(window);
    }

    /** A cluster of fakes. */
    static ClusterContext context(ClusterFixture cluster, List<Member> watched, Runnable stop) {
        return new ClusterContext(
                cluster.config(),
                cluster.control(),
                cluster.faults(),
                stop,
                listener -> new ClusterWatch(watched, TimeSource.SYSTEM, listener),
                () -> {
                    throw new IllegalStateException("no scenario is run here");
                });
    }

    /** Runs the action on the FX thread, and waits until it and the events that it causes are handled. */
    public static <T> T onFx(Callable<T> action) {
        T result = WaitForAsyncUtils.waitForAsyncFx(10_000, action);
        WaitForAsyncUtils.waitForFxEvents();
        return result;
    }

    public static void doOnFx(Runnable action) {
        onFx(Executors.callable(action, true));
    }

    public static void show(Stage window, Parent panel) {
        show(window, panel, 1280, 820);
    }

    public static void show(Stage window, Parent panel, double width, double height) {
        Theme.LIGHT.apply();
        window.setScene(new Scene(panel, width, height));
        window.show();
        place(window);
    }

    /** Resets size and position: all test classes of a JVM share one window, which keeps the previous ones. */
    static void place(Stage window) {
        window.sizeToScene();
        window.centerOnScreen();
    }

    /** Follows the control with the pointer until it does not move for 200 ms, and clicks. */
    static void click(FxRobot robot, String query) {
        Node control = robot.lookup(query).query();
        var place = new AtomicReference<@Nullable Bounds>();
        Await.await("the pointer is on " + query + ", which stands still")
                .pollInSameThread()
                .during(STANDSTILL)
                .until(() -> {
                    robot.moveTo(control);
                    Bounds now = onFx(() -> control.localToScreen(control.getBoundsInLocal()));
                    return now.equals(place.getAndSet(now)) && control.isHover();
                });
        robot.clickOn(MouseButton.PRIMARY);
    }

    /** Fires the event of the close button of the window. While nodes run, the first time asks, the second closes. */
    void requestClose(FxRobot robot) {
        requestClose(robot, stage);
    }

    static void requestClose(FxRobot robot, Stage window) {
        robot.interact(() -> window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    /** Waits until the log file is closed, so that the folder can be deleted. */
    void stop() {
        app.stop();
        Await.until("the log is closed", () -> !Files.exists(folder.resolve("panel.0.log.lck")));
    }
}
