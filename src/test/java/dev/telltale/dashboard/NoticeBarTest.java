package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** No notice is dismissed unread. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class NoticeBarTest {
    private final ObservableList<String> notices = FXCollections.observableArrayList();

    @Start
    void start(Stage window) {
        DashboardFixture.show(window, new NoticeBar(notices), 800, 40);
    }

    private static String text(FxRobot robot, String id) {
        return onFx(() -> robot.lookup(id).queryAs(Label.class).getText());
    }

    private static void dismiss(FxRobot robot) {
        doOnFx(robot.lookup("#dismiss").queryAs(Button.class)::fire);
    }

    private static boolean isShown(FxRobot robot) {
        return onFx(() -> robot.lookup("#notices").query().isVisible());
    }

    @Test
    void dismissRemovesTheShownNoticeAndNotTheNewestOne(FxRobot robot) {
        doOnFx(() -> notices.add(0, "first"));
        doOnFx(() -> notices.add(0, "second"));
        assertThat(text(robot, "#notice")).isEqualTo("first");
        assertThat(text(robot, "#otherNotices")).isEqualTo("1 more");
        dismiss(robot);
        assertThat(onFx(() -> List.copyOf(notices))).containsExactly("second");
        assertThat(text(robot, "#notice")).isEqualTo("second");
        assertThat(text(robot, "#otherNotices")).isEmpty();
        dismiss(robot);
        assertThat(onFx(() -> List.copyOf(notices))).isEmpty();
        assertThat(isShown(robot)).isFalse();
    }

    /** At the limit, the oldest notices are dropped. */
    @Test
    void theShownNoticeStaysEvenIfItIsDroppedFromTheList(FxRobot robot) {
        doOnFx(() -> notices.add("first"));
        doOnFx(() -> notices.setAll("third", "second"));
        assertThat(text(robot, "#notice")).isEqualTo("first");
        assertThat(text(robot, "#otherNotices")).isEqualTo("2 more");
        dismiss(robot);
        assertThat(text(robot, "#notice")).isEqualTo("third");
        assertThat(isShown(robot)).isTrue();
    }
}
