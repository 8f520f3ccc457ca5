package dev.telltale.diagnosis.cause;

import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What may be wrong with a cluster, in a normal form: equal causes are equal. How it came about is not in it: a node that
 * was paused and one that was stalled are both {@link Hang}.
 */
public sealed interface Cause {
    /** Unique to this cause; what scenario files and tests call it. */
    String words();

    /** Reads {@link #words()} back; empty if these are no such words. */
    static Optional<Cause> ofWords(String words) {
        return CauseText.read(words);
    }

    /** A cause of one node. */
    sealed interface OfNode extends Cause {
        NodeId node();

        /** Whether it alone keeps the node's heartbeats from all others. */
        boolean isSilence();
    }

    /** A cause between nodes that are all well. */
    sealed interface OfLinks extends Cause {}

    /** Its process is gone. */
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

    /** It ended, and said so. */
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

    /** No process listens, and no observer has heard one since it began to observe. */
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

    /** It takes requests and answers none: paused, stalled, starved. */
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

    /** It answers its peers, but with errors or nonsense. */
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

    /** Its peers hear it, but it does not tell what it believes. */
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

    /** A new process of the same name was heard lately. */
    record Restart(NodeId node) implements OfNode {
        /** How long after it was heard again a restart is reported. */
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

    /** It runs late, or blames many whom everybody else hears. */
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

    /** Its wall clock is far from ours. */
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

    /** Most nodes run late. */
    record Overload() implements Cause {
        @Override
        public String words() {
            return "overload";
        }
    }

    /** The observer does not hear the subject, the subject hears the observer. */
    record OneWay(Link link) implements OfLinks {
        @Override
        public String words() {
            return "one-way link " + link.observer() + " to " + link.subject();
        }
    }

    /** Neither hears the other; the smaller name is the first. */
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

    /** It hears nobody, and nobody hears it; of three nodes or more. */
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

    /** Nobody hears it, but it hears others; of three nodes or more. */
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

    /** It hears nobody, but others hear it; of three nodes or more. */
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

    /** Nobody hears anybody of another group; each group and the list of them in the order of the names. */
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
