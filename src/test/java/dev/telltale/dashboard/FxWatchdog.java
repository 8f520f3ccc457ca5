package dev.telltale.dashboard;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Bites when the FX thread is busy for too long at a stretch. It puts a mark of its own into the thread's queue every
 * millisecond; what the thread works between two of them is what a click would have to wait for. Processor time is asserted,
 * since other programs cannot lengthen it. A thread that waits for a disk, a lock or an answer uses none: so it is looked at
 * every millisecond, and what of the panel's own code stands there waiting is counted for itself. How long the thread was
 * away by the clock, of which a busy machine has its share, bites from a time on that no scheduler takes.
 */
final class FxWatchdog implements AutoCloseable {
    static final Duration LONGEST = Duration.ofMillis(50);
    /** By the clock; a busy machine may well keep a thread waiting for a second. */
    private static final Duration LONGEST_AWAY = Duration.ofSeconds(3);

    private static final int DEPTH = 80;
    private static final int MOST_MARKS = 500;
    /** Of what was between two looks that were farther apart, the watchdog knows nothing. */
    private static final long LONGEST_BLINK_NANOS = 5_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** When a mark was reached, by the clock and by the processor. */
    private record Mark(long nanos, long work) {}

    /** What was seen of a turn of the FX thread while it went on. */
    private static final class Sight {
        private final Mark since;
        private String stack = "";
        private long waited;

        Sight(Mark since) {
            this.since = since;
        }
    }

    private final Thread fxThread;
    private final Thread thread = new Thread(this::watch, "fx-watchdog");
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicInteger marksUnderWay = new AtomicInteger();
    private volatile @Nullable Mark last;
    private @Nullable Sight sight;
    private long looked = System.nanoTime();
    private long turns;
    private long longestWork;
    private long longestAway;
    private long longestWait;
    private String culprit = "";
    private String absentee = "";
    private String waiter = "";

    private FxWatchdog(Thread fxThread) {
        this.fxThread = fxThread;
        thread.setDaemon(true);
    }

    static FxWatchdog start() {
        var watchdog = new FxWatchdog(OnFx.onFx(Thread::currentThread));
        watchdog.thread.start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> watchdog.last != null);
        return watchdog;
    }

    private void watch() {
        try {
            while (!isOver.get()) {
                if (marksUnderWay.get() < MOST_MARKS) {
                    marksUnderWay.incrementAndGet();
                    FxBridge.FX_THREAD.execute(this::mark);
                }
                look();
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On the FX thread. */
    private void mark() {
        var now = new Mark(System.nanoTime(), THREADS.getCurrentThreadCpuTime());
        Mark before = last;
        last = now;
        marksUnderWay.decrementAndGet();
        if (before != null) {
            note(now, before);
        }
    }

    private synchronized void note(Mark now, Mark before) {
        turns++;
        String stack = sight != null && sight.since.equals(before) ? sight.stack : "";
        if (now.work - before.work > longestWork) {
            longestWork = now.work - before.work;
            culprit = stack;
        }
        if (now.nanos - before.nanos > longestAway) {
            longestAway = now.nanos - before.nanos;
            absentee = stack;
        }
    }

    private synchronized void look() {
        long before = looked;
        looked = System.nanoTime();
        Mark since = last;
        if (since == null) {
            return;
        }
        if (sight == null || !sight.since.equals(since)) {
            sight = new Sight(since);
        }
        boolean isLong = THREADS.getThreadCpuTime(fxThread.getId()) - since.work > LONGEST.toNanos() / 2
                || looked - since.nanos > LONGEST_AWAY.toNanos() / 2;
        if (isLong && sight.stack.isEmpty()) {
            sight.stack = stack();
        }
        ThreadInfo fx = THREADS.getThreadInfo(fxThread.getId(), DEPTH);
        if (isOursThatWaits(fx)) {
            sight.waited += Math.min(looked - before, LONGEST_BLINK_NANOS);
            if (sight.waited > longestWait) {
                longestWait = sight.waited;
                waiter = stack(fx.getStackTrace());
            }
        }
    }

    /** In a system call that waits, a thread is said to run. */
    private static boolean isOursThatWaits(@Nullable ThreadInfo fx) {
        StackTraceElement[] frames = fx == null ? new StackTraceElement[0] : fx.getStackTrace();
        boolean isMark =
                Arrays.stream(frames).anyMatch(frame -> frame.getClassName().equals(FxWatchdog.class.getName()));
        if (isMark || Arrays.stream(frames).noneMatch(FxWatchdog::isOurs)) {
            return false;
        }
        boolean isInSystem =
                frames[0].isNativeMethod() && frames[0].getClassName().matches("(sun\\.nio|java\\.(io|net))\\..*");
        return isInSystem || Objects.requireNonNull(fx).getThreadState() != Thread.State.RUNNABLE;
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith("dev.telltale.");
    }

    private String stack() {
        return stack(fxThread.getStackTrace());
    }

    private static String stack(StackTraceElement[] frames) {
        return Arrays.stream(frames).map(frame -> "\n    at " + frame).limit(60).collect(Collectors.joining());
    }

    /** Throws if it had to bite until now. */
    String verify() {
        // What has been done by now ends before a mark that comes after this.
        OnFx.doOnFx(() -> {});
        long until = turns() + 2;
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> turns() >= until);
        return told();
    }

    private synchronized long turns() {
        return turns;
    }

    private synchronized String told() {
        String told = "the longest of " + turns + " turns of the FX thread worked for " + longestWork / 1_000_000
                + " ms and took " + longestAway / 1_000_000 + " ms by the clock; the panel's own code waited for "
                + longestWait / 1_000_000 + " ms";
        if (longestWait > LONGEST.toNanos()) {
            throw new AssertionError(told + waiter);
        }
        if (longestWork > LONGEST.toNanos()) {
            throw new AssertionError(told + culprit);
        }
        if (longestAway > LONGEST_AWAY.toNanos()) {
            throw new AssertionError(told + absentee);
        }
        return told;
    }

    @Override
    public void close() {
        isOver.set(true);
    }
}
