package dev.telltale.scenario.run;

import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs one scenario once on its own thread, and undoes all steps at the end. Methods return at once; any thread. */
public final class ScenarioPlayer {
    private static final Logger LOG = Logger.getLogger(ScenarioPlayer.class.getName());

    private static final Duration SLICE = Duration.ofMillis(100);

    private final Scenario scenario;
    private final Supplier<Testbed> testbeds;
    private final Listener listener;
    private final Thread thread;
    private final AtomicInteger requestedSteps = new AtomicInteger();
    private volatile boolean isPaused;
    private volatile boolean isStopped;
    /** The time of the testbed; player's thread only. */
    private Duration elapsed = Duration.ZERO;
    /** How far scenario time is behind {@link #elapsed}; negative after steps that were executed early. */
    private Duration offset = Duration.ZERO;

    /** Called on the player's thread; must not block. */
    public interface Listener {
        /** Reports scenario time: first 0, when the scenario begins, then about ten times per second. */
        void onClock(Duration time);

        void onStep(int number, Step step, boolean isEnd);

        /**
         * Called once, as the last event.
         *
         * @param result null if the run did not complete
         * @param isUndisturbed whether every step was executed at its time, without a pause or a manual step
         * @param failure one sentence if the run failed; null if it completed or was stopped
         */
        void onFinished(@Nullable RunResult result, boolean isUndisturbed, @Nullable String failure);
    }

    /** @param testbeds creates the testbed, on the player's thread */
    public ScenarioPlayer(Scenario scenario, Supplier<Testbed> testbeds, Listener listener) {
        this.scenario = scenario;
        this.testbeds = testbeds;
        this.listener = listener;
        thread = new Thread(this::play, "scenario");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Pauses or continues scenario time. The cluster itself continues to run. */
    public void pause(boolean pause) {
        isPaused = pause;
    }

    /** Executes the next step now. */
    public void step() {
        requestedSteps.incrementAndGet();
    }

    /** Ends the run soon, and undoes its steps. */
    public void stop() {
        isStopped = true;
        thread.interrupt();
    }

    private void play() {
        RunResult result = null;
        String failure = null;
        Set<Integer> open = new TreeSet<>();
        try (Testbed testbed = testbeds.get()) {
            try {
                checkNotStopped();
                testbed.open();
                listener.onClock(Duration.ZERO);
                result = ScenarioRun.play(scenario, testbed, time -> runUntil(testbed, time), (number, step, isEnd) -> {
                    track(open, number, step, isEnd);
                    listener.onStep(number, step, isEnd);
                });
            } catch (TestbedException e) {
                failure = String.valueOf(e.getMessage());
            } catch (InterruptedException e) {
                LOG.fine("a scenario was stopped");
            } finally {
                endOpenSteps(testbed, open);
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "a scenario failed", e);
            failure = String.valueOf(e);
        }
        listener.onFinished(result, result != null && offset.isZero(), failure);
    }

    private void runUntil(Testbed testbed, Duration time) throws TestbedException, InterruptedException {
        while (elapsed.minus(offset).compareTo(time) < 0) {
            checkNotStopped();
            if (requestedSteps.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                offset = elapsed.minus(time);
                break;
            }
            boolean wasPaused = isPaused;
            Duration left = time.minus(elapsed.minus(offset));
            Duration slice = wasPaused || left.compareTo(SLICE) > 0 ? SLICE : left;
            testbed.runUntil(elapsed.plus(slice));
            elapsed = elapsed.plus(slice);
            offset = wasPaused ? offset.plus(slice) : offset;
            listener.onClock(elapsed.minus(offset));
        }
        checkNotStopped();
        listener.onClock(time);
    }

    private void checkNotStopped() throws InterruptedException {
        if (isStopped) {
            throw new InterruptedException("the scenario was stopped");
        }
    }

    private static void track(Set<Integer> open, int number, Step step, boolean isEnd) {
        if (isEnd) {
            open.remove(number);
        } else if (step.action().isUndoable()) {
            open.add(number);
        }
    }

    /** Undoes the steps that are still in effect. */
    private static void endOpenSteps(Testbed testbed, Set<Integer> open) {
        open.forEach(testbed::end);
        open.clear();
    }
}
