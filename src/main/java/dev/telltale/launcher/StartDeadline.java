package dev.telltale.launcher;

import dev.telltale.platform.SerialScheduler;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Gives a process time to become ready, and the same time again while it works towards that: on a busy machine a start takes
 * long, but one that stands still never ends. Confined to the launcher thread.
 */
final class StartDeadline {
    /** With the usual time of 10 s, two minutes in all. */
    private static final int MAX_PERIODS = 12;
    /** The least processor time of a process that works; a Java process at rest uses less in ten seconds. */
    private static final Duration WORK = Duration.ofMillis(100);

    private final SerialScheduler thread;
    private final Duration period;
    private final Process process;
    private final BooleanSupplier isStarting;
    private final Runnable expired;
    private int periods;
    private Duration used = Duration.ZERO;

    /**
     * Starts at once.
     *
     * @param isStarting whether the process is still awaited
     * @param expired called once if it was not ready in time
     */
    StartDeadline(
            SerialScheduler thread, Duration period, Process process, BooleanSupplier isStarting, Runnable expired) {
        this.thread = thread;
        this.period = period;
        this.process = process;
        this.isStarting = isStarting;
        this.expired = expired;
        thread.after(period, this::onPeriodOver);
    }

    private void onPeriodOver() {
        if (!isStarting.getAsBoolean()) {
            return;
        }
        Duration before = used;
        used = processorTime();
        periods++;
        if (periods < MAX_PERIODS && used.minus(before).compareTo(WORK) >= 0) {
            thread.after(period, this::onPeriodOver);
        } else {
            expired.run();
        }
    }

    /** Zero where the system does not tell. */
    private Duration processorTime() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }
}
