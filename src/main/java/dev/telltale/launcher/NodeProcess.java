package dev.telltale.launcher;

import dev.telltale.model.Address;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;

/** What the launcher knows of a node's process. Each state carries exactly the facts that exist in it. */
public sealed interface NodeProcess {
    /** Whether there is a process; it may be paused. */
    boolean isAlive();

    /** Never started here, or stopped on request. */
    record Stopped() implements NodeProcess {
        @Override
        public boolean isAlive() {
            return false;
        }
    }

    /** The process runs but has not said that it is ready. */
    record Starting(long pid, ClockReading since) implements NodeProcess {
        @Override
        public boolean isAlive() {
            return true;
        }
    }

    /**
     * Started by this launcher and ready.
     *
     * @param isPaused whether this launcher has stopped it with SIGSTOP: it lives, with everything open, and does nothing
     */
    record Running(long pid, Address address, ClockReading since, boolean isPaused) implements NodeProcess {
        public Running(long pid, Address address, ClockReading since) {
            this(pid, address, since, false);
        }

        @Override
        public boolean isAlive() {
            return true;
        }
    }

    /**
     * Ended, by a kill or by itself.
     *
     * @param code the exit code; 128 + n after signal n on Unix (137 after SIGKILL)
     * @param killed whether this launcher (or its user) killed it
     * @param uptime since it was ready; zero if it never was
     * @param reason one sentence for people, for example the node's own last words when it failed to start
     * @param isRestarting whether the launcher is about to start it again, as the config wants it
     */
    record Exited(int code, boolean killed, ClockReading at, Duration uptime, String reason, boolean isRestarting)
            implements NodeProcess {
        public Exited(int code, boolean killed, ClockReading at, Duration uptime, String reason) {
            this(code, killed, at, uptime, reason, false);
        }

        @Override
        public boolean isAlive() {
            return false;
        }

        /** The same, without a next start. */
        Exited down(String why) {
            return new Exited(code, killed, at, uptime, why);
        }
    }

    /** Alive, but started elsewhere: in a terminal, by another launcher. */
    record External(long pid, Address address, Instant since) implements NodeProcess {
        @Override
        public boolean isAlive() {
            return true;
        }
    }
}
