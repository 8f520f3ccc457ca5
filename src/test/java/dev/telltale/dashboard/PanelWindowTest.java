package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.Preferences;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.zoom.ZoomPane;
import dev.telltale.model.DetectorKind;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.application.Platform;
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
        return onFx(window()::preferences);
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
        var left = new Preferences(x, y, width, height, isMaximized, Theme.LIGHT, false, null, 100);
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
        var left = new Preferences(100.0, 80.0, 1200, 760, false, Theme.LIGHT, false, null, 100);
        open(left);
        assertThat(preferences(left)).isEqualTo(left);
        doOnFx(() -> stage().setMaximized(true));
        isMaximised();
        var maximised = new Preferences(100.0, 80.0, 1200, 760, true, Theme.LIGHT, false, null, 100);
        assertThat(onFx(window()::preferences)).isEqualTo(maximised);
    }

    @Test
    void aWindowOpenedMaximisedRestoresItsEarlierPositionAndSize() {
        var left = new Preferences(100.0, 80.0, 1200, 760, true, Theme.LIGHT, false, null, 100);
        open(left);
        assertThat(preferences(left)).isEqualTo(left);
        doOnFx(() -> stage().setMaximized(false));
        var normal = new Preferences(100.0, 80.0, 1200, 760, false, Theme.LIGHT, false, null, 100);
        awaitValue("the window is no longer maximised", () -> stage().isMaximized(), false);
        assertThat(preferences(normal)).isEqualTo(normal);
        close();
        open(normal);
        assertThat(preferences(normal)).isEqualTo(normal);
    }

    @Test
    void theWindowPositionAndSizeSetByTheUserAreRemembered() {
        var first = new Preferences(100.0, 80.0, 1200, 760, false, Theme.LIGHT, false, null, 100);
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
        var left = new Preferences(220.0, 130.0, 1010, 690, false, Theme.LIGHT, false, "phi", 125);
        awaitValue("the window is left where it was moved to", window()::preferences, left);
        close();
        open(left);
        assertThat(preferences(left)).isEqualTo(left);
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
