package dev.telltale.dashboard;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.timeline.TimelineSpot;
import dev.telltale.model.Status;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdatePaceTest {
    private static final int PERIODS_PER_SECOND = 5;

    private final ClusterFixture cluster = new ClusterFixture(3).allUp();
    private final PanelViewModel model = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
    private ClockReading now = NOW;
    /** Frames that have been requested and not drawn yet, while they are held back. */
    private final Deque<Runnable> frames = new ArrayDeque<>();

    private boolean areFramesHeld;
    /** The clock's own ticks are dropped: each test ticks itself. */
    private final UpdatePace pace = new UpdatePace(model, () -> now, this::frame, tick -> {});

    private void frame(Runnable task) {
        if (areFramesHeld) {
            frames.add(task);
        } else {
            task.run();
        }
    }

    @BeforeEach
    void open() {
        pace.setSeen(true);
        pace.receive(cluster.view());
    }

    @AfterEach
    void close() {
        pace.close();
    }

    private void tick(int periods) {
        for (int i = 0; i < periods; i++) {
            now = new ClockReading(
                    now.nanos() + Duration.ofMillis(200).toNanos(), now.wall().plusMillis(200));
            pace.tick();
        }
    }

    private CellState state() {
        Grid grid = model.grid().grid();
        return grid.state(grid.indexOf(node(1)), grid.indexOf(node(2)));
    }

    @Test
    void anotherStatusIsShownAtOnce() {
        assertThat(state()).isEqualTo(CellState.UP);
        pace.receive(cluster.withStatus(1, 2, Status.DOWN).view());
        assertThat(state()).isEqualTo(CellState.DOWN);
    }

    @Test
    void aViewInWhichOnlyTimesDifferIsShownWithinASecond() {
        Grid shown = model.grid().grid();
        pace.receive(cluster.answered(1, Duration.ZERO).view());
        tick(PERIODS_PER_SECOND - 1);
        assertThat(model.grid().grid()).isSameAs(shown);
        tick(1);
        assertThat(model.grid().grid()).isNotSameAs(shown);
        assertThat(model.grid().now()).isEqualTo(now);
    }

    @Test
    void anEarlierViewNeverReplacesALaterOne() {
        areFramesHeld = true;
        pace.receive(cluster.withStatus(1, 2, Status.DOWN).view());
        pace.receive(cluster.answered(1, Duration.ZERO).view());
        tick(PERIODS_PER_SECOND);
        Grid shown = model.grid().grid();
        assertThat(state()).isEqualTo(CellState.DOWN);
        assertThat(frames).hasSize(1);
        frames.remove().run();
        assertThat(model.grid().grid()).isSameAs(shown);
    }

    @Test
    void countersAndTheTimelineAdvanceInBetween() {
        model.grid().selectedProperty().set(new CellRef(node(1), node(2)));
        tick(1);
        assertThat(model.grid().now()).isEqualTo(later(Duration.ofMillis(200)));
        assertThat(model.timeline().window().to()).isEqualTo(now.wall());
    }

    @Test
    void atRestEverythingIsUpdatedOnceASecond() {
        now = later(Duration.ofSeconds(61));
        pace.setSeen(true);
        ClockReading shown = now;
        tick(PERIODS_PER_SECOND - 1);
        assertThat(model.grid().now()).isEqualTo(shown);
        tick(1);
        assertThat(model.grid().now()).isEqualTo(now);
        assertThat(model.timeline().window().to()).isEqualTo(now.wall());
    }

    @Test
    void outputIsReadWithAViewToo() {
        model.selectedNodeProperty().set(node(1));
        cluster.control().print(node(1), "hello");
        pace.receive(cluster.answered(1, Duration.ZERO).view());
        now = later(Duration.ofSeconds(61));
        pace.setSeen(true);
        assertThat(model.output().textProperty().get()).isEqualTo("hello");
    }

    @Test
    void aHoveredSpotOfTheTimelineIsNoRest() {
        now = later(Duration.ofSeconds(61));
        pace.setSeen(true);
        assertThat(model.isAtRest()).isTrue();
        model.timeline().hoveredProperty().set(new TimelineSpot(NOW.wall(), null, -1));
        assertThat(model.isAtRest()).isFalse();
    }

    @Test
    void aClosedPaceDoesNotStartAgain() {
        pace.close();
        now = later(Duration.ofMinutes(2));
        pace.setSeen(true);
        tick(PERIODS_PER_SECOND);
        assertThat(model.grid().now()).isEqualTo(NOW);
    }

    @Test
    void whileTheWindowIsNotSeenOnlyStatusesChange() {
        pace.setSeen(false);
        Grid shown = model.grid().grid();
        pace.receive(cluster.answered(1, Duration.ZERO).view());
        tick(2 * PERIODS_PER_SECOND);
        assertThat(model.grid().grid()).isSameAs(shown);
        assertThat(model.grid().now()).isEqualTo(NOW);
        pace.receive(cluster.withStatus(1, 2, Status.DOWN).view());
        assertThat(state()).isEqualTo(CellState.DOWN);
    }

    @Test
    void everythingIsCurrentAtOnceWhenTheWindowIsSeenAgain() {
        pace.setSeen(false);
        Grid shown = model.grid().grid();
        pace.receive(cluster.answered(1, Duration.ZERO).view());
        now = later(Duration.ofMinutes(2));
        pace.setSeen(true);
        assertThat(model.grid().grid()).isNotSameAs(shown);
        assertThat(model.grid().now()).isEqualTo(now);
        assertThat(model.timeline().window().to()).isEqualTo(now.wall());
    }
}
