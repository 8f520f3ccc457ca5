package dev.telltale.dashboard;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.matrix.MatrixCanvas;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/** Observes the open panel for a measurement: reports the frame in which a cell is painted in a given state. */
public final class ScreenProbe {
    private static final long ROUND_MILLIS = 20;

    private final Window window;
    private final Scene scene;
    private final MatrixCanvas matrix;

    private ScreenProbe(Window window, Scene scene, MatrixCanvas matrix) {
        this.window = window;
        this.scene = scene;
        this.matrix = matrix;
        matrix.reduceMotionProperty().set(true);
    }

    /** Waits for the window. */
    public static ScreenProbe find(Duration timeout) throws InterruptedException {
        for (long round = 0; round < timeout.toMillis() / ROUND_MILLIS; round++) {
            Thread.sleep(ROUND_MILLIS);
            ScreenProbe probe = tryFind();
            if (probe != null) {
                return probe;
            }
        }
        throw new IllegalStateException("the panel did not open");
    }

    private static @Nullable ScreenProbe tryFind() {
        try {
            return CompletableFuture.supplyAsync(ScreenProbe::ofOpenPanel, FxBridge.FX_THREAD)
                    .join();
        } catch (IllegalStateException | CompletionException toolkitNotStarted) {
            return null;
        }
    }

    private static @Nullable ScreenProbe ofOpenPanel() {
        for (Window window : Window.getWindows()) {
            Scene scene = window.getScene();
            if (window.isShowing() && scene != null && scene.lookup("#matrix") instanceof MatrixCanvas matrix) {
                return new ScreenProbe(window, scene, matrix);
            }
        }
        return null;
    }

    /** Completes at the end of the first layout pass, in which the canvas paints, that finds the cell in this state. */
    public Future<ClockReading> whenPainted(CellRef cell, CellState state) {
        var painted = new CompletableFuture<ClockReading>();
        FxBridge.FX_THREAD.execute(() -> {
            if (matrix.cellState(cell) == state) {
                painted.complete(TimeSource.SYSTEM.now());
                return;
            }
            var listener = new Runnable() {
                @Override
                public void run() {
                    if (matrix.cellState(cell) == state) {
                        painted.complete(TimeSource.SYSTEM.now());
                        // Deferred, since the scene is iterating over its listeners.
                        FxBridge.FX_THREAD.execute(() -> scene.removePostLayoutPulseListener(this));
                    }
                }
            };
            scene.addPostLayoutPulseListener(listener);
        });
        return painted;
    }

    /** Closes the panel: the second request confirms that its nodes are stopped. */
    public void close() {
        FxBridge.FX_THREAD.execute(() -> {
            window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
            window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
        });
    }
}
