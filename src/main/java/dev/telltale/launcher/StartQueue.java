package dev.telltale.launcher;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets only so many processes start at the same time. Thirty that start together on two cores are all ready late; one after
 * the other each is ready soon. Confined to the launcher thread.
 */
final class StartQueue {
    private static final int MIN_AT_ONCE = 4;

    private final int max;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private int starting;

    /** @param max 1 or more */
    StartQueue(int max) {
        this.max = max;
    }

    /** As many as this machine starts about as quickly as a single one. */
    static StartQueue ofThisMachine() {
        return new StartQueue(Math.max(MIN_AT_ONCE, 2 * Runtime.getRuntime().availableProcessors()));
    }

    /** The turn of one node, which it takes for one start after the other. */
    final class Turn {
        private final Runnable start;
        private boolean isHeld;

        private Turn(Runnable start) {
            this.start = start;
        }

        /** Runs the start now or as soon as others have given their turns back; at once is once. */
        void take() {
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

        /** The process is ready, or never will be, or shall not be made any more. */
        void giveBack() {
            if (isHeld) {
                isHeld = false;
                starting--;
            }
            waiting.remove(this);
            Turn next = starting < max ? waiting.poll() : null;
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

    Turn turn(Runnable start) {
        return new Turn(start);
    }
}
