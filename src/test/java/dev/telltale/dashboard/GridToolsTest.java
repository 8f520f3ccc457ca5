package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.matrix.MatrixCanvas;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.model.Status;
import dev.telltale.testkit.ClusterFixture;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.PopupControl;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Thirty nodes; node3 and node17 do not hear each other. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class GridToolsTest {
    private static final CellRef THREE_ABOUT_SEVENTEEN = new CellRef(node(3), node(17));

    private final ClusterFixture cluster =
            new ClusterFixture(30).allUp().withStatus(3, 17, Status.DOWN).withStatus(17, 3, Status.DOWN);
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
    private @Nullable PanelController panel;
    private @Nullable Stage stage;

    @Start
    void start(Stage window) {
        panel = new PanelController(model, () -> {});
        panel.matrix().reduceMotionProperty().set(true);
        stage = window;
        DashboardFixture.show(window, panel.root());
        model.show(cluster.view());
    }

    private MatrixCanvas matrix() {
        return Objects.requireNonNull(panel).matrix();
    }

    private Bounds cell(CellRef cell) {
        return onFx(() -> matrix().localToScreen(matrix().cellBounds(cell)));
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    @Test
    void onlyNodesWithTroubleAreShown(FxRobot robot) {
        double small = cell(THREE_ABOUT_SEVENTEEN).getWidth();
        DashboardFixture.click(robot, "#onlyTrouble");
        assertThat(text(robot, "#hiddenNodes")).isEqualTo("28 of 30 hidden");
        assertThat(cell(THREE_ABOUT_SEVENTEEN).getWidth()).isGreaterThan(3 * small);
        robot.clickOn(cell(THREE_ABOUT_SEVENTEEN));
        assertThat(model.grid().selectedProperty().get()).isEqualTo(THREE_ABOUT_SEVENTEEN);
        robot.push(KeyCode.LEFT).push(KeyCode.DOWN);
        assertThat(model.grid().selectedProperty().get()).isEqualTo(new CellRef(node(17), node(3)));
        doOnFx(() -> model.show(new ClusterFixture(30).allUp().view()));
        assertThat(text(robot, "#hiddenNodes")).isEqualTo("30 of 30 hidden");
        DashboardFixture.click(robot, "#onlyTrouble");
        assertThat(text(robot, "#hiddenNodes")).isEmpty();
    }

    @Test
    void everyRowAndColumnIsNamedOnHover(FxRobot robot) {
        Bounds cell = cell(THREE_ABOUT_SEVENTEEN);
        Bounds grid = onFx(() -> matrix().localToScreen(matrix().getBoundsInLocal()));
        robot.moveTo(new Point2D(cell.getCenterX(), cell.getCenterY()));
        assertThat(matrix().pointerWords()).isEqualTo("node3 about node17: ✕ down · timeout · 4 s ago");
        robot.moveTo(new Point2D(cell.getCenterX(), grid.getMinY() + 4));
        assertThat(matrix().pointerWords()).isEqualTo("node17, subject: 28 of 29 see it up");
        robot.moveTo(new Point2D(grid.getMinX() + 4, cell.getCenterY()));
        assertThat(matrix().pointerWords()).isEqualTo("node3, observer: sees 28 of 29 up");
        robot.moveTo("#sentence");
        assertThat(matrix().pointerWords()).isEmpty();
    }

    @Test
    void aNodeIsFoundByItsName(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.G);
        doOnFx(() -> matrix().fireEvent(typed("/")));
        TextField find = robot.lookup("#findNode").queryAs(TextField.class);
        assertThat(find.isFocused()).isTrue();
        doOnFx(() -> find.setText("de2"));
        assertThat(text(robot, "#foundNodes")).isEqualTo("11 found");
        robot.type(KeyCode.ENTER);
        assertThat(model.selectedNodeProperty().get()).isEqualTo(node(2));
        robot.type(KeyCode.ENTER);
        assertThat(model.selectedNodeProperty().get()).isEqualTo(node(20));
        assertThat(model.grid().selectedProperty().get()).isEqualTo(new CellRef(node(20), node(1)));
        robot.type(KeyCode.ESCAPE);
        assertThat(model.grid().search().foundProperty().get()).isEmpty();
        assertThat(matrix().isFocused()).isTrue();
    }

    private static KeyEvent typed(String character) {
        return new KeyEvent(KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false);
    }

    @Test
    void noTextOfTheToolsIsCutInTheSmallestWindow(FxRobot robot) {
        doOnFx(() -> {
            Objects.requireNonNull(stage).setWidth(800);
            Objects.requireNonNull(stage).setHeight(560);
            model.grid().onlyTroubleProperty().set(true);
            model.grid().search().queryProperty().set("node2");
            model.show(cluster.killed(5).view());
        });
        assertThat(robot.lookup("#onlyTrouble").queryAs(CheckBox.class).getText())
                .isEqualTo("26 of 30 columns hidden");
        assertThat(isCut(robot, "#onlyTrouble")).isFalse();
        assertThat(onFx(() -> bounds(robot, "#findNode")).getMaxX())
                .isLessThanOrEqualTo(onFx(() -> bounds(robot, "#matrix")).getMaxX());
        assertThat(onFx(() -> bounds(robot, "#tiles")).getMinX())
                .as("no area leaves the window")
                .isNotNegative();
        doOnFx(() -> model.grid().onlyTroubleProperty().set(false));
        assertThat(text(robot, "#foundNodes")).isEqualTo("1 found");
        assertThat(isCut(robot, "#foundNodes")).isFalse();
    }

    /** Without a compositor, a shadow is drawn on white. */
    @Test
    void menusAndTooltipsHaveNoShadow(FxRobot robot) {
        MenuButton menu = robot.lookup("#detector").queryAs(MenuButton.class);
        Tooltip tooltip = menu.getTooltip();
        doOnFx(() -> {
            menu.show();
            tooltip.show(menu, 100, 100);
        });
        List<Region> popups = onFx(() -> Window.getWindows().stream()
                .filter(PopupControl.class::isInstance)
                .map(popup -> (Region) ((PopupControl) popup).getSkin().getNode())
                .toList());
        assertThat(popups).hasSize(2).allSatisfy(popup -> {
            assertThat(popup.getEffect()).isNull();
            assertThat(popup.getBackground().getFills())
                    .allMatch(fill -> fill.getRadii().equals(CornerRadii.EMPTY));
        });
        doOnFx(() -> {
            menu.hide();
            tooltip.hide();
        });
    }

    private static Bounds bounds(FxRobot robot, String id) {
        var node = robot.lookup(id).query();
        return node.localToScene(node.getLayoutBounds());
    }

    private static boolean isCut(FxRobot robot, String id) {
        Labeled labeled = robot.lookup(id).queryAs(Labeled.class);
        Text shown = (Text) labeled.lookup(".text");
        return !shown.getText().equals(labeled.getText());
    }
}
