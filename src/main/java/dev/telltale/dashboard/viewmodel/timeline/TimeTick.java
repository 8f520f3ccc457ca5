package dev.telltale.dashboard.viewmodel.timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A labelled position on the time axis: local time, as precise as the step requires. */
public record TimeTick(Instant at, String label) {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long[] STEPS_MILLIS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        SECOND,
        2 * SECOND,
        5 * SECOND,
        10 * SECOND,
        15 * SECOND,
        30 * SECOND,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE
    };
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** Ticks at round local times within the window, at most so many, oldest first. */
    public static List<TimeTick> of(TimeWindow window, ZoneId zone, int most) {
        long step = step(window.span().toMillis(), Math.max(1, most));
        long offset = zone.getRules().getOffset(window.from()).getTotalSeconds() * SECOND;
        long first = Math.floorDiv(window.from().toEpochMilli() + offset + step - 1, step) * step - offset;
        List<TimeTick> ticks = new ArrayList<>();
        for (long at = first; ticks.size() < most; at += step) {
            Instant instant = Instant.ofEpochMilli(at);
            if (instant.isAfter(window.to())) {
                break;
            }
            if (!instant.isBefore(window.from())) {
                ticks.add(new TimeTick(instant, format(step).format(instant.atZone(zone))));
            }
        }
        return ticks;
    }

    private static long step(long span, int most) {
        for (long step : STEPS_MILLIS) {
            if (span / step < most) {
                return step;
            }
        }
        return STEPS_MILLIS[STEPS_MILLIS.length - 1];
    }

    private static DateTimeFormatter format(long step) {
        return step < SECOND ? MILLIS : step < MINUTE ? SECONDS : MINUTES;
    }
}
