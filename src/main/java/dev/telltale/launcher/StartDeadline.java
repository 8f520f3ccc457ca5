package dev.telltale.launcher;

import dev.telltale.concurrent.SerialScheduler;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Limits the time in which a process must become ready. The limit is extended period by period while the process uses
 * processor time: a start on a busy machine is slow, but a process that uses none will never be ready. Confined to the
 * launcher thread.
 */
final class StartDeadline {
    /** With the default period of 10 s, two minutes in total. */
    private static final int MAX_PERIODS = 12;
    /** The processor time per period of a process that works; an idle Java process uses less in 10 s. */
    private static final Duration MIN_WORK = Duration.ofMillis(100);

    private final SerialScheduler thread;
    private final Duration period;
    private final Supplier<Duration> processorTime;
    private final BooleanSupplier isStarting;
    private final Runnable expired;
    private int periods;
    private Duration used = Duration.ZERO;

    /**
     * Starts the first period.
     *
     * @param processorTime that the process has used; zero if the system does not report it
     * @param isStarting whether the process is still not ready and not ending
     * @param expired called at most once, if the process was not ready in time
     */
    StartDeadline(
            SerialScheduler thread,
            Duration period,
            Supplier<Duration> processorTime,
            BooleanSupplier isStarting,
            Runnable expired) {
        this.thread = thread;
        this.period = period;
        this.processorTime = processorTime;
        this.isStarting = isStarting;
        this.expired = expired;
        thread.after(period, this::onPeriodOver);
    }

    private void onPeriodOver() {
        if (!isStarting.getAsBoolean()) {
            return;
        }
        Duration before = used;
        used = processorTime.get();
        periods++;
        if (periods < MAX_PERIODS && used.minus(before).compareTo(MIN_WORK) >= 0) {
            thread.after(period, this::onPeriodOver);
        } else {
            expired.run();
        }
    }
}
