package dev.telltale.diagnosis.cause;

import java.util.List;

/** Which of two patterns is told first. */
public final class CauseSeverity {
    private static final List<Class<? extends Cause>> ORDER = List.of(
            Cause.Crash.class,
            Cause.Left.class,
            Cause.Absent.class,
            Cause.Hang.class,
            Cause.Failing.class,
            Cause.Partition.class,
            Cause.Isolated.class,
            Cause.Mute.class,
            Cause.Deaf.class,
            Cause.Broken.class,
            Cause.OneWay.class,
            Cause.Overload.class,
            Cause.SickObserver.class,
            Cause.GrayStatus.class,
            Cause.Restart.class,
            Cause.Skewed.class);
    private static final int FIRST_MILD = ORDER.indexOf(Cause.Overload.class);

    private CauseSeverity() {}

    public static int of(Cause cause) {
        return ORDER.indexOf(cause.getClass());
    }

    /** Whether all nodes may hear each other all the same. */
    public static boolean isMild(Cause cause) {
        return of(cause) >= FIRST_MILD;
    }
}
