package dev.telltale.dashboard.viewmodel.whatif;

import java.util.function.BooleanSupplier;

/** Lets a long calculation wait while a short one, which a person waits for, uses the processors. Any thread. */
final class Precedence {
    private static final long LOOK_MILLIS = 50;

    private int urgent;

    /** Runs urgent work: others wait in {@link #giveWay} meanwhile. */
    void run(Runnable work) {
        add(1);
        try {
            work.run();
        } finally {
            add(-1);
        }
    }

    private synchronized void add(int number) {
        urgent += number;
        notifyAll();
    }

    /**
     * Waits while urgent work runs, unless the calling work is cancelled meanwhile.
     *
     * @return whether it is cancelled
     */
    synchronized boolean giveWay(BooleanSupplier isCancelled) {
        while (urgent > 0 && !isCancelled.getAsBoolean()) {
            try {
                wait(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
        return isCancelled.getAsBoolean();
    }
}
