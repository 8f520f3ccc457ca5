package dev.telltale.time;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Converts instants to and from microseconds since 1970, for compact storage. Pure. */
public final class WallMicros {
    private WallMicros() {}

    public static long of(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
