package dev.telltale.diagnosis.cause;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Link;
import dev.telltale.fault.NodeFault;
import dev.telltale.fault.ResponseBehavior;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A probable cause of what a matrix shows, in a normal form: equivalent causes are equal. It names the effect and not
 * the fault: a paused node and a stalled node are both {@link Hang}.
 */
public sealed interface Cause {
    /** The text of this cause in scenario files, such as "crash of node2"; unique to the cause. */
    String words();

    /**
     * What an injected fault of a node is to be diagnosed as; empty if it may go unnoticed.
     *
     * @param deadline a node that responds as late as that, or later, hangs
     */
    static Optional<Cause> of(NodeFault fault, Duration deadline) {
        NodeId node = fault.node();
        var mode = fault.responseMode(Endpoint.HEARTBEAT);
        if (mode == ResponseBehavior.Mode.SILENCE || fault.delay().compareTo(deadline) >= 0) {
            return Optional.of(new Hang(node));
        } else if (mode != ResponseBehavior.Mode.NORMAL) {
            return Optional.of(new Failing(node));
        } else if (fault.responseMode(Endpoint.STATUS) != ResponseBehavior.Mode.NORMAL) {
            return Optional.of(new GrayStatus(node));
        }
        return fault.skew().isZero() ? Optional.empty() : Optional.of(new Skewed(node));
    }

    /** Parses {@link #words()}; empty if the text names no cause. */
    static Optional<Cause> ofWords(String words) {
        return CauseText.read(words);
    }

    /** A cause of one node. */
    sealed interface OfNode extends Cause {
        NodeId node();

        /** Whether the cause by itself keeps every observer from receiving the node's heartbeats. */
        boolean isSilence();
    }

    /** A cause in the links between nodes that run. */
    sealed interface OfLinks extends Cause {}

    /** The process of the node has ended. */
    record Crash(NodeId node) implements OfNode {
        @Override
        public boolean isSilence() {
            return true;
        }

        @Override
        public String words() {
            return "crash of " + node;
        }
    }

    /** The process of the node ended after it had announced that it leaves. */
    record Left(NodeId node) implements OfNode {
        @Override
        public boolean isSilence() {
            return true;
        }

        @Override
        public String words() {
            return "goodbye of " + node;
        }
    }

    /**
     * No process listens at the address, and no observer has received a heartbeat from it since the observer's start.
     */
    record Absent(NodeId node) implements OfNode {
        @Override
        public boolean isSilence() {
            return true;
        }

        @Override
        public String words() {
            return "absent " + node;
        }
    }

    /** The node accepts requests and answers none: paused, stalled, or without processor time. */
    record Hang(NodeId node) implements OfNode {
        @Override
        public boolean isSilence() {
            return true;
        }

        @Override
        public String words() {
            return "hung " + node;
        }
    }

    /** The node answers its peers with errors or with a body that is not a heartbeat. */
    record Failing(NodeId node) implements OfNode {
        @Override
        public boolean isSilence() {
            return true;
        }

        @Override
        public String words() {
            return "errors of " + node;
        }
    }

    /** Observers report the node up, but it does not answer requests for its status. */
    record GrayStatus(NodeId node) implements OfNode {
        @Override
        public boolean isSilence() {
            return false;
        }

        @Override
        public String words() {
            return "gray status of " + node;
        }
    }

    /** A new incarnation of the node is up since less than {@link #REPORTED_FOR}. */
    record Restart(NodeId node) implements OfNode {
        /** How long a restart is reported after the node is up again. */
        public static final Duration REPORTED_FOR = Duration.ofSeconds(10);

        @Override
        public boolean isSilence() {
            return false;
        }

        @Override
        public String words() {
            return "restart of " + node;
        }
    }

    /** The observer is lagging, or reports many subjects down that all other observers report up. */
    record SickObserver(NodeId node) implements OfNode {
        @Override
        public boolean isSilence() {
            return false;
        }

        @Override
        public String words() {
            return "sick observer " + node;
        }
    }

    /** The wall clock of the node differs from that of this process. */
    record Skewed(NodeId node) implements OfNode {
        @Override
        public boolean isSilence() {
            return false;
        }

        @Override
        public String words() {
            return "skewed clock of " + node;
        }
    }

    /** Most nodes are lagging. */
    record Overload() implements Cause {
        @Override
        public String words() {
            return "overload";
        }
    }

    /** Requests of the link's observer to its subject fail, requests in the other direction succeed. */
    record OneWay(Link link) implements OfLinks {
        @Override
        public String words() {
            return "one-way link " + link.observer() + " to " + link.subject();
        }
    }

    /** Requests between two nodes fail in both directions. The smaller name is the first component. */
    record Broken(NodeId one, NodeId other) implements OfLinks {
        public Broken {
            if (one.compareTo(other) > 0) {
                NodeId larger = one;
                one = other;
                other = larger;
            }
        }

        @Override
        public String words() {
            return "broken link " + one + " and " + other;
        }
    }

    /** Requests from and to the node fail. Only in clusters of three or more nodes. */
    record Isolated(NodeId node) implements OfNode, OfLinks {
        @Override
        public boolean isSilence() {
            return false;
        }

        @Override
        public String words() {
            return "isolated " + node;
        }
    }

    /** Requests to the node fail, requests from it succeed. Only in clusters of three or more nodes. */
    record Mute(NodeId node) implements OfNode, OfLinks {
        @Override
        public boolean isSilence() {
            return false;
        }

        @Override
        public String words() {
            return "mute " + node;
        }
    }

    /** Requests from the node fail, requests to it succeed. Only in clusters of three or more nodes. */
    record Deaf(NodeId node) implements OfNode, OfLinks {
        @Override
        public boolean isSilence() {
            return false;
        }

        @Override
        public String words() {
            return "deaf " + node;
        }
    }

    /** Requests between different groups fail. Groups and their nodes are sorted by name. */
    record Partition(List<List<NodeId>> groups) implements OfLinks {
        public Partition {
            groups = groups.stream()
                    .map(group -> group.stream().sorted().toList())
                    .sorted(Comparator.comparing(group -> group.get(0)))
                    .toList();
        }

        @Override
        public String words() {
            return "partition "
                    + groups.stream()
                            .map(group -> group.stream().map(NodeId::value).collect(Collectors.joining(", ")))
                            .collect(Collectors.joining(" / "));
        }
    }
}
