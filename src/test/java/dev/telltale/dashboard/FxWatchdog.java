package dev.telltale.dashboard;

import static dev.telltale.dashboard.DashboardFixture.doOnFx;
import static dev.telltale.dashboard.DashboardFixture.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.Await;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;

/**
 * Fails if a turn of the FX thread is too long, which is the time that a click has to wait. A turn may use 50 ms of
 * processor time, which other programs hardly influence. One turn in 200 may use more: the kernel charges page faults,
 * cold caches and, in a virtual machine, stolen time to the interrupted thread; slow code of this project exceeds the
 * bound more often. A waiting thread uses no processor time, so the time of the samples in which code of this project
 * waits has the same bound. Elapsed time may be up to 3 s, which only a blocked thread reaches.
 */
final class FxWatchdog implements AutoCloseable {
    private static final Duration MAX_BUSY = Duration.ofMillis(50);
    private static final Duration MAX_ELAPSED = Duration.ofSeconds(3);
    /** One turn in this many may exceed the bound. */
    private static final int TURNS_PER_OUTLIER = 200;

    private static final int MAX_QUEUED = 500;
    private static final int MAX_FRAMES = 60;
    /** A sample counts for the time since the previous one, but at most for this: a longer gap is unknown. */
    private static final long MAX_SAMPLE_NANOS = 5_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The work from one marker in the queue of the FX thread to the next. Created on that thread. */
    private static final class Turn {
        final long fxThread = Thread.currentThread().getId();
        final long nanos = System.nanoTime();
        final long cpuNanos = THREADS.getCurrentThreadCpuTime();
        String stack = "";
        String waitStack = "";
        long waitedNanos;
    }

    /** The largest value so far, with its stack. */
    private record Peak(long nanos, String stack) {
        Peak max(Peak other) {
            return other.nanos > nanos ? other : this;
        }

        long millis() {
            return nanos / 1_000_000;
        }
    }

    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
    private Turn turn = onFx(Turn::new);
    private long sampledAt = System.nanoTime();
    private int queued;
    private final List<Peak> busy = new ArrayList<>();
    private Peak elapsed = new Peak(0, "");
    private Peak waited = elapsed;

    private FxWatchdog() {}

    static FxWatchdog start() {
        var watchdog = new FxWatchdog();
        var unused = watchdog.sampler.scheduleWithFixedDelay(watchdog::sample, 0, 1, TimeUnit.MILLISECONDS);
        return watchdog;
    }

    private synchronized void sample() {
        if (queued < MAX_QUEUED) {
            queued++;
            Platform.runLater(this::endTurn);
        }
        long sinceLast = System.nanoTime() - sampledAt;
        sampledAt += sinceLast;
        ThreadInfo thread = THREADS.getThreadInfo(turn.fxThread, MAX_FRAMES);
        if (thread == null) {
            return;
        }
        boolean isLong = THREADS.getThreadCpuTime(turn.fxThread) - turn.cpuNanos > MAX_BUSY.toNanos() / 2
                || sampledAt - turn.nanos > MAX_ELAPSED.toNanos() / 2;
        StackTraceElement[] frames = thread.getStackTrace();
        if (isLong && turn.stack.isEmpty()) {
            turn.stack = text(frames);
        }
        if (isWaitOfOurs(thread.getThreadState(), frames)) {
            turn.waitedNanos += Math.min(sinceLast, MAX_SAMPLE_NANOS);
            // Keeps the first such stack: at the last sample, the thread may no longer wait.
            if (turn.waitStack.isEmpty() && turn.waitedNanos > MAX_BUSY.toNanos() / 2) {
                turn.waitStack = text(frames);
            }
            waited = waited.max(new Peak(turn.waitedNanos, turn.waitStack));
        }
    }

    /** FX thread only. */
    private synchronized void endTurn() {
        var next = new Turn();
        busy.add(new Peak(next.cpuNanos - turn.cpuNanos, turn.stack));
        elapsed = elapsed.max(new Peak(next.nanos - turn.nanos, turn.stack));
        turn = next;
        queued--;
    }

    /** Whether the thread waits; the state of a thread that waits in a system call is RUNNABLE. */
    private static boolean isWaitOfOurs(Thread.State state, StackTraceElement[] frames) {
        var classes = Arrays.stream(frames).map(StackTraceElement::getClassName).toList();
        return classes.stream().anyMatch(name -> name.startsWith("dev.telltale."))
                && !classes.contains(FxWatchdog.class.getName())
                && (state != Thread.State.RUNNABLE
                        || (frames[0].isNativeMethod() && classes.get(0).matches("(sun\\.nio|java\\.(io|net))\\..*")));
    }

    private static String text(StackTraceElement[] frames) {
        return Arrays.stream(frames).map(frame -> "\n    at " + frame).collect(Collectors.joining());
    }

    /** Checks the bounds; throws AssertionError if one was exceeded. */
    String verify() {
        // Waits for the current turn, and for the one that contains this empty action.
        doOnFx(() -> {});
        long until = turns() + 2;
        Await.until("the FX thread takes two turns", () -> turns() >= until);
        return summary();
    }

    private synchronized long turns() {
        return busy.size();
    }

    private synchronized String summary() {
        busy.sort(Comparator.comparingLong(Peak::nanos).reversed());
        Peak longest = busy.get(0);
        Peak next = busy.get(busy.size() / TURNS_PER_OUTLIER);
        String summary =
                "the longest of %d turns of the FX thread used %d ms of processor time, 99.5 %% up to %d ms, and took %d ms; %d ms waiting"
                        .formatted(busy.size(), longest.millis(), next.millis(), elapsed.millis(), waited.millis());
        assertShort(waited, MAX_BUSY, summary);
        assertShort(next, MAX_BUSY, summary);
        assertShort(elapsed, MAX_ELAPSED, summary);
        return summary;
    }

    private static void assertShort(Peak peak, Duration max, String summary) {
        assertThat(peak.nanos).as(() -> summary + peak.stack).isLessThanOrEqualTo(max.toNanos());
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }
}
