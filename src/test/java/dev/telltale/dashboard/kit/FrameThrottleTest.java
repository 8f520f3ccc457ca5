package dev.telltale.dashboard.kit;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.DashboardFixture;
import dev.telltale.dashboard.PanelController;
import dev.telltale.dashboard.timeline.TimelineCanvas;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.observe.ClusterView;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.ChangingCluster;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.AnimationTimer;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** 30 nodes whose statuses change all the time, published to the real panel faster than its frame rate. */
@ExtendWith(ApplicationExtension.class)
@Tag("window")
class FrameThrottleTest {
    private static final int VIEWS = 1_500;

    private final ClusterFixture cluster = new ClusterFixture(30);
    private final ChangingCluster changing = new ChangingCluster(30, 7);
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, NOW, ZoneId.of("UTC"));
    private final FxBridge<ClusterView> views = new FxBridge<>(new FrameThrottle(), this::receive);
    private @Nullable PanelController panel;
    private int frames;
    private int received;
    private int published;

    @Start
    void start(Stage window) {
        panel = new PanelController(model, () -> {});
        model.timeline().follow(changing.history(), cluster.faults()::intervals);
        model.grid().selectedProperty().set(new CellRef(node(1), node(2)));
        DashboardFixture.show(window, panel.root());
        new AnimationTimer() {
            @Override
            public void handle(long frameNanos) {
                frames++;
            }
        }.start();
    }

    /** FX thread only; computes one diagnosis per view. */
    private void receive(ClusterView view) {
        received++;
        model.show(view);
    }

    @Test
    void atMostOneViewAndOnePaintPerFrameOccurAndTheNewestViewIsShown() throws TimeoutException {
        int[] before = counts();
        ClockReading last = NOW;
        for (int i = 1; i <= VIEWS; i++) {
            last = later(Duration.ofMillis(2L * i));
            views.publish(changing.next(last));
        }
        ClockReading newest = last;
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> onFx(() -> model.grid().now()).equals(newest));
        int[] after = counts();
        // Between the two counts the first frame may have begun, and the last one may not have ended.
        int max = after[0] - before[0] + 1;
        assertThat(after[1] - before[1]).as("views received").isBetween(1, max);
        assertThat(after[2] - before[2]).as("paints of the grid").isBetween(1, max);
        assertThat(after[3] - before[3]).as("paints of the timeline").isBetween(1, max);
    }

    @Test
    void atMostOneViewIsProcessedPerFrame() throws TimeoutException {
        List<Integer> framesOfViews = new ArrayList<>();
        var each = new FxBridge<Integer>(new FrameThrottle(), value -> framesOfViews.add(frames));
        publish(each, 200);
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> onFx(() -> published == 200 && !framesOfViews.isEmpty()));
        assertThat(onFx(() -> List.copyOf(framesOfViews))).doesNotHaveDuplicates();
    }

    /** Publishes each value in its own task, between which the FX thread could deliver them. */
    private void publish(FxBridge<Integer> bridge, int left) {
        FxBridge.FX_THREAD.execute(() -> {
            bridge.publish(left);
            published++;
            if (left > 1) {
                publish(bridge, left - 1);
            }
        });
    }

    @Test
    @DisabledIfSystemProperty(
            named = "testfx.headless",
            matches = "false",
            disabledReason = "only a window manager restores a minimised window")
    void aMinimisedWindowPaintsNothingAndShowsTheNewestViewWhenRestored() {
        Stage stage = stage();
        paintsNothingWhile(() -> stage.setIconified(true), () -> stage.setIconified(false));
    }

    @Test
    void aHiddenWindowPaintsNothingAndShowsTheNewestViewWhenShownAgain() {
        Stage stage = stage();
        paintsNothingWhile(stage::hide, stage::show);
    }

    private Stage stage() {
        return (Stage)
                onFx(() -> Objects.requireNonNull(panel).root().getScene().getWindow());
    }

    private void paintsNothingWhile(Runnable hide, Runnable show) {
        doOnFx(hide);
        doOnFx(() -> {});
        int[] before = counts();
        for (int i = 1; i <= 100; i++) {
            views.publish(changing.next(later(Duration.ofSeconds(i))));
            doOnFx(() -> {});
        }
        int[] after = counts();
        assertThat(after[1]).as("views received").isGreaterThan(before[1]);
        assertThat(after[2]).as("paints of the grid").isEqualTo(before[2]);
        assertThat(after[3]).as("paints of the timeline").isEqualTo(before[3]);
        doOnFx(show);
        Await.until("the grid is painted again", () -> counts()[2] > after[2]);
    }

    private int[] counts() {
        return onFx(() -> {
            PanelController shown = Objects.requireNonNull(panel);
            TimelineCanvas timeline = (TimelineCanvas) shown.root().lookup("#timeline");
            return new int[] {frames, received, (int) shown.matrix().paintCount(), (int) timeline.paintCount()};
        });
    }
}
