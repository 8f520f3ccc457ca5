package dev.telltale.timeline;

import dev.telltale.text.LocaleFormat;
import dev.telltale.text.LocaleFormat.Precision;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A labelled position on the time axis; the label is as precise as the distance of the ticks requires. */
public record TimeTick(Instant at, String label) {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long MAX_STEP = 24 * HOUR;
    private static final List<Long> CLOCK_STEPS_MILLIS = Stream.of(
                    new long[] {1, 2, 5, 10, 20, 50, 100, 200, 500},
                    new long[] {SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND},
                    new long[] {MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE},
                    new long[] {HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, MAX_STEP})
            .flatMap(steps -> Arrays.stream(steps).boxed())
            .toList();
    private static final int NANO_DIGITS = 9;

    /** Ticks at round local times within the window, at most {@code maxTicks}, oldest first. */
    public static List<TimeTick> ofClock(TimeWindow window, ZoneId zone, int maxTicks) {
        long span = window.span().toMillis();
        long step = CLOCK_STEPS_MILLIS.stream()
                .filter(candidate -> span / candidate < maxTicks)
                .findFirst()
                .orElse(MAX_STEP);
        long offset = zone.getRules().getOffset(window.from()).getTotalSeconds() * SECOND;
        long first = Math.floorDiv(window.from().toEpochMilli() + offset + step - 1, step) * step - offset;
        Precision precision = step < SECOND ? Precision.MILLIS : step < MINUTE ? Precision.SECONDS : Precision.MINUTES;
        return instants(window, Instant.ofEpochMilli(first), Duration.ofMillis(step))
                .limit(maxTicks)
                .map(at -> new TimeTick(at, LocaleFormat.clock(at, zone, precision)))
                .toList();
    }

    /**
     * Ticks labelled with the seconds since the start of the window, oldest first. Their distance is 1, 2 or 5 times a
     * power of ten seconds.
     *
     * @param maxSteps the maximum number of distances within the window
     */
    public static List<TimeTick> ofElapsed(TimeWindow window, int maxSteps) {
        long span = window.span().toNanos();
        long step = 1;
        for (int i = 0; span > maxSteps * step; i++) {
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        int decimals = Math.max(0, NANO_DIGITS + 1 - String.valueOf(step).length());
        return instants(window, window.from(), Duration.ofNanos(step))
                .map(at -> new TimeTick(at, String.format(Locale.ROOT, "%." + decimals + "f s", window.secondsTo(at))))
                .toList();
    }

    private static Stream<Instant> instants(TimeWindow window, Instant first, Duration step) {
        return Stream.iterate(first, at -> !at.isAfter(window.to()), at -> at.plus(step))
                .filter(window::contains);
    }
}
