package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.Preferences;
import dev.telltale.dashboard.kit.Preferences.Layout;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.zoom.ZoomPane;
import dev.telltale.model.DetectorKind;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** The window opens with its saved position and size. Windows have frames only on a real display: {@code -Pwindow}. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class PanelWindowTest {
    private static final String WINDOW_MANAGER_VARIABLE = "TELLTALE_WINDOW_MANAGER";
    /** The name of the window manager; null if none runs, and windows have no frames. */
    private static final @Nullable String WINDOW_MANAGER = System.getenv(WINDOW_MANAGER_VARIABLE);

    private @Nullable Stage stage;
    private @Nullable PanelWindow window;
    private @Nullable PanelViewModel model;

    private Stage stage() {
        return Objects.requireNonNull(stage);
    }

    private PanelViewModel model() {
        return Objects.requireNonNull(model);
    }

    private PanelWindow window() {
        return Objects.requireNonNull(window);
    }

    private void open(Preferences place) {
        doOnFx(() -> {
            Platform.setImplicitExit(false);
            var cluster = new ClusterFixture(3).allUp();
            model = new PanelViewModel(
                    cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
            stage = new Stage();
            window = new PanelWindow(stage(), new PanelController(model(), () -> {}), model().detector());
            window().open(place);
        });
    }

    /** Waits for the value: frames and the decisions of the window manager come later. */
    private void awaitValue(String description, Callable<Object> actual, Object wanted) {
        Await.await(description)
                .pollInSameThread()
                .untilAsserted(() -> assertThat(onFx(actual)).isEqualTo(wanted));
    }

    @AfterEach
    void close() {
        doOnFx(stage()::hide);
    }

    /** The values to save, once the window has its frame and the wanted size. */
    private Preferences preferences(Preferences wanted) {
        if (WINDOW_MANAGER != null) {
            awaitValue("the window has a frame", this::hasFrame, true);
        }
        if (wanted.maximized()) {
            isMaximised();
        } else {
            awaitValue("the window is as wide as it was left", () -> stage().getWidth(), wanted.width());
            awaitValue("the window is as high as it was left", () -> stage().getHeight(), wanted.height());
            // Until the window manager has placed it, a window may be reported at 0, 0.
            awaitValue("the window is where it was left", () -> place(window().preferences()), place(wanted));
        }
        return onFx(this::withoutLayout);
    }

    /** The layout of the areas has its own test. */
    private Preferences withoutLayout() {
        return window().preferences().withLayout(Layout.USUAL);
    }

    private static List<Double> place(Preferences wanted) {
        return List.of(Objects.requireNonNull(wanted.x()), Objects.requireNonNull(wanted.y()));
    }

    private boolean hasFrame() {
        return stage().getHeight() > stage().getScene().getHeight();
    }

    private void isMaximised() {
        double screen = Screen.getPrimary().getVisualBounds().getWidth();
        awaitValue("the window is as wide as the screen", () -> stage().getWidth(), screen);
    }

    @ParameterizedTest
    @CsvSource({
        "false, 100, 80, 1200, 760",
        "true, 100, 80, 1200, 760",
        "false, 0, 0, 800, 560",
        "false, 300, 150, 1280, 820"
    })
    void fiveRestartsKeepTheWindowBounds(boolean isMaximized, double x, double y, double width, double height) {
        var left = new Preferences(x, y, width, height, isMaximized, Theme.LIGHT, false, null);
        Preferences now = left;
        for (int start = 1; start <= 5; start++) {
            open(now);
            now = preferences(now);
            assertThat(now).as("after start %d", start).isEqualTo(left);
            close();
        }
    }

    @Test
    void theWindowSizeBeforeMaximisingIsRemembered() {
        var left = new Preferences(100.0, 80.0, 1200, 760, false, Theme.LIGHT, false, null);
        open(left);
        assertThat(preferences(left)).isEqualTo(left);
        doOnFx(() -> stage().setMaximized(true));
        isMaximised();
        var maximised = new Preferences(100.0, 80.0, 1200, 760, true, Theme.LIGHT, false, null);
        assertThat(onFx(this::withoutLayout)).isEqualTo(maximised);
    }

    @Test
    void aWindowOpenedMaximisedRestoresItsEarlierPositionAndSize() {
        var left = new Preferences(100.0, 80.0, 1200, 760, true, Theme.LIGHT, false, null);
        open(left);
        assertThat(preferences(left)).isEqualTo(left);
        doOnFx(() -> stage().setMaximized(false));
        var normal = new Preferences(100.0, 80.0, 1200, 760, false, Theme.LIGHT, false, null);
        awaitValue("the window is no longer maximised", () -> stage().isMaximized(), false);
        assertThat(preferences(normal)).isEqualTo(normal);
        close();
        open(normal);
        assertThat(preferences(normal)).isEqualTo(normal);
    }

    @Test
    void theWindowPositionAndSizeSetByTheUserAreRemembered() {
        var first = new Preferences(100.0, 80.0, 1200, 760, false, Theme.LIGHT, false, null);
        open(first);
        assertThat(preferences(first)).isEqualTo(first);
        doOnFx(() -> {
            stage().setX(220);
            stage().setY(130);
            stage().setWidth(1010);
            stage().setHeight(690);
            model().detector().detectorProperty().set(DetectorKind.PHI);
            ((ZoomPane) stage().getScene().getRoot()).percentProperty().set(125);
        });
        var left = new Preferences(220.0, 130.0, 1010, 690, false, Theme.LIGHT, false, "phi").withZoom(125);
        awaitValue("the window is left where it was moved to", this::withoutLayout, left);
        close();
        open(left);
        assertThat(preferences(left)).isEqualTo(left);
    }

    @Test
    void theTitleNamesTheClusterAndItsTrouble() {
        open(Preferences.DEFAULT);
        doOnFx(() -> new ClusterFixture(3).allUp().showOn(model()));
        assertThat(onFx(() -> stage().getTitle())).isEqualTo("demo: all 3 up");
        doOnFx(() -> new ClusterFixture(3).allUp().killed(2).showOn(model()));
        assertThat(onFx(() -> stage().getTitle())).isEqualTo("demo: 1 of 3 down");
    }

    @Test
    void areasTabAndTimelineAreAsTheUserLeftThem(FxRobot robot) {
        var first = new Preferences(100.0, 80.0, 1280, 820, false, Theme.LIGHT, false, null);
        open(first);
        assertThat(preferences(first)).isEqualTo(first);
        double bottom = bottomHeight();
        drag(robot, splitters().get(0), 60, 0);
        drag(robot, splitters().get(1), -40, 0);
        drag(robot, stage().getScene().getRoot().lookup("#split > .split-pane-divider"), 0, -30);
        doOnFx(() -> {
            tabs().getSelectionModel().select(3);
            model().timeline().zoom(0.5);
        });
        Layout left = onFx(() -> window().preferences().chosenLayout());
        assertThat(left).isEqualTo(new Layout(368.0, 372.0, left.bottomHeight(), "outputTab", 30.0));
        assertThat(left.bottomHeight()).isBetween(bottom + 25, bottom + 35);
        close();
        open(first.withLayout(left));
        assertThat(preferences(first)).isEqualTo(first);
        awaitValue(
                "the areas are as they were left", () -> window().preferences().chosenLayout(), left);
        assertThat(onFx(() -> ((Region) stage().getScene().lookup("#nodes")).getWidth()))
                .isEqualTo(368);
        assertThat(onFx(() -> tabs().getSelectionModel().getSelectedIndex())).isEqualTo(3);

        doOnFx(() -> stage().setWidth(800));
        awaitValue(
                "the grid keeps its room in a narrow window",
                () -> ((Region) stage().getScene().lookup("#matrixHolder")).getWidth() >= 240,
                true);
        doOnFx(() -> stage().setWidth(1280));
        awaitValue(
                "the areas are as they were left", () -> window().preferences().chosenLayout(), left);
        robot.doubleClickOn(onFx(() -> centre(splitters().get(0))));
        awaitValue(
                "a double click restores the usual width",
                () -> ((Region) stage().getScene().lookup("#nodes")).getWidth(),
                308.0);
    }

    private TabPane tabs() {
        return (TabPane) stage().getScene().lookup("#tabs");
    }

    private double bottomHeight() {
        return onFx(() -> ((Region) stage().getScene().lookup("#bottomTabs")).getHeight());
    }

    /** From left to right. */
    private List<Node> splitters() {
        return onFx(() -> stage().getScene().getRoot().lookupAll(".splitter").stream()
                .sorted(Comparator.comparing(one -> centre(one).getX()))
                .toList());
    }

    private static Point2D centre(Node node) {
        Bounds bounds = node.localToScreen(node.getBoundsInLocal());
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }

    private static void drag(FxRobot robot, Node edge, double byX, double byY) {
        Point2D from = onFx(() -> centre(edge));
        robot.drag(from).dropTo(from.add(byX, byY));
        doOnFx(() -> {});
    }

    /** Without frames, the tests above prove nothing about them. */
    @Test
    @EnabledIfEnvironmentVariable(
            named = WINDOW_MANAGER_VARIABLE,
            matches = ".+",
            disabledReason = "no window manager runs: windows have no frames")
    void theWindowManagerGivesTheWindowAFrame() {
        open(Preferences.DEFAULT);
        awaitValue("the window has a frame", this::hasFrame, true);
    }
}
