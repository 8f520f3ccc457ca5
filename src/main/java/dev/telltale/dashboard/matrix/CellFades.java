package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The cells whose state changed less than 250 ms ago, with their previous state, for the fading. */
final class CellFades {
    private static final long FADE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long NOT_STARTED = -1;

    private static final class Fade {
        private final CellState from;
        private long elapsedNanos = NOT_STARTED;

        Fade(CellState from) {
            this.from = from;
        }
    }

    private final Map<Integer, Fade> fades = new HashMap<>();
    private long lastFrame;

    /** Starts a fade of every cell whose state differs; clears all fades if the grids have other nodes. */
    void begin(Grid before, Grid after) {
        if (!before.nodes().equals(after.nodes())) {
            fades.clear();
            return;
        }
        int n = after.size();
        for (int i = 0; i < n * n; i++) {
            CellState from = before.state(i / n, i % n);
            if (from != after.state(i / n, i % n)) {
                fades.put(i, new Fade(from));
            }
        }
    }

    /** Advances all fades to this frame, and removes those that are over. The time is that of the animation timer. */
    void frame(long frameNanos) {
        long step = frameNanos - lastFrame;
        lastFrame = frameNanos;
        fades.values()
                .forEach(fade -> fade.elapsedNanos = fade.elapsedNanos == NOT_STARTED ? 0 : fade.elapsedNanos + step);
        fades.values().removeIf(fade -> fade.elapsedNanos >= FADE_NANOS);
    }

    boolean isDone() {
        return fades.isEmpty();
    }

    /** The previous state of the cell; null if it does not fade. */
    @Nullable
    CellState from(int cell) {
        Fade fade = fades.get(cell);
        return fade == null ? null : fade.from;
    }

    /** The opacity of the previous state, 1 to 0. */
    double opacity(int cell) {
        Fade fade = fades.get(cell);
        return fade == null ? 0 : 1 - Math.max(0, fade.elapsedNanos) / (double) FADE_NANOS;
    }
}
