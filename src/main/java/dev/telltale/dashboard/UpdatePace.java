package dev.telltale.dashboard;

import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.model.Matrix;
import dev.telltale.observe.ClusterView;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the window is updated. A view with another status is shown at once; one in which only times differ waits
 * for the clock, so that a cluster at rest is drawn with the clock only. While the window is minimised the clock stands
 * still. Confined to the FX thread, but for {@link #receive}. No animation of JavaFX is the clock: any running animation
 * requests 60 frames a second.
 */
final class UpdatePace implements AutoCloseable {
    /** Period of counters, which show tenths of a second, and of the timeline. */
    private static final Duration PERIOD = Duration.ofMillis(200);
    /** Everything else, and at rest all, is updated once a second. */
    private static final int PERIODS_PER_UPDATE = 5;

    private final PanelViewModel model;
    private final TimeSource clock;
    private final FxBridge<Boolean> changes;
    private final FxBridge<Boolean> ticks;
    /** The newest view that is not shown yet. */
    private final AtomicReference<@Nullable ClusterView> newest = new AtomicReference<>();
    /** Watch thread only. */
    private @Nullable Matrix received;

    private @Nullable SerialScheduler thread;
    private int periods;
    private boolean isClosed;

    /**
     * The clock stands still at first.
     *
     * @param frames runs tasks on the FX thread, at most one per frame
     */
    UpdatePace(PanelViewModel model, TimeSource clock, Executor frames, Executor fxThread) {
        this.model = model;
        this.clock = clock;
        changes = new FxBridge<>(frames, changed -> showNewest());
        ticks = new FxBridge<>(fxThread, due -> tick());
    }

    /** Takes the next view. Watch thread only. */
    void receive(ClusterView view) {
        Matrix before = received;
        received = view.matrix();
        newest.set(view);
        if (before == null || !before.hasSameStatuses(view.matrix())) {
            changes.publish(true);
        }
    }

    private void showNewest() {
        ClusterView view = newest.getAndSet(null);
        if (view != null) {
            model.show(view);
        }
    }

    /** Starts or stops the clock; when it starts, everything is updated at once. */
    void setSeen(boolean isSeen) {
        stopClock();
        if (isSeen && !isClosed) {
            thread = new SerialScheduler("panel-clock");
            thread.every(PERIOD, () -> ticks.publish(true));
            updateAll();
        }
    }

    /** Updates what is due after one more period. */
    void tick() {
        if (thread == null) {
            return; // A tick that was under way when the clock stopped.
        }
        periods++;
        if (periods % PERIODS_PER_UPDATE == 0) {
            updateAll();
        } else if (!model.isAtRest()) {
            model.refreshTimes(clock.now());
        }
    }

    private void updateAll() {
        ClockReading now = clock.now();
        ClusterView view = newest.getAndSet(null);
        if (view == null) {
            model.tick(now);
        } else {
            model.show(new ClusterView(now, view.matrix()));
        }
    }

    /** Stops the clock for good. */
    @Override
    public void close() {
        isClosed = true;
        stopClock();
    }

    private void stopClock() {
        if (thread != null) {
            thread.close();
            thread = null;
        }
    }
}
