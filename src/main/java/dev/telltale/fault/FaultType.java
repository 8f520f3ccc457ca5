package dev.telltale.fault;

import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The type of a fault and its parameters: an effect on links, or on one node from inside. Immutable values only. */
public sealed interface FaultType permits LinkFault, NodeFault {
    Duration MAX_DELAY = Duration.ofMinutes(1);
    Duration MAX_SKEW = Duration.ofHours(24);
    int MAX_LINKS = 40_000;

    /** The name in JSON, on the command line and on the screen. */
    String id();

    /** The nodes that must enforce it, in order of first occurrence. */
    Set<NodeId> nodes();

    /** The part that this node must enforce; empty if there is none. */
    Optional<FaultType> partOf(NodeId node);

    /** This fault with the part of it that another node enforces. */
    default FaultType with(FaultType otherPart) {
        return this;
    }

    /** The links that it breaks; empty for a fault of one node. */
    Set<Link> links();

    /** Whether it is a fault of this node from inside. */
    boolean isOn(NodeId node);

    /** Whether nothing comes through its links; false where only some requests are lost, by chance. */
    default boolean isTotal() {
        return false;
    }

    /** By how much every request on its links, or every response of its node, is late at least. */
    default Duration delay() {
        return Duration.ZERO;
    }

    /** By how much more it is late at most. */
    default Duration jitter() {
        return Duration.ZERO;
    }

    /** How its node responds at this endpoint, delays aside. */
    default ResponseBehavior.Mode responseMode(Endpoint endpoint) {
        return ResponseBehavior.Mode.NORMAL;
    }

    /** By how much the wall clock of its node is ahead; negative for behind. */
    default Duration skew() {
        return Duration.ZERO;
    }

    /** The share of the requests on its links that is lost by chance, 0 to 1. */
    default double dropShare() {
        return 0;
    }

    /** Calls a method for each setting that its kind has. */
    <E extends Exception> void writeTo(FaultSettings<E> out) throws E;

    /** Whether it keeps the node from answering what its statuses are. */
    default boolean hidesStatusOf(NodeId node) {
        return isOn(node) && responseMode(Endpoint.STATUS) != ResponseBehavior.Mode.NORMAL;
    }

    /** Whether it is in force when these of its nodes have it. */
    default boolean isEnforcedBy(Set<NodeId> have) {
        return have.containsAll(nodes());
    }

    /** The same for the part of it that is about running nodes: a link between nodes that do not run needs neither. */
    default boolean isEnforcedAmong(Set<NodeId> running, Set<NodeId> have) {
        return have.containsAll(running);
    }

    /** Calls the method for its kind: a new kind does not compile until each caller handles it. */
    <R, E extends Exception> R match(LinkFault.Cases<R, E> links, NodeFault.Cases<R, E> node) throws E;

    /** The names of all types in display order. */
    List<String> WORDS = List.of("cut", "delay", "drop", "stall", "slow", "error", "gray", "skew");
}
