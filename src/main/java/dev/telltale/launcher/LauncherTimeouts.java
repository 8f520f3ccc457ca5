package dev.telltale.launcher;

import java.time.Duration;

/**
 * How long the launcher waits before it takes harder measures.
 *
 * @param ready from the start of a process to its ready line
 * @param grace from SIGTERM to SIGKILL
 * @param close the same when everything ends at once
 * @param lastWords for the rest of the output of a process that has ended
 */
record LauncherTimeouts(Duration ready, Duration grace, Duration close, Duration lastWords) {
    static final LauncherTimeouts DEFAULT = new LauncherTimeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMillis(1500), Duration.ofMillis(250));

    /** From SIGTERM to SIGCONT: whoever has not ended by then may be paused, by somebody else, and has not heard of it. */
    Duration wake() {
        return grace.dividedBy(10);
    }
}
