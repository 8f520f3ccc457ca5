package dev.telltale.dashboard.matrix;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The old looks of the cells that changed just now, and how far they have faded. */
final class CellFades {
    private static final long FADE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long NOT_BEGUN = -1;

    private static final class Fade {
        private final CellState from;
        private long elapsedNanos = NOT_BEGUN;

        Fade(CellState from) {
            this.from = from;
        }
    }

    private final Map<Integer, Fade> fades = new HashMap<>();
    private long lastFrame;

    /** Every cell that looks different in the newer grid starts to fade, if the grids have the same nodes. */
    void begin(Grid before, Grid after) {
        if (!before.nodes().equals(after.nodes())) {
            fades.clear();
            return;
        }
        int n = after.size();
        for (int i = 0; i < n * n; i++) {
            CellState from = before.health(i / n, i % n);
            if (from != after.health(i / n, i % n)) {
                fades.put(i, new Fade(from));
            }
        }
    }

    /** Moves on to this frame. The time is that of the animation timer. */
    void frame(long frameNanos) {
        long step = frameNanos - lastFrame;
        lastFrame = frameNanos;
        fades.values()
                .forEach(fade -> fade.elapsedNanos = fade.elapsedNanos == NOT_BEGUN ? 0 : fade.elapsedNanos + step);
        fades.values().removeIf(fade -> fade.elapsedNanos >= FADE_NANOS);
    }

    void clear() {
        fades.clear();
    }

    boolean isDone() {
        return fades.isEmpty();
    }

    /** What the cell looked like before, or null if it does not fade. */
    @Nullable
    CellState from(int cell) {
        Fade fade = fades.get(cell);
        return fade == null ? null : fade.from;
    }

    /** How much of the old look is left, 1 to 0. */
    double left(int cell) {
        Fade fade = fades.get(cell);
        return fade == null ? 0 : 1 - Math.max(0, fade.elapsedNanos) / (double) FADE_NANOS;
    }
}
