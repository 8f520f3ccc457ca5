package dev.telltale.report;

import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Maps instants to x coordinates of a drawing, and places the ticks of its axis. Coordinates are in pixels. */
record TimeScale(Instant start, Instant end, double left, double right) {
    private static final int MAX_TICKS = 12;
    private static final double NANOS = 1e9;

    /** The x coordinate, clamped to the drawing. */
    double x(Instant at) {
        double share = seconds(at) / seconds(end);
        return left + Math.min(1, Math.max(0, share)) * (right - left);
    }

    private double seconds(Instant at) {
        return Duration.between(start, at).toNanos() / NANOS;
    }

    /** Seconds since the start: {@code +4.213 s}. */
    String after(Instant at) {
        return String.format(Locale.ROOT, "%+.3f s", seconds(at));
    }

    /** An interval as the end of a tooltip: {@code " from +4.213 s to +9.001 s, 4.78 s"}. */
    String span(Instant from, @Nullable Instant until) {
        return until == null
                ? " from " + after(from) + " on"
                : " from " + after(from) + " to " + after(until) + ", "
                        + DurationFormat.measured(Duration.between(from, until));
    }

    /** Ticks at multiples of 1, 2 or 5 times a power of ten seconds, at most 12 steps. */
    List<Tick> ticks() {
        double whole = seconds(end);
        double step = Math.pow(10, Math.floor(Math.log10(whole / MAX_TICKS)));
        for (double factor : new double[] {1, 2, 5, 10}) {
            if (whole / (step * factor) <= MAX_TICKS) {
                step *= factor;
                break;
            }
        }
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i * step <= whole * (1 + 1e-9); i++) {
            double x = left + i * step / whole * (right - left);
            ticks.add(new Tick(x, String.format(Locale.ROOT, "%." + decimals + "f s", i * step)));
        }
        return ticks;
    }

    /** One tick of the axis. */
    record Tick(double x, String label) {}
}
