package dev.telltale.scenario.run;

import dev.telltale.scenario.Action;
import dev.telltale.scenario.run.RunResult.Fact;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A stage whose time a person may hold and push on. What runs on it goes on meanwhile: only the scenario stands still. */
final class PausableTestbed implements Testbed {
    private static final Duration SLICE = Duration.ofMillis(100);

    private final Testbed inner;
    private final PlaybackControl gate;
    private final Consumer<Duration> clock;
    /** Of the inner stage. */
    private Duration elapsed = Duration.ZERO;
    /** By how much the scenario is behind that; negative after steps that came early. */
    private Duration held = Duration.ZERO;

    /** The clock is told the scenario's time about ten times a second, on the thread that plays. */
    PausableTestbed(Testbed inner, PlaybackControl gate, Consumer<Duration> clock) {
        this.inner = inner;
        this.gate = gate;
        this.clock = clock;
    }

    /** Whether every step came at its time. */
    boolean isUndisturbed() {
        return held.isZero();
    }

    @Override
    public List<Fact> facts() {
        return inner.facts();
    }

    @Override
    public void open() throws TestbedException, InterruptedException {
        gate.check();
        inner.open();
        clock.accept(Duration.ZERO);
    }

    @Override
    public void passUntil(Duration time) throws TestbedException, InterruptedException {
        while (elapsed.minus(held).compareTo(time) < 0) {
            gate.check();
            if (gate.takeStep()) {
                held = elapsed.minus(time);
                break;
            }
            boolean isHeld = gate.isPaused();
            Duration left = time.minus(elapsed.minus(held));
            Duration slice = isHeld || left.compareTo(SLICE) > 0 ? SLICE : left;
            inner.passUntil(elapsed.plus(slice));
            elapsed = elapsed.plus(slice);
            held = isHeld ? held.plus(slice) : held;
            clock.accept(elapsed.minus(held));
        }
        gate.check();
        clock.accept(time);
    }

    @Override
    public void begin(int number, Action act) {
        inner.begin(number, act);
    }

    @Override
    public void end(int number, Action act) {
        inner.end(number, act);
    }

    @Override
    public Recording recording() {
        return inner.recording();
    }

    @Override
    public void close() {
        inner.close();
    }
}
