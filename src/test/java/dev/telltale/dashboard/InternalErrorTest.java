package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.click;
import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.log.PanelLog;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** An internal error causes one notice and a stack trace in the log, and the window stays usable. */
@Timeout(120)
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class InternalErrorTest {
    private final ClusterFixture cluster = new ClusterFixture(3).allUp();
    private DashboardFixture panel;

    @TempDir
    private Path folder;

    @Start
    void start(Stage window) {
        panel = new DashboardFixture(window, folder, cluster, List.of(), () -> {});
    }

    @AfterEach
    void leave() {
        panel.stop();
    }

    private static void eventually(ThrowingRunnable assertion) {
        Await.await("the window shows it").untilAsserted(() -> {
            WaitForAsyncUtils.waitForFxEvents();
            assertion.run();
        });
    }

    private static List<String> notices(FxRobot robot) {
        return onFx(() -> robot.lookup("#notice").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList());
    }

    private void isReportedOnceAndLogged(FxRobot robot, String trace) {
        Path log = folder.resolve("panel.0.log");
        eventually(() -> {
            assertThat(notices(robot))
                    .singleElement()
                    .asString()
                    .startsWith("Something went wrong inside Telltale")
                    .contains("Close the panel and open it again", log.toString());
            assertThat(log).content().contains(trace, "at dev.telltale.dashboard.InternalErrorTest");
        });
        click(robot, "#theme"); // The window is still usable.
        click(robot, "#help");
        robot.clickOn("#helpKeys");
        assertThat(onFx(() -> robot.lookup("#helpPane").query().isVisible())).isTrue();
    }

    @Test
    void aHundredFailingTasksCauseOneNotice(FxRobot robot) {
        for (int i = 0; i < 100; i++) {
            int number = i;
            FxBridge.FX_THREAD.execute(() -> {
                throw new IllegalStateException("failure " + number);
            });
            FxBridge.FX_THREAD.execute(() -> {
                throw new AssertionError("error " + number);
            });
        }
        isReportedOnceAndLogged(robot, "java.lang.IllegalStateException: failure 0");
        isLogged("java.lang.AssertionError: error 0");
    }

    private void isLogged(String trace) {
        eventually(() -> assertThat(folder.resolve("panel.0.log")).content().contains(trace));
    }

    @Test
    void aFailingButtonIsReportedAndTheNextOneWorks(FxRobot robot) {
        doOnFx(() -> robot.lookup("#startCluster").queryAs(Button.class).setOnAction(event -> {
            throw new IllegalStateException("a click");
        }));
        FxBridge.FX_THREAD.execute(
                () -> robot.lookup("#startCluster").queryAs(Button.class).fireEvent(new ActionEvent()));
        isReportedOnceAndLogged(robot, "java.lang.IllegalStateException: a click");
    }

    @Test
    void aLayoutFailingInEveryFrameIsReportedOnce(FxRobot robot) {
        doOnFx(() -> {
            var broken = new Pane() {
                private int times;

                @Override
                protected void layoutChildren() {
                    if (times++ < 50) {
                        FxBridge.FX_THREAD.execute(this::requestLayout);
                        throw new IllegalStateException("a layout");
                    }
                }
            };
            ((Pane) panel.stage.getScene().lookup(".panel")).getChildren().add(0, broken);
        });
        isReportedOnceAndLogged(robot, "java.lang.IllegalStateException: a layout");
    }

    @Test
    void anUncaughtErrorIsReportedWithTheNameOfItsThread(FxRobot robot) throws Exception {
        var thread = new Thread(
                () -> {
                    throw new NoClassDefFoundError("of a test");
                },
                "some-thread");
        thread.start();
        thread.join();
        isReportedOnceAndLogged(robot, "java.lang.NoClassDefFoundError: of a test");
        isLogged("on the thread some-thread");
    }

    @Test
    void aFailureInAResponseCallbackIsReported(FxRobot robot) {
        click(robot, "#tile-node1");
        var answer = new CompletableFuture<dev.telltale.launcher.NodeProcess>();
        cluster.control().answerWith(answer);
        click(robot, "#kill-node1");
        answer.completeExceptionally(new IllegalStateException() {
            @Override
            public String getMessage() {
                if (Platform.isFxApplicationThread()) {
                    throw new UnsupportedOperationException("a sequel");
                }
                return "of a test";
            }
        });
        isReportedOnceAndLogged(robot, "java.lang.UnsupportedOperationException: a sequel");
    }

    @Test
    void theLogFileIsReleasedWhenTheWindowIsClosed(FxRobot robot) throws Exception {
        FxBridge.FX_THREAD.execute(() -> {
            throw new IllegalStateException("before the end");
        });
        isLogged("before the end");
        panel.requestClose(robot);
        click(robot, "#stopNodes");
        assertThat(panel.exited.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Logger.getLogger("").getHandlers()).noneMatch(PanelLog.class::isInstance);
        eventually(() -> assertThat(folder.resolve("panel.0.log.lck")).doesNotExist());
    }
}
