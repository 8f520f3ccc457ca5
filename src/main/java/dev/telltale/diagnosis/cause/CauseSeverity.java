package dev.telltale.diagnosis.cause;

import java.util.List;

/** The order of causes in a sentence and in a list of findings, most severe first. */
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

    /** The rank of the cause: 0 is the most severe. */
    public static int of(Cause cause) {
        return ORDER.indexOf(cause.getClass());
    }

    /** Whether all nodes may be up at every observer in spite of the cause. */
    public static boolean isMild(Cause cause) {
        return of(cause) >= FIRST_MILD;
    }
}
