package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.cluster.ClusterContext;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.FakeFaultControl;
import dev.telltale.testkit.FakeProcessControl;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The window opens with a config that has errors. */
@Timeout(120)
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class BrokenConfigTest {
    private static final List<String> ERRORS =
            List.of("lab.json, line 2: the first error.", "lab.json, line 5: the second error.");

    private DashboardFixture panel;

    @TempDir
    private Path folder;

    @Start
    void start(Stage window) {
        var none = new ClusterConfig("no config", HeartbeatSettings.DEFAULT, DetectionSettings.DEFAULT, List.of());
        panel = new DashboardFixture(
                window,
                new DashboardContext(
                        new DashboardContext.First(make(none), folder.resolve("lab.json"), ERRORS),
                        this::make,
                        port -> true,
                        TimeSource.SYSTEM,
                        folder,
                        null));
    }

    private ClusterContext make(ClusterConfig config) {
        return new ClusterContext(
                config,
                new FakeProcessControl(),
                new FakeFaultControl(),
                () -> {},
                listener -> new ClusterWatch(List.of(), TimeSource.SYSTEM, listener),
                () -> {
                    throw new IllegalStateException("no scenario is run here");
                });
    }

    @AfterEach
    void leave() {
        panel.stop();
    }

    @Test
    void allErrorsAreShownAndANewClusterIsOpenedInstead(FxRobot robot) {
        assertThat(onFx(() ->
                        robot.lookup("#configErrorList").queryAs(TextArea.class).getText()))
                .isEqualTo(String.join("\n", ERRORS));
        assertThat(onFx(() -> robot.lookup("#errorsReload").query().isVisible()))
                .isTrue();
        assertThat(onFx(() -> robot.lookup("#errorsOpenConfig").query().isVisible()))
                .isTrue();
        doOnFx(() -> robot.lookup("#errorsNewCluster").queryAs(Button.class).fire());
        doOnFx(() -> robot.lookup("#createCluster").queryAs(Button.class).fire());
        Await.until(
                "the new cluster is shown",
                () -> onFx(() -> robot.lookup("#config")
                        .queryAs(MenuButton.class)
                        .getText()
                        .equals("demo-3 · 3 nodes · heartbeat 2 s · timeout 5 s")));
        assertThat(onFx(() -> robot.lookup("#configErrors").tryQuery())).isEmpty();
    }
}
