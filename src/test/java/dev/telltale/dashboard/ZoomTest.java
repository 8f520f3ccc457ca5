package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.click;
import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.zoom.ZoomPane;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.testkit.TestValues;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The window at zoom levels from 80 to 200 %. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class ZoomTest {
    private static final @Nullable String PICTURES = System.getProperty("telltale.zoom.pictures");

    private @Nullable Stage stage;
    private @Nullable PanelController panel;

    @Start
    void start(Stage window) {
        var cluster = new ClusterFixture(3).allUp().killed(2);
        var model = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        cluster.showOn(model);
        model.grid().selectedProperty().set(new CellRef(TestValues.node(1), TestValues.node(2)));
        stage = window;
        panel = new PanelController(model, () -> {});
        DashboardFixture.show(window, panel.root(), 1600, 1000);
    }

    private ZoomPane zoom() {
        return Objects.requireNonNull(panel).zoom();
    }

    private int percent() {
        return onFx(() -> zoom().percentProperty().get());
    }

    private Node node(String query) {
        return Objects.requireNonNull(onFx(() -> zoom().lookup(query)));
    }

    private static Bounds inScene(Node node) {
        return onFx(() -> node.localToScene(node.getLayoutBounds()));
    }

    @Test
    void theKeysAndTheMenuZoomInStepsAndBack(FxRobot robot) {
        double before = inScene(node("#startCluster")).getHeight();
        robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
        robot.push(KeyCode.CONTROL, KeyCode.ADD);
        assertThat(percent()).isEqualTo(125);
        assertThat(inScene(node("#startCluster")).getHeight()).isEqualTo(before * 1.25);
        robot.push(KeyCode.CONTROL, KeyCode.MINUS);
        assertThat(percent()).isEqualTo(110);
        click(robot, "#help");
        robot.clickOn("#zoomIn");
        assertThat(percent()).isEqualTo(125);
        doOnFx(() -> node("#timeline").requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.PLUS);
        assertThat(percent()).as("the timeline has the focus").isEqualTo(150);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertThat(percent()).isEqualTo(100);
        assertThat(inScene(node("#startCluster")).getHeight()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"80", "125", "200"})
    void theCanvasesHaveOnePixelForEachPixelOfTheWindow(int percent) {
        doOnFx(() -> zoom().percentProperty().set(percent));
        for (String region : List.of("#matrix", "#timeline")) {
            Canvas canvas =
                    (Canvas) Objects.requireNonNull(onFx(() -> node(region).lookup("Canvas")));
            Bounds shown = inScene(canvas);
            assertThat(shown.getWidth()).as(region).isEqualTo(canvas.getWidth());
            assertThat(shown.getHeight()).as(region).isEqualTo(canvas.getHeight());
            assertThat(shown.getMinX()).as(region).isEqualTo(Math.rint(shown.getMinX()));
            assertThat(shown.getMinY()).as(region).isEqualTo(Math.rint(shown.getMinY()));
        }
    }

    @Test
    void aClickHitsTheCellUnderThePointer(FxRobot robot) {
        doOnFx(() -> zoom().percentProperty().set(200));
        var cell = new CellRef(TestValues.node(3), TestValues.node(1));
        var matrix = Objects.requireNonNull(panel).matrix();
        Bounds place = onFx(() -> matrix.localToScreen(matrix.cellBounds(cell)));
        robot.clickOn(place.getCenterX(), place.getCenterY());
        assertThat(onFx(matrix::getAccessibleText)).startsWith("node3 about node1");
    }

    @Test
    void menusAndTooltipsHaveLargerTextToo(FxRobot robot) {
        doOnFx(() -> zoom().percentProperty().set(200));
        click(robot, "#help");
        assertThat(onFx(() -> textSize(robot.lookup("#zoomIn").query()))).isEqualTo(26);
        robot.type(KeyCode.ESCAPE);
        robot.moveTo("#theme");
        doOnFx(() -> new Tooltip("words").show(stage));
        assertThat(onFx(() -> Window.getWindows().stream()
                        .filter(Tooltip.class::isInstance)
                        .map(tooltip -> textSize(tooltip.getScene().getRoot()))
                        .toList()))
                .isNotEmpty()
                .containsOnly(26.0);
    }

    private static double textSize(Node node) {
        return ((Text) Objects.requireNonNull(node.lookup(".text"))).getFont().getSize();
    }

    @ParameterizedTest
    @CsvSource({"1600, 1000, 200", "800, 560, 100", "800, 560, 80", "1280, 820, 150", "800, 560, 200"})
    void noButtonIsCutOrOutOfReach(double width, double height, int percent) {
        doOnFx(() -> {
            zoom().percentProperty().set(percent);
            Objects.requireNonNull(stage).setWidth(width);
            Objects.requireNonNull(stage).setHeight(height);
        });
        for (Theme theme : Theme.values()) {
            doOnFx(theme::apply);
            picture(theme + "-" + (int) width + "-" + percent);
        }
        doOnFx(Theme.LIGHT::apply);
        TabPane tabs = (TabPane) node("#tabs");
        for (int tab = 0; tab < tabs.getTabs().size(); tab++) {
            int selected = tab;
            doOnFx(() -> tabs.getSelectionModel().select(selected));
            assertThat(onFx(this::cutButtons)).isEmpty();
        }
        doOnFx(() -> tabs.getSelectionModel().select(0));
    }

    private void picture(String name) {
        if (PICTURES != null) {
            doOnFx(() -> Screenshots.save(zoom().getScene().snapshot(null), Path.of(PICTURES, name + ".png")));
        }
    }

    /** The visible buttons whose text is cut, or that are outside of the part of the window that scrolling reaches. */
    private List<String> cutButtons() {
        Node content = Objects.requireNonNull(zoom().lookup(".panel"));
        Bounds reachable = content.localToScene(content.getLayoutBounds());
        return zoom().lookupAll("*").stream()
                .filter(ButtonBase.class::isInstance)
                .map(Labeled.class::cast)
                .filter(button -> isShown(button) && !button.getText().isEmpty())
                .filter(button -> isCut(button) || !reachable.contains(button.localToScene(button.getLayoutBounds())))
                .map(button -> button.getId() + " " + button.getText())
                .toList();
    }

    private static boolean isShown(Node node) {
        return Optional.of(node).filter(Node::isVisible).isPresent()
                && (node.getParent() == null || isShown(node.getParent()));
    }

    private static boolean isCut(Labeled button) {
        Node text = button.lookup(".text");
        return text instanceof Text shown && !shown.getText().equals(button.getText());
    }
}
