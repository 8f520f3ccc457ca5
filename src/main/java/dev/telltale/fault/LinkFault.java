package dev.telltale.fault;

import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A fault of links. */
public sealed interface LinkFault extends FaultType {
    <R, E extends Exception> R match(Cases<R, E> cases) throws E;

    @Override
    default <R, E extends Exception> R match(Cases<R, E> links, NodeFault.Cases<R, E> node) throws E {
        return match(links);
    }

    @Override
    default boolean isOn(NodeId node) {
        return false;
    }

    /** The same effect on other links. */
    LinkFault withLinks(Set<Link> links);

    /** Whether the subject must enforce it too, not only the observer. */
    boolean isEnforcedAtBothEnds();

    @Override
    default Set<NodeId> nodes() {
        Set<NodeId> nodes = new LinkedHashSet<>();
        for (Link link : links()) {
            nodes.add(link.observer());
            if (isEnforcedAtBothEnds()) {
                nodes.add(link.subject());
            }
        }
        return nodes;
    }

    @Override
    default Optional<FaultType> partOf(NodeId node) {
        Set<Link> mine = new LinkedHashSet<>();
        for (Link link : links()) {
            if (link.observer().equals(node)
                    || (isEnforcedAtBothEnds() && link.subject().equals(node))) {
                mine.add(link);
            }
        }
        return mine.isEmpty() ? Optional.empty() : Optional.of(withLinks(mine));
    }

    @Override
    default FaultType with(FaultType otherPart) {
        Set<Link> all = new LinkedHashSet<>(links());
        all.addAll(otherPart.links());
        return withLinks(all);
    }

    /** One method for each kind. */
    interface Cases<R, E extends Exception> {
        R cut(Cut cut) throws E;

        R delay(Delay delay) throws E;

        R drop(Drop drop) throws E;
    }

    /**
     * No request gets through: the observer does not send it, and the subject does not answer one that still arrives.
     */
    record Cut(Set<Link> links) implements LinkFault {
        public Cut {
            links = FaultLimits.checkedLinks(links);
        }

        @Override
        public String id() {
            return "cut";
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.cut(this);
        }

        @Override
        public <E extends Exception> void writeTo(FaultSettings<E> out) throws E {
            // It has none.
        }

        @Override
        public boolean isTotal() {
            return true;
        }

        /** One end of each link is enough. */
        @Override
        public boolean isEnforcedBy(Set<NodeId> have) {
            return links.stream().allMatch(link -> isAtEither(link, have));
        }

        @Override
        public boolean isEnforcedAmong(Set<NodeId> running, Set<NodeId> have) {
            return links.stream().allMatch(link -> !isAtEither(link, running) || isAtEither(link, have));
        }

        private static boolean isAtEither(Link link, Set<NodeId> nodes) {
            return nodes.contains(link.observer()) || nodes.contains(link.subject());
        }

        @Override
        public Cut withLinks(Set<Link> others) {
            return new Cut(others);
        }

        @Override
        public boolean isEnforcedAtBothEnds() {
            return true;
        }
    }

    /**
     * Every request is sent late, by the delay plus a uniform random part of the jitter; each 0 to 1 min. Enforced by
     * the observer only, as both ends would delay twice.
     */
    record Delay(Set<Link> links, Duration delay, Duration jitter) implements LinkFault {
        public Delay {
            links = FaultLimits.checkedLinks(links);
            FaultLimits.checkDuration("delay", delay);
            FaultLimits.checkDuration("jitter", jitter);
        }

        @Override
        public String id() {
            return "delay";
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.delay(this);
        }

        @Override
        public <E extends Exception> void writeTo(FaultSettings<E> out) throws E {
            out.delay(delay, jitter);
        }

        @Override
        public Delay withLinks(Set<Link> others) {
            return new Delay(others, delay, jitter);
        }

        @Override
        public boolean isEnforcedAtBothEnds() {
            return false;
        }
    }

    /** This share of the requests, 0 to 1, is not sent. Enforced by the observer only, as two draws would drop more. */
    record Drop(Set<Link> links, double share) implements LinkFault {
        public Drop {
            links = FaultLimits.checkedLinks(links);
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a share is 0 to 1, found " + share);
            }
        }

        @Override
        public String id() {
            return "drop";
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.drop(this);
        }

        @Override
        public <E extends Exception> void writeTo(FaultSettings<E> out) throws E {
            out.share(share);
        }

        @Override
        public double dropShare() {
            return share;
        }

        @Override
        public boolean isTotal() {
            return share == 1;
        }

        @Override
        public Drop withLinks(Set<Link> others) {
            return new Drop(others, share);
        }

        @Override
        public boolean isEnforcedAtBothEnds() {
            return false;
        }
    }
}
