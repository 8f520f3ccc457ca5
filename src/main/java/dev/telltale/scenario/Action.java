package dev.telltale.scenario;

import dev.telltale.fault.FaultType;
import dev.telltale.fault.FaultTypeText;
import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import dev.telltale.text.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one step does. */
public sealed interface Action {
    /** In the imperative, or as a state: "kill node2", "cut node1 to node3", "node2 stalled". */
    String words();

    /** Whether time can undo it. */
    boolean isUndoable();

    /** Why none of its nodes can take the step, by what they are now: "node2 does not run"; empty if it can be done. */
    String obstacle(Function<NodeId, NodeState> states);

    private static String told(boolean isPossible, Collection<NodeId> nodes, Function<NodeId, NodeState> states) {
        return isPossible
                ? ""
                : nodes.stream()
                        .filter(node -> nodes.size() == 1 || states.apply(node) != NodeState.RUNNING)
                        .map(node -> node + " " + states.apply(node).words())
                        .collect(Collectors.joining(", "));
    }

    /** Something is broken. */
    sealed interface Breaks extends Action {
        FaultType effect();

        @Override
        default boolean isUndoable() {
            return true;
        }
    }

    /** What is done to a process. */
    enum Verb {
        /** SIGKILL. */
        KILL(true),
        /** SIGTERM: it says goodbye. */
        STOP(true),
        START(false),
        /** Killed and started at once: a new incarnation. */
        RESTART(false),
        /** SIGSTOP. */
        PAUSE(true),
        /** SIGCONT. */
        RESUME(false);

        private final boolean isUndoable;

        Verb(boolean isUndoable) {
            this.isUndoable = isUndoable;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it changes a process that is in this state. */
        boolean canBeDoneTo(NodeState state) {
            return switch (this) {
                case KILL, STOP -> state != NodeState.GONE;
                case START -> state == NodeState.GONE;
                case RESTART -> true;
                case PAUSE -> state == NodeState.RUNNING;
                case RESUME -> state == NodeState.PAUSED;
            };
        }

        public static Optional<Verb> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(verb -> verb.word().equals(word))
                    .findFirst();
        }
    }

    /** At least one node. */
    record OnProcesses(Verb verb, List<NodeId> nodes) implements Action {
        public OnProcesses {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String words() {
            return verb.word() + " " + TextLists.list(nodes);
        }

        @Override
        public boolean isUndoable() {
            return verb.isUndoable;
        }

        /** Those that can take it. */
        public List<NodeId> able(Function<NodeId, NodeState> states) {
            return nodes.stream()
                    .filter(node -> verb.canBeDoneTo(states.apply(node)))
                    .toList();
        }

        @Override
        public String obstacle(Function<NodeId, NodeState> states) {
            return told(!able(states).isEmpty(), nodes, states);
        }
    }

    /** A node is broken from inside. */
    record OnNode(FaultType.OnNode effect) implements Breaks {
        @Override
        public String words() {
            return FaultTypeText.of(effect);
        }

        @Override
        public String obstacle(Function<NodeId, NodeState> states) {
            NodeId node = effect.node();
            return told(states.apply(node) == NodeState.RUNNING, List.of(node), states);
        }
    }

    /**
     * Links are broken.
     *
     * @param effect on exactly the links of the target
     */
    record OnLinks(Target target, FaultType.OnLinks effect) implements Breaks {
        @Override
        public String words() {
            if (effect instanceof FaultType.Delay delay) {
                Duration most = delay.delay().plus(delay.jitter());
                return "delay " + target.words() + " by " + Durations.format(delay.delay())
                        + (delay.jitter().isZero() ? "" : " to " + Durations.format(most));
            } else if (effect instanceof FaultType.Drop drop) {
                return "drop " + TextLists.percent(drop.share()) + " of " + target.words();
            }
            return target.isPartition() ? target.words() : "cut " + target.words();
        }

        /** A node that is started later enforces it too. */
        @Override
        public String obstacle(Function<NodeId, NodeState> states) {
            boolean isPossible = effect.nodes().stream().anyMatch(node -> states.apply(node) == NodeState.RUNNING)
                    && effect.links().stream().allMatch(link -> isEnforced(link, states));
            return told(isPossible, effect.nodes(), states);
        }

        /** By an end that runs; where neither runs there is nothing to enforce yet. */
        private boolean isEnforced(Link link, Function<NodeId, NodeState> states) {
            NodeState observer = states.apply(link.observer());
            NodeState subject = effect.isAtBothEnds() ? states.apply(link.subject()) : NodeState.GONE;
            return observer == NodeState.RUNNING
                    || subject == NodeState.RUNNING
                    || (observer == NodeState.GONE && subject == NodeState.GONE);
        }
    }

    /**
     * What was broken is mended.
     *
     * @param step the number of the step that broke it, from 1 on; 0 for everything that is broken
     */
    record Heal(int step) implements Action {
        @Override
        public String words() {
            return step == 0 ? "heal everything" : "heal step " + step;
        }

        @Override
        public boolean isUndoable() {
            return false;
        }

        @Override
        public String obstacle(Function<NodeId, NodeState> states) {
            return "";
        }
    }

    /** All words of deeds: "kill, stop, ...". */
    static String deeds() {
        return Arrays.stream(Verb.values()).map(Verb::word).collect(Collectors.joining(", ")) + ", heal";
    }
}
