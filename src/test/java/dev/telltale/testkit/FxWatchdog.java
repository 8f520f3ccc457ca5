package dev.telltale.testkit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javafx.application.Platform;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Fails if one turn of the FX thread is too long. A turn is what runs between two markers that this class queues, one every
 * millisecond: the time that a click would have to wait. The bound is on processor time, which other programs cannot
 * lengthen. A thread that waits for a disk, a lock or a response uses none; so the thread is sampled every millisecond, and
 * the samples in which code of this project waits are bounded as well. Elapsed time, which includes the other load of the
 * machine, has a bound that only a blocked thread reaches.
 */
public final class FxWatchdog implements AutoCloseable {
    private static final Duration MAX_BUSY = Duration.ofMillis(50);
    private static final Duration MAX_ELAPSED = Duration.ofSeconds(3);
    private static final int MAX_QUEUED = 500;
    private static final int MAX_FRAMES = 60;
    /** The time between two samples counts up to this; what happened in a longer gap is not known. */
    private static final long MAX_SAMPLE_NANOS = 5_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private record Marker(long nanos, long cpuNanos) {}

    /** The largest value so far, and the stack that was seen with it. */
    private record Peak(long nanos, String stack) {
        Peak max(long other, String otherStack) {
            return other > nanos ? new Peak(other, otherStack) : this;
        }

        long millis() {
            return nanos / 1_000_000;
        }
    }

    private final Thread fxThread;
    private final Thread sampler = new Thread(this::run, "fx-watchdog");
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final AtomicInteger queued = new AtomicInteger();
    private volatile @Nullable Marker last;
    private @Nullable Marker sampled;
    private String stack = "";
    private long waitedNanos;
    private long sampledAt = System.nanoTime();
    private long turns;
    private Peak busy = new Peak(0, "");
    private Peak elapsed = busy;
    private Peak waited = busy;

    private FxWatchdog(Thread fxThread) {
        this.fxThread = fxThread;
        sampler.setDaemon(true);
    }

    public static FxWatchdog start() {
        var watchdog = new FxWatchdog(OnFx.onFx(Thread::currentThread));
        watchdog.sampler.start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> watchdog.last != null);
        return watchdog;
    }

    private void run() {
        try {
            while (!isClosed.get()) {
                if (queued.get() < MAX_QUEUED) {
                    queued.incrementAndGet();
                    Platform.runLater(this::mark);
                }
                sample();
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On the FX thread. */
    private void mark() {
        var now = new Marker(System.nanoTime(), THREADS.getCurrentThreadCpuTime());
        Marker before = last;
        last = now;
        queued.decrementAndGet();
        if (before != null) {
            endTurn(before, now);
        }
    }

    private synchronized void endTurn(Marker before, Marker now) {
        turns++;
        String seen = before.equals(sampled) ? stack : "";
        busy = busy.max(now.cpuNanos - before.cpuNanos, seen);
        elapsed = elapsed.max(now.nanos - before.nanos, seen);
    }

    private synchronized void sample() {
        long before = sampledAt;
        sampledAt = System.nanoTime();
        Marker turn = last;
        ThreadInfo thread = THREADS.getThreadInfo(fxThread.getId(), MAX_FRAMES);
        if (turn == null || thread == null) {
            return;
        }
        if (!turn.equals(sampled)) {
            sampled = turn;
            stack = "";
            waitedNanos = 0;
        }
        boolean isLong = THREADS.getThreadCpuTime(fxThread.getId()) - turn.cpuNanos > MAX_BUSY.toNanos() / 2
                || sampledAt - turn.nanos > MAX_ELAPSED.toNanos() / 2;
        StackTraceElement[] frames = thread.getStackTrace();
        if (isLong && stack.isEmpty()) {
            stack = text(frames);
        }
        if (isWaitOfOurs(thread.getThreadState(), frames)) {
            waitedNanos += Math.min(sampledAt - before, MAX_SAMPLE_NANOS);
            waited = waited.max(waitedNanos, text(frames));
        }
    }

    /** The state of a thread that waits in a system call is RUNNABLE. */
    private static boolean isWaitOfOurs(Thread.State state, StackTraceElement[] frames) {
        boolean isOurs =
                Arrays.stream(frames).anyMatch(frame -> frame.getClassName().startsWith("dev.telltale."));
        boolean isMarker =
                Arrays.stream(frames).anyMatch(frame -> frame.getClassName().equals(FxWatchdog.class.getName()));
        return isOurs
                && !isMarker
                && (state != Thread.State.RUNNABLE
                        || (frames[0].isNativeMethod()
                                && frames[0].getClassName().matches("(sun\\.nio|java\\.(io|net))\\..*")));
    }

    private static String text(StackTraceElement[] frames) {
        return Arrays.stream(frames).map(frame -> "\n    at " + frame).collect(Collectors.joining());
    }

    /** Throws an AssertionError if a bound was exceeded until now. */
    public String verify() {
        // Waits for the current turn, and for the one that contains this empty action.
        OnFx.doOnFx(() -> {});
        long until = turns() + 2;
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> turns() >= until);
        return summary();
    }

    private synchronized long turns() {
        return turns;
    }

    private synchronized String summary() {
        String summary =
                "the longest of %d turns of the FX thread used %d ms of processor time and took %d ms; %d ms waiting"
                        .formatted(turns, busy.millis(), elapsed.millis(), waited.millis());
        check(waited, MAX_BUSY, summary);
        check(busy, MAX_BUSY, summary);
        check(elapsed, MAX_ELAPSED, summary);
        return summary;
    }

    private static void check(Peak peak, Duration max, String summary) {
        if (peak.nanos > max.toNanos()) {
            throw new AssertionError(summary + peak.stack);
        }
    }

    @Override
    public void close() {
        isClosed.set(true);
    }
}
