package dev.telltale.launcher;

import java.time.Duration;

/**
 * How long the launcher waits before it escalates.
 *
 * @param ready from the start of a process to its ready line
 * @param grace from SIGTERM to SIGKILL
 * @param close from SIGTERM to SIGKILL when the launcher closes
 * @param outputDrain for the remaining output of a process that has ended
 */
record LauncherTimeouts(Duration ready, Duration grace, Duration close, Duration outputDrain) {
    static final LauncherTimeouts DEFAULT = new LauncherTimeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMillis(1500), Duration.ofMillis(250));

    /**
     * From SIGTERM to SIGCONT: a process that has not ended by then may be paused, and handles SIGTERM only when
     * resumed.
     */
    Duration resumeAfter() {
        return grace.dividedBy(10);
    }
}
