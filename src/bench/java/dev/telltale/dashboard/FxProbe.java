package dev.telltale.dashboard;

import dev.telltale.dashboard.viewmodel.CellRef;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.model.Moment;
import dev.telltale.observe.ClusterView;
import dev.telltale.time.NanoClock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.Animation;
import javafx.animation.AnimationTimer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** Shows the real panel what never ends to change, and measures how long the FX thread is busy at a time. */
public final class FxProbe {
    private static final long SEED = 11;
    private static final long PAUSE_NANOS = 2_000_000;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final javafx.util.Duration COUNT = javafx.util.Duration.millis(200);

    private final Story story;
    private final Flapping flapping;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final List<Duration> tasks = new ArrayList<>();
    private final List<Duration> frames = new ArrayList<>();
    private Moment measuredFrom = NanoClock.SYSTEM.now();
    private Duration others = Duration.ZERO;
    private long views;

    /**
     * What was measured.
     *
     * @param tasks views handed over and counts told, one by one
     * @param frames animation, layout and painting of one frame, with the wait for the renderer
     * @param views how many there were to be shown
     */
    public record Times(List<Duration> tasks, List<Duration> frames, long views) {}

    private FxProbe(int nodes) {
        story = new Story(nodes);
        flapping = new Flapping(story.config(), SEED);
    }

    /** Once for all measurements. */
    public static void startToolkit() {
        Platform.setImplicitExit(false);
        Platform.startup(() -> {});
    }

    /** Takes so long, and as long as it takes to warm up. */
    public static Times measure(int nodes, Duration time) throws InterruptedException {
        var probe = new FxProbe(nodes);
        Stage stage =
                CompletableFuture.supplyAsync(probe::open, FxBridge.FX_THREAD).join();
        probe.feed(WARM_UP.plus(time));
        return CompletableFuture.supplyAsync(
                        () -> {
                            probe.isOver.set(true);
                            stage.close();
                            return new Times(probe.tasks, probe.frames, probe.views);
                        },
                        FxBridge.FX_THREAD)
                .join();
    }

    private FxBridge<ClusterView> bridge = new FxBridge<>(Runnable::run, view -> {});

    private Stage open() {
        Moment now = NanoClock.SYSTEM.now();
        measuredFrom = new Moment(now.nanos() + WARM_UP.toNanos(), now.wall().plus(WARM_UP));
        var model = new PanelViewModel(
                story.config(), story.control(), story.faults(), FxBridge.FX_THREAD, now, ZoneId.of("UTC"));
        model.timeline().follow(flapping.history(), story.faults()::truth);
        model.show(flapping.all(now));
        model.grid().selectedProperty().set(new CellRef(Story.node(1), Story.node(2)));
        Executor timed = task -> FxBridge.FX_THREAD.execute(() -> time(task));
        bridge = new FxBridge<>(timed, model::show);
        var counts = new Timeline(new KeyFrame(COUNT, event -> time(() -> model.count(NanoClock.SYSTEM.now()))));
        counts.setCycleCount(Animation.INDEFINITE);
        counts.play();
        var stage = new Stage();
        stage.setScene(new Scene(new PanelController(model, () -> {}).root(), 1280, 820));
        stage.show();
        new Frames().start();
        return stage;
    }

    private void feed(Duration time) throws InterruptedException {
        Moment begin = NanoClock.SYSTEM.now();
        Moment now = begin;
        while (now.since(begin).compareTo(time) < 0) {
            bridge.publish(flapping.next(now));
            views++;
            LockSupport.parkNanos(PAUSE_NANOS);
            now = NanoClock.SYSTEM.now();
        }
    }

    private void time(Runnable task) {
        Moment begin = NanoClock.SYSTEM.now();
        task.run();
        Duration length = NanoClock.SYSTEM.now().since(begin);
        others = others.plus(length);
        add(tasks, begin, length);
    }

    private void add(List<Duration> lengths, Moment begin, Duration length) {
        if (begin.since(measuredFrom).compareTo(Duration.ZERO) > 0) {
            lengths.add(length);
        }
    }

    /** From the first animation of a frame to the next task: without those of ours that came in between. */
    private final class Frames extends AnimationTimer {
        @Override
        public void handle(long frameNanos) {
            if (isOver.get()) {
                stop();
                return;
            }
            Moment begin = NanoClock.SYSTEM.now();
            Duration before = others;
            FxBridge.FX_THREAD.execute(() -> {
                Duration whole = NanoClock.SYSTEM.now().since(begin);
                add(frames, begin, whole.minus(others.minus(before)));
            });
        }
    }
}
