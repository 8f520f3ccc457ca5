package dev.telltale.scenario.run;

import java.util.concurrent.atomic.AtomicInteger;

/** What a person says to a scenario that is played: go on, stand still, the next step now, stop. Any thread. */
final class PlaybackControl {
    private final AtomicInteger steps = new AtomicInteger();
    private volatile boolean isPaused;
    private volatile boolean isStopped;

    void pause(boolean paused) {
        isPaused = paused;
    }

    void step() {
        steps.incrementAndGet();
    }

    void stop() {
        isStopped = true;
    }

    boolean isPaused() {
        return isPaused;
    }

    /** Whether the next step shall come before its time; asked once for each. */
    boolean takeStep() {
        return steps.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    void check() throws TestbedException {
        if (isStopped) {
            throw new TestbedException(ScenarioPlayer.STOPPED);
        }
    }
}
