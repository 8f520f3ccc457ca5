package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.matrix.MatrixCanvas;
import dev.telltale.dashboard.timeline.TimelineCanvas;
import dev.telltale.dashboard.timeline.TimelineLayout;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.testkit.TestValues;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The timeline in the real panel: node2 was killed 17 s ago, started again, and killed 4 s ago. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class TimelineTest {
    private static final CellRef ONE_ABOUT_TWO = new CellRef(node(1), node(2));
    private static final int LANE_OF_ONE_ABOUT_TWO = 2;
    private static final Instant NOW = TestValues.NOW.wall();

    private final ClusterFixture cluster =
            new ClusterFixture(3).allUp().killedBefore(1).killed(2);
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(),
            cluster.control(),
            cluster.faults(),
            FxBridge.FX_THREAD,
            TestValues.NOW,
            ZoneId.of("UTC"));
    private final TimelineViewModel timeline = model.timeline();
    private @Nullable PanelController panel;

    @Start
    void start(Stage window) {
        panel = new PanelController(model, () -> {});
        panel.themeProperty().addListener((property, before, after) -> after.apply());
        panel.matrix().reduceMotionProperty().set(true);
        DashboardFixture.show(window, panel.root());
        cluster.showOn(model);
    }

    private MatrixCanvas matrix() {
        return Objects.requireNonNull(panel).matrix();
    }

    private static TimelineCanvas canvas(FxRobot robot) {
        return robot.lookup("#timeline").queryAs(TimelineCanvas.class);
    }

    /** The point of the scene for this instant on the lane of node1 about node2. */
    private Point2D place(FxRobot robot, Instant at) {
        TimelineCanvas canvas = canvas(robot);
        TimelineLayout layout = canvas.lanesLayout();
        double y = layout.laneTop(LANE_OF_ONE_ABOUT_TWO, 0) + layout.pitch() / 2;
        return canvas.localToScene(layout.x(timeline.window().share(at)), y);
    }

    private void click(FxRobot robot, Instant at) {
        robot.clickOn(onFx(() -> canvas(robot).localToScreen(canvas(robot).sceneToLocal(place(robot, at)))));
    }

    private Color pixel(FxRobot robot, Instant at) {
        return onFx(() -> {
            Point2D place = place(robot, at);
            WritableImage image = matrix().getScene().snapshot(null);
            return image.getPixelReader().getColor((int) place.getX(), (int) place.getY());
        });
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void lanesHaveTheColoursOfTheirStatuses(Theme theme, FxRobot robot) {
        doOnFx(() -> Objects.requireNonNull(panel).themeProperty().set(theme));
        Color up = pixel(robot, NOW.minusSeconds(30));
        assertThat(up.getGreen()).as("up is green").isGreaterThan(Math.max(up.getRed(), up.getBlue()) + 0.1);
        Color down = pixel(robot, NOW.minusSeconds(1));
        assertThat(down.getRed()).as("down is red").isGreaterThan(Math.max(down.getGreen(), down.getBlue()) + 0.2);
        assertThat(pixel(robot, NOW.minusSeconds(7)))
                .as("it was back between the kills")
                .isEqualTo(up);
        // Five seconds into the outage: the text at its start ends before.
        assertThat(pixel(robot, NOW.minusSeconds(15))).isEqualTo(down);
    }

    @Test
    void aClickShowsThePastMatrixAndLiveReturnsToThePresent(FxRobot robot) {
        assertThat(matrix().cellText(ONE_ABOUT_TWO)).startsWith("✕ down · refused");
        assertThat(robot.lookup("#historyBanner").query().isVisible()).isFalse();
        click(robot, NOW.minusSeconds(30));
        assertThat(matrix().cellText(ONE_ABOUT_TWO)).startsWith("● up · for ");
        assertThat(robot.lookup("#historyBanner").query().isVisible()).isTrue();
        assertThat(text(robot, "#shownTime"))
                .startsWith("as it was at 14:02:55.")
                .endsWith("(30 s ago)");
        assertThat(text(robot, "#sentence")).startsWith("At 14:02:55.").endsWith("All 3 nodes up, all agree");
        assertThat(text(robot, "#tile-node2 #state"))
                .as("tiles tell the present")
                .isEqualTo("✕ killed (137)");
        assertThat(text(robot, "#tile-node2 #seenBy"))
                .as("and what its peers saw then")
                .isEqualTo("2 of 2");
        assertThat(canvas(robot).isFocused()).as("keys move in time").isTrue();
        Instant clicked = timeline.selectedProperty().get();
        robot.type(KeyCode.RIGHT);
        assertThat(timeline.selectedProperty().get())
                .isEqualTo(Objects.requireNonNull(clicked).plusMillis(1_500));
        DashboardFixture.click(robot, "#live");
        assertThat(matrix().cellText(ONE_ABOUT_TWO)).startsWith("✕ down · refused");
        assertThat(text(robot, "#sentence")).startsWith("node2 has crashed");
        assertThat(robot.lookup("#historyBanner").query().isVisible()).isFalse();
    }

    @Test
    void theDetailsOfThePastShowInGreyWhatIsNotKept(FxRobot robot) {
        doOnFx(() -> model.grid().selectedProperty().set(ONE_ABOUT_TWO));
        Color known = colourOf(robot, "refused");
        doOnFx(() -> timeline.select(NOW.minusSeconds(30)));
        assertThat(colourOf(robot, "not kept")).isNotEqualTo(known).isEqualTo(colourOf(robot, "last heartbeat"));
        assertThat(robot.lookup("#detections .heading").queryAs(Label.class).getText())
                .isEqualTo("Detection time, this run (no kill yet)");
        assertThat(robot.lookup("#detectionPlot .dot").queryAll()).isEmpty();
    }

    private static Color colourOf(FxRobot robot, String words) {
        Label label = robot.lookup("#details .label")
                .match(node -> node instanceof Label one && one.getText().equals(words))
                .queryAs(Label.class);
        return (Color) onFx(label::getTextFill);
    }

    @Test
    void theDotUnderThePointerIsDescribedWithTheBandOfItsFailure(FxRobot robot) {
        doOnFx(() -> model.grid().selectedProperty().set(ONE_ABOUT_TWO));
        assertThat(robot.lookup("#detectionPlot .axis-label").queryAllAs(Text.class))
                .extracting(Text::getText)
                .contains("0", "2 s", "4 s");
        robot.moveTo(onFx(() -> {
            Node dot = robot.lookup("#detectionPlot .dot").query();
            return dot.localToScreen(dot.getBoundsInLocal());
        }));
        Await.until("the tooltip of the dot", () -> !tooltip().isEmpty());
        assertThat(tooltip()).contains("node1 about node2, crash 14:03:").contains("predicted 0 to 1 s");
    }

    private static String tooltip() {
        return onFx(() -> Window.getWindows().stream()
                .filter(Tooltip.class::isInstance)
                .map(window -> ((Tooltip) window).getText())
                .findFirst()
                .orElse(""));
    }

    @Test
    void keysMoveThroughThePastAndBackToThePresent(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.L);
        assertThat(canvas(robot).isFocused()).isTrue();
        robot.push(KeyCode.CONTROL, KeyCode.LEFT);
        assertThat(timeline.selectedProperty().get()).isEqualTo(NOW.minusMillis(4_020));
        robot.type(KeyCode.LEFT);
        assertThat(timeline.selectedProperty().get()).isEqualTo(NOW.minusMillis(5_520));
        assertThat(canvas(robot).getAccessibleText()).isEqualTo("Timeline, as it was at 14:03:19.960 (5.5 s ago)");
        robot.type(KeyCode.PLUS);
        assertThat(timeline.window().span()).isEqualTo(Duration.ofSeconds(48));
        robot.type(KeyCode.ESCAPE);
        assertThat(timeline.selectedProperty().get()).isNull();
        robot.type(KeyCode.HOME);
        assertThat(timeline.selectedProperty().get()).isEqualTo(NOW.minusSeconds(134));
        assertThat(timeline.window().from()).isEqualTo(NOW.minusSeconds(134));
        robot.type(KeyCode.END);
        assertThat(timeline.selectedProperty().get()).isNull();
        robot.type(KeyCode.HOME);
        robot.type(KeyCode.L);
        assertThat(timeline.followingProperty().get()).isTrue();
    }

    @Test
    void hoveringALaneShowsItsStatusAndDetectionTime(FxRobot robot) {
        robot.moveTo(onFx(() ->
                canvas(robot).localToScreen(canvas(robot).sceneToLocal(place(robot, NOW.minusSeconds(1))))));
        assertThat(text(robot, "#timelineReadout"))
                .isEqualTo("node1 about node2: down 14:03:21.472 to now, refused; 12 ms after SIGKILL node2");
        robot.moveTo("#sentence");
        assertThat(text(robot, "#timelineReadout")).isEmpty();
    }

    @Test
    void wheelZoomsAroundThePointerAndDraggingPans(FxRobot robot) {
        Instant pointed = NOW.minusSeconds(30);
        robot.moveTo(onFx(() -> canvas(robot).localToScreen(canvas(robot).sceneToLocal(place(robot, pointed)))));
        robot.scroll(3, javafx.geometry.VerticalDirection.UP);
        assertThat(timeline.window().span()).isNotEqualTo(Duration.ofSeconds(60));
        assertThat(timeline.followingProperty().get())
                .isEqualTo(!timeline.window().to().isBefore(NOW));
        doOnFx(timeline::live);
        robot.drag(MouseButton.PRIMARY).moveBy(200, 0).drop();
        assertThat(timeline.window().to()).isBefore(NOW);
        assertThat(timeline.selectedProperty().get()).as("dragging is no click").isNull();
    }

    @Test
    void nothingIsPaintedWhileNothingChanges(FxRobot robot) {
        doOnFx(() -> {});
        long before = onFx(() -> canvas(robot).paintCount());
        doOnFx(() -> model.refreshTimes(TestValues.NOW));
        doOnFx(() -> model.show(cluster.view()));
        assertThat(onFx(() -> canvas(robot).paintCount())).isEqualTo(before);
        doOnFx(() -> model.refreshTimes(later(Duration.ofMillis(500))));
        assertThat(onFx(() -> canvas(robot).paintCount())).isEqualTo(before + 1);
        doOnFx(() -> timeline.select(NOW.minusSeconds(30)));
        long past = onFx(() -> canvas(robot).paintCount());
        doOnFx(() -> model.refreshTimes(later(Duration.ofSeconds(5))));
        assertThat(onFx(() -> canvas(robot).paintCount()))
                .as("the window stands still")
                .isEqualTo(past);
    }
}
