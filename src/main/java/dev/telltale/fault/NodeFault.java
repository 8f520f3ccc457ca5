package dev.telltale.fault;

import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A fault of one node, enforced by that node. */
public sealed interface NodeFault extends FaultType {
    NodeId node();

    /** The same on another node. */
    NodeFault on(NodeId node);

    <R, E extends Exception> R match(Cases<R, E> cases) throws E;

    @Override
    default <R, E extends Exception> R match(LinkFault.Cases<R, E> links, Cases<R, E> node) throws E {
        return match(node);
    }

    @Override
    default boolean isOn(NodeId node) {
        return node().equals(node);
    }

    @Override
    default Set<Link> links() {
        return Set.of();
    }

    @Override
    default Set<NodeId> nodes() {
        return Set.of(node());
    }

    @Override
    default Optional<FaultType> partOf(NodeId node) {
        return node().equals(node) ? Optional.of(this) : Optional.empty();
    }

    /** One method for each kind. */
    interface Cases<R, E extends Exception> {
        R stall(Stall stall) throws E;

        R slow(Slow slow) throws E;

        R fail(Fail fail) throws E;

        R gray(Gray gray) throws E;

        R skew(Skew skew) throws E;
    }

    /** The node accepts requests but answers none, except for fault injection; it still sends and judges heartbeats. */
    record Stall(NodeId node) implements NodeFault {
        @Override
        public String id() {
            return "stall";
        }

        @Override
        public Stall on(NodeId other) {
            return new Stall(other);
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.stall(this);
        }

        @Override
        public <E extends Exception> void writeTo(FaultSettings<E> out) throws E {
            // It has none.
        }

        @Override
        public ResponseBehavior.Mode responseMode(Endpoint endpoint) {
            return ResponseBehavior.Mode.SILENCE;
        }
    }

    /** Every response is late, by the delay plus a uniform random part of the jitter; each 0 to 1 min. */
    record Slow(NodeId node, Duration delay, Duration jitter) implements NodeFault {
        public Slow {
            FaultLimits.checkDuration("delay", delay);
            FaultLimits.checkDuration("jitter", jitter);
        }

        @Override
        public String id() {
            return "slow";
        }

        @Override
        public Slow on(NodeId other) {
            return new Slow(other, delay, jitter);
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.slow(this);
        }

        @Override
        public <E extends Exception> void writeTo(FaultSettings<E> out) throws E {
            out.delay(delay, jitter);
        }
    }

    /** Every response is an error: status 500, or 200 with a body that is not JSON. */
    record Fail(NodeId node, boolean isGarbage) implements NodeFault {
        @Override
        public String id() {
            return "error";
        }

        @Override
        public Fail on(NodeId other) {
            return new Fail(other, isGarbage);
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.fail(this);
        }

        @Override
        public <E extends Exception> void writeTo(FaultSettings<E> out) throws E {
            out.garbage(isGarbage);
        }

        @Override
        public ResponseBehavior.Mode responseMode(Endpoint endpoint) {
            return isGarbage ? ResponseBehavior.Mode.GARBAGE : ResponseBehavior.Mode.ERROR;
        }
    }

    /** A gray failure: this endpoint answers 500 and everything else works. */
    record Gray(NodeId node, Endpoint broken) implements NodeFault {
        @Override
        public String id() {
            return "gray";
        }

        @Override
        public Gray on(NodeId other) {
            return new Gray(other, broken);
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.gray(this);
        }

        @Override
        public <E extends Exception> void writeTo(FaultSettings<E> out) throws E {
            out.broken(broken);
        }

        @Override
        public ResponseBehavior.Mode responseMode(Endpoint endpoint) {
            return endpoint == broken ? ResponseBehavior.Mode.ERROR : ResponseBehavior.Mode.NORMAL;
        }
    }

    /** The node's wall clock is ahead by up to 24 h, or behind if negative; its monotonic clock is not affected. */
    record Skew(NodeId node, Duration ahead) implements NodeFault {
        public Skew {
            if (ahead.abs().compareTo(FaultType.MAX_SKEW) > 0) {
                throw new IllegalArgumentException("a skew is at most " + FaultType.MAX_SKEW.toHours()
                        + " hours, found " + ahead.toSeconds() + " s");
            }
        }

        @Override
        public String id() {
            return "skew";
        }

        @Override
        public Skew on(NodeId other) {
            return new Skew(other, ahead);
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.skew(this);
        }

        @Override
        public <E extends Exception> void writeTo(FaultSettings<E> out) throws E {
            out.ahead(ahead);
        }

        @Override
        public Duration skew() {
            return ahead;
        }
    }
}
