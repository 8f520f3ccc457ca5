package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.timeline.TimelineCanvas;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TabPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What is painted while all nodes have been up for longer than the timeline shows. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class RestTest {
    /** Longer than the timeline shows. */
    private static final Duration REST = Duration.ofSeconds(61);

    private final ClusterFixture cluster = new ClusterFixture(3).allUp();
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
    private @Nullable PanelController panel;

    @Start
    void start(Stage window) {
        panel = new PanelController(model, () -> {});
        panel.themeProperty().addListener((property, before, after) -> after.apply());
        // Cells that still fade are not at rest.
        panel.matrix().reduceMotionProperty().set(true);
        DashboardFixture.show(window, panel.root());
        cluster.showOn(model);
    }

    private Parent root() {
        return Objects.requireNonNull(panel).root();
    }

    private TimelineCanvas canvas() {
        return (TimelineCanvas) root().lookup("#timeline");
    }

    private Text tick() {
        return canvas().lookupAll("Text").stream()
                .map(Text.class::cast)
                .filter(text -> text.getText().equals("14:04:00"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyTheTicksOfTheTimelineMoveBetweenTwoSeconds() {
        doOnFx(() -> model.tick(later(REST)));
        long paints = onFx(() -> canvas().paintCount());
        long grids = onFx(() -> Objects.requireNonNull(panel).matrix().paintCount());
        double x = onFx(() -> tick().getTranslateX());
        doOnFx(() -> model.refreshTimes(later(REST.plusMillis(800))));
        assertThat(onFx(() -> tick().getTranslateX())).isLessThan(x - 5);
        assertThat(onFx(() -> canvas().paintCount())).isEqualTo(paints);
        assertThat(onFx(() -> Objects.requireNonNull(panel).matrix().paintCount()))
                .isEqualTo(grids);
    }

    @Test
    void theTimelineIsCurrentAtOnceWhenItsTabIsSelected() {
        doOnFx(() -> model.tick(later(REST)));
        var tabs = (TabPane) root().lookup("#tabs");
        doOnFx(() -> tabs.getSelectionModel().select(1));
        double x = onFx(() -> tick().getTranslateX());
        doOnFx(() -> model.tick(later(REST.plusSeconds(1))));
        assertThat(onFx(() -> tick().getTranslateX())).as("not painted").isEqualTo(x);
        doOnFx(() -> tabs.getSelectionModel().select(0));
        doOnFx(() -> {});
        assertThat(onFx(() -> tick().getTranslateX())).isLessThan(x - 5);
    }

    @Test
    void aRepaintLeavesTheLayoutOfTheWindowAlone() {
        doOnFx(() -> {});
        boolean isLaidOut = onFx(() -> {
            canvas().repaint();
            return canvas().isNeedsLayout() && !isAnyAncestorLaidOut(canvas().getParent());
        });
        assertThat(isLaidOut).isTrue();
    }

    private static boolean isAnyAncestorLaidOut(@Nullable Node node) {
        return node instanceof Parent parent && (parent.isNeedsLayout() || isAnyAncestorLaidOut(parent.getParent()));
    }

    @Test
    void aThemeIsPaintedAtOnce() {
        doOnFx(() -> model.refreshTimes(NOW));
        long paints = onFx(() -> canvas().paintCount());
        doOnFx(() -> Objects.requireNonNull(panel).themeProperty().set(Theme.DARK));
        assertThat(onFx(() -> canvas().paintCount())).isGreaterThan(paints);
        doOnFx(() -> Objects.requireNonNull(panel).themeProperty().set(Theme.LIGHT));
    }
}
