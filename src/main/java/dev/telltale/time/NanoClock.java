package dev.telltale.time;

import dev.telltale.model.Moment;
import java.time.Instant;

/** The time, as one door: monotonic nanoseconds to measure with, and wall time to show. Tests hand in their own. */
@FunctionalInterface
public interface NanoClock {
    NanoClock SYSTEM = () -> new Moment(System.nanoTime(), Instant.now());

    Moment now();

    default long nanos() {
        return now().nanos();
    }
}
