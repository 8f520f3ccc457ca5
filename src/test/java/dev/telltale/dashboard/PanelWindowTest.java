package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;

/** The window comes back where it was and as large; with frames only in real windows, {@code -Pwindow}. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class PanelWindowTest {
    private static final Duration STANDSTILL = Duration.ofMillis(600);

    private @Nullable Stage stage;
    private @Nullable PanelWindow window;

    private Stage stage() {
        return Objects.requireNonNull(stage);
    }

    private PanelWindow window() {
        return Objects.requireNonNull(window);
    }

    private void open(Preferences place) {
        doOnFx(() -> {
            Platform.setImplicitExit(false);
            var cluster = new ClusterFixture(3).allUp();
            var model = new PanelViewModel(
                    cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
            stage = new Stage();
            window = new PanelWindow(stage(), new PanelController(model, () -> {}));
            window().open(place);
        });
        standsStill();
    }

    /** Frames, and what a window manager makes of a wish, come later. */
    private void standsStill() {
        var place = new AtomicReference<@Nullable Rectangle2D>();
        Await.await("the window stands still")
                .pollInSameThread()
                .during(STANDSTILL)
                .until(() -> onFx(() -> rectangle().equals(place.getAndSet(rectangle()))));
    }

    private Rectangle2D rectangle() {
        return new Rectangle2D(stage().getX(), stage().getY(), stage().getWidth(), stage().getHeight());
    }

    @AfterEach
    void close() {
        doOnFx(stage()::hide);
    }

    @ParameterizedTest
    @CsvSource({
        "false, 100, 80, 1200, 760",
        "true, 100, 80, 1200, 760",
        "false, 0, 0, 800, 560",
        "false, 300, 150, 1280, 820"
    })
    void fiveRestartsKeepTheRectangle(boolean isMaximized, double x, double y, double width, double height) {
        var left = new Preferences(x, y, width, height, isMaximized, Theme.LIGHT, false);
        Preferences now = left;
        for (int start = 1; start <= 5; start++) {
            open(now);
            now = onFx(window()::preferences);
            assertThat(now).as("after start %d", start).isEqualTo(left);
            if (!isMaximized) {
                assertThat(onFx(this::rectangle)).isEqualTo(new Rectangle2D(x, y, width, height));
            }
            close();
        }
    }

    @Test
    void itIsRememberedAsItWasBeforeItWasMaximised() {
        var left = new Preferences(100.0, 80.0, 1200, 760, false, Theme.LIGHT, false);
        open(left);
        doOnFx(() -> stage().setMaximized(true));
        standsStill();
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        assertThat(onFx(() -> stage().getWidth())).isEqualTo(screen.getWidth());
        var maximised = new Preferences(100.0, 80.0, 1200, 760, true, Theme.LIGHT, false);
        assertThat(onFx(window()::preferences)).isEqualTo(maximised);
    }

    @Test
    void whatTheUserMakesOfItIsRemembered() {
        open(new Preferences(100.0, 80.0, 1200, 760, false, Theme.LIGHT, false));
        doOnFx(() -> {
            stage().setX(220);
            stage().setY(130);
            stage().setWidth(1010);
            stage().setHeight(690);
        });
        standsStill();
        var left = new Preferences(220.0, 130.0, 1010, 690, false, Theme.LIGHT, false);
        assertThat(onFx(window()::preferences)).isEqualTo(left);
        close();
        open(left);
        assertThat(onFx(this::rectangle)).isEqualTo(new Rectangle2D(220, 130, 1010, 690));
    }
}
