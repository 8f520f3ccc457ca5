package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.click;
import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.testkit.ClusterFixture;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The list of 30 nodes, one line each, of which node20 was killed. The list shows about a dozen at a time. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class NodeTilesTest {
    private final ClusterFixture cluster = new ClusterFixture(30).allUp().killed(20);
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));

    @Start
    void start(Stage window) {
        DashboardFixture.show(window, new PanelController(model, () -> {}).root());
        cluster.showOn(model);
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    @Test
    void reusedTileShowsAndControlsItsNewNode(FxRobot robot) {
        click(robot, "#tile-node1 #name");
        robot.type(KeyCode.END);
        assertThat(model.selection().chosen()).containsExactly(node(30));
        Label name = robot.lookup("#tile-node30 #name").query();
        assertThat(onFx(() -> LazyTooltip.textOf(name))).contains("127.0.0.1:8030", "seen by 28 of 28");
        click(robot, "#kill-node30");
        assertThat(cluster.control().commands()).containsExactly("kill node30");
        doOnFx(() -> model.selectedNodeProperty().set(node(20)));
        assertThat(text(robot, "#tile-node20 #state")).isEqualTo("killed (137)");
        assertThat(text(robot, "#tile-node20 #mark")).isEqualTo("✕");
        assertThat(robot.lookup("#start-node20").query().isDisabled()).isFalse();
        click(robot, "#tile-node20 #name");
        robot.type(KeyCode.HOME);
        assertThat(text(robot, "#tile-node1 #state")).isEqualTo("running");
        assertThat(robot.lookup("#start-node1").query().isDisabled()).isTrue();
        assertThat(robot.lookup("#tile-node1").query().getPseudoClassStates())
                .extracting(Object::toString)
                .contains("up")
                .doesNotContain("down");
    }

    @Test
    void manyNodesHaveOneLineEachThatAMessageDoesNotMove(FxRobot robot) {
        Node line = robot.lookup("#tile-node1").query();
        assertThat(onFx(line::getBoundsInLocal).getHeight()).isLessThan(34);
        Node below = robot.lookup("#kill-node3").query();
        Bounds before = onFx(() -> below.localToScreen(below.getBoundsInLocal()));
        cluster.control().answerWith(CompletableFuture.failedFuture(new IllegalStateException("one\ntwo\nthree")));
        click(robot, "#kill-node2");
        assertThat(text(robot, "#tile-node2 #problem")).startsWith("one");
        doOnFx(() -> line.getScene().getRoot().layout());
        assertThat(onFx(() -> below.localToScreen(below.getBoundsInLocal()))).isEqualTo(before);
    }

    @Test
    void theListIsFilteredByName(FxRobot robot) {
        click(robot, "#nodeFilter");
        robot.write("e2");
        ListView<?> list = robot.lookup("#tiles").queryListView();
        assertThat(onFx(() -> list.getItems().size())).isEqualTo(11);
        assertThat(model.selection().chosen()).as("the hidden selection stays").containsExactly(node(1));
        click(robot, "#tile-node21 #name");
        assertThat(model.selection().chosen()).containsExactly(node(21));
        click(robot, "#nodeFilter");
        robot.type(KeyCode.ESCAPE);
        assertThat(onFx(() -> list.getItems().size())).isEqualTo(30);
        assertThat(model.selection().chosen()).containsExactly(node(21));
    }

    @Test
    void leadIsScrolledIntoViewAndReadAloud(FxRobot robot) {
        doOnFx(() -> model.selectedNodeProperty().set(node(20)));
        ListCell<?> cell =
                (ListCell<?>) onFx(() -> robot.lookup("#tile-node20").query().getParent());
        assertThat(onFx(cell::isSelected)).isTrue();
        assertThat(onFx(cell::getAccessibleText))
                .isEqualTo("node20: process killed (137), peers report down, seen by 0 of 29");
    }

    @Test
    void theLastSelectedTileStaysSelected(FxRobot robot) {
        click(robot, "#tile-node2 #name");
        robot.press(KeyCode.CONTROL);
        click(robot, "#tile-node2 #name");
        robot.release(KeyCode.CONTROL);
        assertThat(model.selection().chosen()).containsExactly(node(2));
        ListCell<?> cell =
                (ListCell<?>) onFx(() -> robot.lookup("#tile-node2").query().getParent());
        assertThat(onFx(cell::isSelected)).isTrue();
    }

    @Test
    void theLeadOfSeveralSelectedTilesCanBeDeselected(FxRobot robot) {
        click(robot, "#tile-node2 #name");
        robot.press(KeyCode.SHIFT);
        click(robot, "#tile-node4 #name");
        robot.release(KeyCode.SHIFT);
        robot.press(KeyCode.CONTROL);
        click(robot, "#tile-node4 #name");
        robot.release(KeyCode.CONTROL);
        assertThat(model.selection().chosen()).containsExactly(node(2), node(3));
        assertThat(model.selectedNodeProperty().get()).isIn(node(2), node(3));
    }

    @Test
    void shiftClickSelectsFromTheTileThatWasClickedFirst(FxRobot robot) {
        click(robot, "#tile-node2 #name");
        robot.press(KeyCode.SHIFT);
        click(robot, "#tile-node4 #name");
        robot.release(KeyCode.SHIFT);
        assertThat(model.selection().chosen()).containsExactly(node(2), node(3), node(4));
        assertThat(model.selectedNodeProperty().get()).isEqualTo(node(4));
        robot.push(KeyCode.CONTROL, KeyCode.A);
        assertThat(model.selection().chosen()).hasSize(30);
        assertThat(model.selectedNodeProperty().get()).isEqualTo(node(4));
    }
}
