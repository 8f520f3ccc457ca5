package dev.telltale.launcher;

import dev.telltale.model.Address;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of a node's process as the launcher knows it. Each state has exactly the fields that exist in it. */
public sealed interface NodeProcess {

    /** One method for each state. */
    interface Cases<R> {
        R stopped();

        R starting(Starting process);

        R running(Running process);

        R exited(Exited process);

        R external(External process);
    }

    /** The result of the method for this state. */
    <R> R match(Cases<R> cases);

    /** Whether there is a process; it may be paused. */
    default boolean isAlive() {
        return true;
    }

    /** Whether there is a process of this launcher that is not ready. */
    default boolean isStarting() {
        return false;
    }

    /** Whether this launcher has sent SIGSTOP to the process. */
    default boolean isPaused() {
        return false;
    }

    /** Whether the process has ended and the launcher is about to start it again, as configured. */
    default boolean isRestarting() {
        return false;
    }

    /** Where the process listens; null if there is none or it is not ready. */
    default @Nullable Address listenAddress() {
        return null;
    }

    /** This process, if this launcher started it and it is ready. */
    default Optional<Running> running() {
        return Optional.empty();
    }

    /** This process, if it was started elsewhere. */
    default Optional<External> external() {
        return Optional.empty();
    }

    /** This process, if it was killed or ended by itself. */
    default Optional<Exited> exited() {
        return Optional.empty();
    }

    /** The state after a pending restart was cancelled, with this reason; the same state if none is pending. */
    default NodeProcess withoutRestart(String reason) {
        return this;
    }

    /** Never started here, or stopped on request. */
    record Stopped() implements NodeProcess {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.stopped();
        }

        @Override
        public boolean isAlive() {
            return false;
        }
    }

    /** The process runs but has not printed its ready line. */
    record Starting(long pid, ClockReading since) implements NodeProcess {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.starting(this);
        }

        @Override
        public boolean isStarting() {
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
        public <R> R match(Cases<R> cases) {
            return cases.running(this);
        }

        @Override
        public Address listenAddress() {
            return address;
        }

        @Override
        public Optional<Running> running() {
            return Optional.of(this);
        }
    }

    /**
     * Killed, or ended by itself.
     *
     * @param code the exit code; on Unix 128 + n after signal n (137 after SIGKILL); {@link #UNKNOWN_CODE}
     * @param killed whether this launcher killed it
     * @param uptime from its ready line to its end; zero if it was never ready
     * @param reason one sentence for people, for example the node's last line of output if it failed to start
     * @param isRestarting whether the launcher is about to start it again, as configured
     */
    record Exited(int code, boolean killed, ClockReading at, Duration uptime, String reason, boolean isRestarting)
            implements NodeProcess {
        /** Of a process that another program saw end. */
        public static final int UNKNOWN_CODE = Integer.MIN_VALUE;

        public Exited(int code, boolean killed, ClockReading at, Duration uptime, String reason) {
            this(code, killed, at, uptime, reason, false);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.exited(this);
        }

        @Override
        public boolean isAlive() {
            return false;
        }

        @Override
        public Optional<Exited> exited() {
            return Optional.of(this);
        }

        @Override
        public NodeProcess withoutRestart(String newReason) {
            return isRestarting ? new Exited(code, killed, at, uptime, newReason) : this;
        }
    }

    /** Alive, but started elsewhere: in a terminal, by another launcher. */
    record External(long pid, Address address, Instant since) implements NodeProcess {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.external(this);
        }

        @Override
        public Address listenAddress() {
            return address;
        }

        @Override
        public Optional<External> external() {
            return Optional.of(this);
        }
    }
}
