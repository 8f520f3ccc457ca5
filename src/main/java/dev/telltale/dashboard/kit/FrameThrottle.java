package dev.telltale.dashboard.kit;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import javafx.animation.AnimationTimer;

/**
 * Runs tasks on the FX thread, at most one batch per frame. A task that arrives while no frame is pending runs at once;
 * later ones wait until that frame is painted. The task and the painting are separate turns of the FX thread, so that
 * input events are handled between them. Any thread; never blocks.
 */
public final class FrameThrottle implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    /** A task has run since the last frame. */
    private boolean isFramePending;

    private final AnimationTimer frame = new AnimationTimer() {
        @Override
        public void handle(long frameNanos) {
            stop();
            isFramePending = false;
            if (!waiting.isEmpty()) {
                // Queued twice: once behind the frame that is about to be painted, once behind the events that arrive
                // meanwhile.
                FxBridge.FX_THREAD.execute(() -> FxBridge.FX_THREAD.execute(FrameThrottle.this::run));
            }
        }
    };

    @Override
    public void execute(Runnable task) {
        FxBridge.FX_THREAD.execute(() -> {
            waiting.add(task);
            if (!isFramePending) {
                run();
            }
        });
    }

    private void run() {
        isFramePending = true;
        frame.start();
        for (int left = waiting.size(); left > 0; left--) {
            waiting.remove().run();
        }
    }
}
