package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.click;
import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.WindowSnapshot;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.testkit.ClusterFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Notices have one line, end by themselves, and none is dismissed unread. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class NoticeBarTest {
    private final ClusterFixture cluster = new ClusterFixture(3);
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));

    @Start
    void start(Stage window) {
        DashboardFixture.show(window, new NoticeBar(model.noticeLine()), 800, 32);
    }

    private static String text(FxRobot robot) {
        return onFx(() -> robot.lookup("#notice").queryAs(Label.class).getText());
    }

    private static String others(FxRobot robot) {
        MenuButton menu = robot.lookup("#otherNotices").query();
        return onFx(() -> menu.isVisible() ? menu.getText() : "");
    }

    @Test
    void dismissRemovesTheShownNoticeAndNotTheNewestOne(FxRobot robot) {
        doOnFx(() -> model.warning("first"));
        doOnFx(() -> model.warning("second"));
        assertThat(text(robot)).isEqualTo("first");
        assertThat(others(robot)).isEqualTo("1 more");
        click(robot, "#dismiss");
        assertThat(model.notices()).containsExactly("second");
        assertThat(text(robot)).isEqualTo("second");
        click(robot, "#dismiss");
        assertThat(model.notices()).isEmpty();
        assertThat(text(robot)).isEmpty();
        assertThat(onFx(() -> robot.lookup("#dismiss").query().isVisible())).isFalse();
        assertThat(others(robot)).isEqualTo("2 earlier");
    }

    /** At the limit, the oldest notices are dropped. */
    @Test
    void theShownNoticeStaysEvenIfItIsDroppedFromTheList(FxRobot robot) {
        for (String notice : "first 2 3 4 5 6 7".split(" ", -1)) {
            doOnFx(() -> model.notice(notice));
        }
        assertThat(text(robot)).isEqualTo("first");
        assertThat(others(robot)).isEqualTo("5 more");
        click(robot, "#dismiss");
        assertThat(text(robot)).isEqualTo("3");
    }

    @Test
    void aNoticeEndsByItselfButNotUnderThePointer(FxRobot robot) {
        doOnFx(() -> model.notice("Saved a.csv"));
        robot.moveTo("#notice");
        doOnFx(() -> model.tick(later(Duration.ofSeconds(60))));
        assertThat(text(robot)).isEqualTo("Saved a.csv");
        Node bar = robot.lookup("#notices").query();
        robot.moveTo(onFx(() -> bar.localToScreen(bar.getBoundsInLocal())).getMinX() - 40, 20);
        doOnFx(() -> model.tick(later(Duration.ofSeconds(61))));
        assertThat(text(robot)).isEmpty();
        assertThat(others(robot)).isEqualTo("1 earlier");
        MenuButton menu = robot.lookup("#otherNotices").query();
        assertThat(onFx(() -> menu.getItems().stream().map(MenuItem::getText).toList()))
                .containsExactly("Saved a.csv");
        doOnFx(() -> menu.getItems().get(0).fire());
        assertThat(text(robot)).isEqualTo("Saved a.csv");
    }

    @Test
    void aNoticeIsNotInASavedPicture(FxRobot robot, @TempDir Path folder) throws IOException {
        Scene scene = robot.lookup("#notices").query().getScene();
        onFx(() -> WindowSnapshot.of(scene)).writePng(folder.resolve("without.png"));
        doOnFx(() -> model.warning("Not saved to a.png"));
        onFx(() -> WindowSnapshot.of(scene)).writePng(folder.resolve("with.png"));
        assertThat(folder.resolve("with.png")).hasSameBinaryContentAs(folder.resolve("without.png"));
        assertThat(onFx(() -> robot.lookup("#notices").query().getOpacity())).isEqualTo(1);
    }

    @Test
    void theLongestNoticeHasOneLine(FxRobot robot) {
        doOnFx(() -> model.warning("why ".repeat(200)));
        Label label = robot.lookup("#notice").query();
        assertThat(onFx(label::getHeight)).isLessThan(32);
        assertThat(onFx(() -> label.getTooltip().getText())).isEqualTo("why ".repeat(200));
    }
}
