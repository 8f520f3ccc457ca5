package dev.telltale.launcher;

import dev.telltale.model.Address;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;

/** The state of a node's process as the launcher knows it. Each state has exactly the fields that exist in it. */
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

    /** The process runs but has not printed its ready line. */
    record Starting(long pid, ClockReading since) implements NodeProcess {
        @Override
        public boolean isAlive() {
            return true;
        }
    }

    /**
     * Started by this launcher and ready.
     *
     * @param isPaused whether this launcher has sent it SIGSTOP: it does nothing, and its sockets stay open
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
     * Killed, or ended by itself.
     *
     * @param code the exit code; on Unix 128 + n after signal n (137 after SIGKILL)
     * @param killed whether this launcher killed it
     * @param uptime from its ready line to its end; zero if it was never ready
     * @param reason one sentence for people, for example the node's last line of output if it failed to start
     * @param isRestarting whether the launcher is about to start it again, as configured
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

        /** The same exit without a restart. */
        Exited withoutRestart(String newReason) {
            return new Exited(code, killed, at, uptime, newReason);
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
