package dev.telltale.launcher;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Limits how many processes start at the same time: thirty that start together on two cores all become ready late.
 * Confined to the launcher thread.
 */
final class StartQueue {
    private static final int MIN_LIMIT = 4;

    private final int max;
    private final Deque<Permit> waiting = new ArrayDeque<>();
    private int starting;

    /** @param max 1 or more */
    StartQueue(int max) {
        this.max = max;
    }

    /** Two per processor, at least four: about as many as start as quickly as a single one. */
    static StartQueue ofThisMachine() {
        return new StartQueue(Math.max(MIN_LIMIT, 2 * Runtime.getRuntime().availableProcessors()));
    }

    /** The start permit of one node, for one start at a time. */
    final class Permit {
        private final Runnable start;
        private boolean isHeld;

        private Permit(Runnable start) {
            this.start = start;
        }

        /** Runs the start now, or when another permit is released. No effect while held or waiting. */
        void acquire() {
            if (isHeld || isWaiting()) {
                return;
            }
            if (starting < max) {
                run();
            } else {
                waiting.add(this);
            }
        }

        boolean isWaiting() {
            return waiting.contains(this);
        }

        /** Releases the permit, or leaves the queue: the process is ready, has failed, or is no longer wanted. */
        void release() {
            if (isHeld) {
                isHeld = false;
                starting--;
            }
            waiting.remove(this);
            Permit next = starting < max ? waiting.poll() : null;
            if (next != null) {
                next.run();
            }
        }

        private void run() {
            isHeld = true;
            starting++;
            start.run();
        }
    }

    Permit permit(Runnable start) {
        return new Permit(start);
    }
}
