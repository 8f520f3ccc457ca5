package dev.telltale.dashboard;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import javafx.animation.AnimationTimer;

/**
 * Runs tasks on the FX thread at the beginning of the next frame, so that what follows from them is laid out and painted in
 * that same frame: whoever hands over the newest value again and again is heard once a frame, and no later than without.
 * Any thread may call; it never waits.
 */
final class EachFrame implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private final AnimationTimer frame = new AnimationTimer() {
        @Override
        public void handle(long frameNanos) {
            stop();
            for (int left = waiting.size(); left > 0; left--) {
                waiting.remove().run();
            }
        }
    };

    @Override
    public void execute(Runnable task) {
        FxBridge.FX_THREAD.execute(() -> {
            waiting.add(task);
            frame.start();
        });
    }
}
