package dev.telltale.scenario.run;

import dev.telltale.scenario.Action;
import dev.telltale.scenario.run.RunResult.Fact;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A testbed whose scenario time can be paused and stepped. The cluster itself continues to run while time is paused.
 */
final class PausableTestbed implements Testbed {
    private static final Duration SLICE = Duration.ofMillis(100);

    private final Testbed testbed;
    private final PlaybackControl control;
    private final Consumer<Duration> clock;
    /** The time of the wrapped testbed. */
    private Duration elapsed = Duration.ZERO;
    /** How far scenario time is behind {@link #elapsed}; negative after steps that were executed early. */
    private Duration offset = Duration.ZERO;

    /** @param clock receives the scenario time about ten times per second, on the player's thread */
    PausableTestbed(Testbed testbed, PlaybackControl control, Consumer<Duration> clock) {
        this.testbed = testbed;
        this.control = control;
        this.clock = clock;
    }

    /** Whether every step so far was executed at its time. */
    boolean isUndisturbed() {
        return offset.isZero();
    }

    @Override
    public List<Fact> facts() {
        return testbed.facts();
    }

    @Override
    public void open() throws TestbedException, InterruptedException {
        control.check();
        testbed.open();
        clock.accept(Duration.ZERO);
    }

    @Override
    public void runUntil(Duration time) throws TestbedException, InterruptedException {
        while (elapsed.minus(offset).compareTo(time) < 0) {
            control.check();
            if (control.takeStep()) {
                offset = elapsed.minus(time);
                break;
            }
            boolean isPaused = control.isPaused();
            Duration left = time.minus(elapsed.minus(offset));
            Duration slice = isPaused || left.compareTo(SLICE) > 0 ? SLICE : left;
            testbed.runUntil(elapsed.plus(slice));
            elapsed = elapsed.plus(slice);
            offset = isPaused ? offset.plus(slice) : offset;
            clock.accept(elapsed.minus(offset));
        }
        control.check();
        clock.accept(time);
    }

    @Override
    public void begin(int number, Action action) {
        testbed.begin(number, action);
    }

    @Override
    public void end(int number) {
        testbed.end(number);
    }

    @Override
    public Recording recording() {
        return testbed.recording();
    }

    @Override
    public void close() {
        testbed.close();
    }
}
