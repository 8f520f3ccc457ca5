package dev.telltale.dashboard.kit;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import javafx.animation.AnimationTimer;

/**
 * Runs tasks on the FX thread, at once, but no second one before the first one's frame is painted: whoever hands over the newest
 * value again and again is heard once a frame, and no later than without. What a task does and what the frame paints are two
 * turns of the FX thread, between which it hears a click. Any thread may call; it never waits.
 */
public final class FrameThrottle implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    /** Something has been run that the next frame shows. */
    private boolean isFramePending;

    private final AnimationTimer frame = new AnimationTimer() {
        @Override
        public void handle(long frameNanos) {
            stop();
            isFramePending = false;
            if (!waiting.isEmpty()) {
                // Twice: behind the frame that is about to be painted, and behind all that comes meanwhile.
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
