package dev.telltale.scenario.run;

import java.util.concurrent.atomic.AtomicInteger;

/** Requests to pause, step, continue or stop a running scenario. Any thread. */
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

    /** Consumes one request to execute the next step at once; false if there is none. */
    boolean takeStep() {
        return steps.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    /** @throws InterruptedException if a stop was requested */
    void check() throws InterruptedException {
        if (isStopped) {
            throw new InterruptedException("the scenario was stopped");
        }
    }
}
