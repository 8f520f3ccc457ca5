package dev.telltale.tune;

import dev.telltale.text.LocaleFormat;
import java.time.Duration;

/** Rates and lengths of recordings as people say them: in one unit, rounded so that no certainty is added. */
public final class RateText {
    private static final double SECONDS_PER_HOUR = 3_600;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double SECONDS_PER_DAY = 86_400;
    /** From this number on, the next larger unit is used. */
    private static final double MIN_OF_UNIT = 2;

    private RateText() {}

    /** "one in 8 h", of a rate in events per hour: the time is rounded down, so the rate is not understated. */
    public static String onceIn(double perHour) {
        return "one in " + between(perHour);
    }

    /** The mean time between two mistakes, rounded down to one unit: "8 h". */
    static String between(double perHour) {
        return inUnit(SECONDS_PER_HOUR / perHour, false);
    }

    /** A length of time, rounded down to one unit: "4 h". */
    static String down(Duration length) {
        return inUnit(length.toNanos() / 1e9, false);
    }

    /** A length of time, rounded up to one unit: "15 days". */
    static String up(Duration length) {
        return inUnit(length.toNanos() / 1e9, true);
    }

    private static String inUnit(double seconds, boolean isUp) {
        if (seconds >= MIN_OF_UNIT * SECONDS_PER_DAY) {
            return whole(seconds / SECONDS_PER_DAY, isUp) + " days";
        }
        if (seconds >= MIN_OF_UNIT * SECONDS_PER_HOUR) {
            return whole(seconds / SECONDS_PER_HOUR, isUp) + " h";
        }
        return seconds >= MIN_OF_UNIT * SECONDS_PER_MINUTE
                ? whole(seconds / SECONDS_PER_MINUTE, isUp) + " min"
                : seconds < MIN_OF_UNIT ? whole(1_000 * seconds, isUp) + " ms" : whole(seconds, isUp) + " s";
    }

    private static String whole(double units, boolean isUp) {
        // A length that is exact but for the error of the floating point counts as exact.
        double exact = Math.rint(units);
        double rounded = Math.abs(units - exact) < 1e-9 * exact ? exact : isUp ? Math.ceil(units) : Math.floor(units);
        return LocaleFormat.rounded(rounded, 0);
    }
}
