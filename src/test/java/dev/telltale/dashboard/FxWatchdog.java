package dev.telltale.dashboard;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Bites when the FX thread is busy for too long at a stretch. It posts a task of its own again and again; what the thread
 * works between two of them is what a click would have to wait for. Processor time is asserted, since other programs cannot
 * lengthen it. A thread that waits for a disk, a lock or an answer uses none: so it is looked at every few milliseconds, and
 * what of the panel's own code stands there waiting is counted for itself. How long the thread was away by the clock, of which
 * a busy machine has its share, bites from a time on that no scheduler takes.
 */
final class FxWatchdog implements AutoCloseable {
    static final Duration LONGEST = Duration.ofMillis(50);
    /** By the clock; a busy machine may well keep a thread waiting for a second. */
    private static final Duration LONGEST_AWAY = Duration.ofSeconds(3);

    private static final long PAUSE_MILLIS = 1;
    private static final int DEPTH = 80;
    /** Of what was between two looks that were farther apart, the watchdog knows nothing. */
    private static final long LONGEST_BLINK_NANOS = 5_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Thread fxThread;
    private final Thread thread = new Thread(this::watch, "fx-watchdog");
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final CountDownLatch armed = new CountDownLatch(1);
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
        watchdog.awaitArmed();
        return watchdog;
    }

    private void awaitArmed() {
        try {
            if (!armed.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the FX thread does nothing" + stack());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void watch() {
        try {
            Turn last = turn(null);
            armed.countDown();
            while (!isOver.get()) {
                Thread.sleep(PAUSE_MILLIS);
                last = turn(last);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When our task ran, by the clock and by the processor. */
    private record Turn(long nanos, long work) {}

    private Turn turn(@Nullable Turn last) throws InterruptedException {
        var ran = new CountDownLatch(1);
        var turn = new Turn[1];
        FxBridge.FX_THREAD.execute(() -> {
            turn[0] = new Turn(System.nanoTime(), THREADS.getCurrentThreadCpuTime());
            ran.countDown();
        });
        String seen = "";
        long waited = 0;
        long looked = System.nanoTime();
        while (!ran.await(2, TimeUnit.MILLISECONDS)) {
            if (isOver.get()) {
                return last == null ? new Turn(0, 0) : last;
            }
            boolean isLong =
                    last != null && THREADS.getThreadCpuTime(fxThread.getId()) - last.work > LONGEST.toNanos() / 2;
            boolean isAway = last != null && System.nanoTime() - last.nanos > LONGEST_AWAY.toNanos() / 2;
            if (seen.isEmpty() && (isLong || isAway)) {
                seen = stack();
            }
            long before = looked;
            looked = System.nanoTime();
            if (isOursThatWaits(THREADS.getThreadInfo(fxThread.getId(), DEPTH))) {
                waited += Math.min(looked - before, LONGEST_BLINK_NANOS);
                noteWait(waited);
            }
        }
        if (last != null) {
            note(turn[0], last, seen);
        }
        return Objects.requireNonNull(turn[0]);
    }

    /** In a system call that waits, a thread is said to run. */
    private static boolean isOursThatWaits(@Nullable ThreadInfo fx) {
        StackTraceElement[] frames = fx == null ? new StackTraceElement[0] : fx.getStackTrace();
        if (frames.length == 0 || Arrays.stream(frames).noneMatch(FxWatchdog::isOurs)) {
            return false;
        }
        boolean isInSystem =
                frames[0].isNativeMethod() && frames[0].getClassName().matches("(sun\\.nio|java\\.(io|net))\\..*");
        return isInSystem || Objects.requireNonNull(fx).getThreadState() != Thread.State.RUNNABLE;
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith("dev.telltale.");
    }

    private synchronized void noteWait(long waited) {
        if (waited > longestWait) {
            longestWait = waited;
            waiter = waited > LONGEST.toNanos() / 2 && waiter.isEmpty() ? stack() : waiter;
        }
    }

    private synchronized void note(Turn now, Turn last, String seen) {
        turns++;
        if (now.work - last.work > longestWork) {
            longestWork = now.work - last.work;
            culprit = seen;
        }
        if (now.nanos - last.nanos > longestAway) {
            longestAway = now.nanos - last.nanos;
            absentee = seen;
        }
    }

    private String stack() {
        return Arrays.stream(fxThread.getStackTrace())
                .map(frame -> "\n    at " + frame)
                .limit(60)
                .collect(Collectors.joining());
    }

    /** Throws if it had to bite until now. */
    String verify() {
        // What has just been done ends in the turn that is going on.
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
