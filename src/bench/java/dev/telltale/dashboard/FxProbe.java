package dev.telltale.dashboard;

import static dev.telltale.testkit.TestValues.node;

import dev.telltale.dashboard.kit.FrameThrottle;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.Theme;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.observe.ClusterView;
import dev.telltale.testkit.ChangingCluster;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** Shows a continuously changing cluster in the panel and measures how long the FX thread is busy at a time. */
public final class FxProbe {
    private static final long SEED = 11;
    private static final long PAUSE_NANOS = 2_000_000;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration COUNT = Duration.ofMillis(200);

    private final ClusterFixture cluster;
    private final ChangingCluster changing;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final List<Duration> tasks = new ArrayList<>();
    private final List<Duration> frames = new ArrayList<>();
    private final List<Duration> work = new ArrayList<>();
    private ClockReading measuredFrom = TimeSource.SYSTEM.now();
    private long views;
    private FxBridge<ClusterView> bridge = new FxBridge<>(Runnable::run, view -> {});

    /**
     * What was measured.
     *
     * @param tasks durations of applying views and counts, each a part of a frame
     * @param frames durations of whole frames: tasks, layout, painting and the wait for the renderer
     * @param work processor time of the FX thread in each frame, independent of other programs
     * @param views number of published views
     */
    public record Times(List<Duration> tasks, List<Duration> frames, List<Duration> work, long views) {}

    private FxProbe(int nodes) {
        cluster = new ClusterFixture(nodes);
        changing = new ChangingCluster(nodes, SEED);
    }

    /** Starts JavaFX; once for all measurements. */
    public static void startToolkit() {
        Platform.setImplicitExit(false);
        Platform.startup(() -> {});
    }

    /** Measures for this long, after a warm-up of {@link #WARM_UP}. Blocks. */
    public static Times measure(int nodes, Duration time) throws InterruptedException {
        var probe = new FxProbe(nodes);
        Stage stage =
                CompletableFuture.supplyAsync(probe::open, FxBridge.FX_THREAD).join();
        probe.feed(WARM_UP.plus(time));
        return CompletableFuture.supplyAsync(
                        () -> {
                            probe.isOver.set(true);
                            stage.close();
                            return new Times(probe.tasks, probe.frames, probe.work, probe.views);
                        },
                        FxBridge.FX_THREAD)
                .join();
    }

    private Stage open() {
        Theme.LIGHT.apply();
        ClockReading now = TimeSource.SYSTEM.now();
        measuredFrom =
                new ClockReading(now.nanos() + WARM_UP.toNanos(), now.wall().plus(WARM_UP));
        var model = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), FxBridge.FX_THREAD, now, ZoneId.of("UTC"));
        model.timeline().follow(changing.history(), cluster.faults()::intervals);
        cluster.config().ids().forEach(node -> model.show(changing.next(now)));
        model.grid().selectedProperty().set(new CellRef(node(1), node(2)));
        new Frames(model).start(); // The first timer, so that it runs at the beginning of a frame.
        var each = new FrameThrottle();
        Executor timed = task -> each.execute(() -> time(task));
        bridge = new FxBridge<>(timed, model::show);
        var stage = new Stage();
        stage.setScene(new Scene(new PanelController(model, () -> {}).root(), 1280, 820));
        stage.show();
        return stage;
    }

    private void feed(Duration time) throws InterruptedException {
        ClockReading begin = TimeSource.SYSTEM.now();
        ClockReading now = begin;
        while (now.since(begin).compareTo(time) < 0) {
            bridge.publish(changing.next(now));
            views++;
            LockSupport.parkNanos(PAUSE_NANOS);
            now = TimeSource.SYSTEM.now();
        }
    }

    private void time(Runnable task) {
        ClockReading begin = TimeSource.SYSTEM.now();
        task.run();
        add(tasks, begin, TimeSource.SYSTEM.now().since(begin));
    }

    private void add(List<Duration> lengths, ClockReading begin, Duration length) {
        if (begin.since(measuredFrom).compareTo(Duration.ZERO) > 0) {
            lengths.add(length);
        }
    }

    /** Measures each frame from its first animation callback to the next task of the FX thread. */
    private final class Frames extends AnimationTimer {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final PanelViewModel model;
        private ClockReading counted = TimeSource.SYSTEM.now();

        Frames(PanelViewModel model) {
            this.model = model;
        }

        @Override
        public void handle(long frameNanos) {
            if (isOver.get()) {
                stop();
                return;
            }
            ClockReading begin = TimeSource.SYSTEM.now();
            long worked = threads.getCurrentThreadCpuTime();
            if (begin.since(counted).compareTo(COUNT) > 0) {
                counted = begin;
                time(() -> model.refreshTimes(begin));
            }
            FxBridge.FX_THREAD.execute(() -> {
                add(frames, begin, TimeSource.SYSTEM.now().since(begin));
                add(work, begin, Duration.ofNanos(threads.getCurrentThreadCpuTime() - worked));
            });
        }
    }
}
