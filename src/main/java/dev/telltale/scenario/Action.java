package dev.telltale.scenario;

import dev.telltale.fault.FaultType;
import dev.telltale.fault.FaultTypeText;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.NameList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The action of one step. Immutable; any thread. */
public sealed interface Action {
    /** The action in the imperative, or as a state: "kill node2", "cut node1 to node3", "node2 stalled". */
    String words();

    /** All nodes that the action affects, for links both ends. */
    Set<NodeId> affected();

    /** Whether a step with this action may have a duration, after which the action is undone. */
    boolean isUndoable();

    /**
     * Why the action is impossible in the present states of its nodes: "node2 does not run"; empty if it is possible.
     */
    String obstacle(Function<NodeId, NodeState> states);

    <R> R match(Cases<R> cases);

    /** One method for each kind. */
    interface Cases<R> {
        R processes(OnProcesses action);

        R fault(InjectsFault action);

        R heal(Heal action);
    }

    private static String obstacleText(
            boolean isPossible, Collection<NodeId> nodes, Function<NodeId, NodeState> states) {
        return isPossible
                ? ""
                : nodes.stream()
                        .filter(node -> nodes.size() == 1 || states.apply(node) != NodeState.RUNNING)
                        .map(node -> node + " " + states.apply(node).words())
                        .collect(Collectors.joining(", "));
    }

    /** Injects a fault. */
    sealed interface InjectsFault extends Action {
        FaultType effect();

        /** The name of the fault in a scenario file. */
        default String id() {
            return effect().id();
        }

        /** The keys and values that name the target in a scenario file. */
        Map<String, Object> targetKeys();

        @Override
        default <R> R match(Cases<R> cases) {
            return cases.fault(this);
        }

        @Override
        default boolean isUndoable() {
            return true;
        }
    }

    /** An operation on a process. */
    enum Verb {
        /** SIGKILL. */
        KILL(true),
        /** SIGTERM: the node announces that it leaves. */
        STOP(true),
        START(false),
        /** SIGKILL and an immediate start: a new incarnation. */
        RESTART(false),
        /** SIGSTOP. */
        PAUSE(true),
        /** SIGCONT. */
        RESUME(false);

        private final boolean isUndoable;

        Verb(boolean isUndoable) {
            this.isUndoable = isUndoable;
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it has an effect on a process in this state. */
        boolean appliesTo(NodeState state) {
            return switch (this) {
                case KILL, STOP -> state != NodeState.GONE;
                case START -> state == NodeState.GONE;
                case RESTART -> true;
                case PAUSE -> state == NodeState.RUNNING;
                case RESUME -> state == NodeState.PAUSED;
            };
        }

        public static Optional<Verb> parse(String word) {
            return Arrays.stream(values())
                    .filter(verb -> verb.id().equals(word))
                    .findFirst();
        }
    }

    /** An operation on the processes of one or more nodes. */
    record OnProcesses(Verb verb, List<NodeId> nodes) implements Action {
        public OnProcesses {
            nodes = List.copyOf(nodes);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.processes(this);
        }

        @Override
        public Set<NodeId> affected() {
            return new LinkedHashSet<>(nodes);
        }

        @Override
        public String words() {
            return verb.id() + " " + NameList.of(nodes);
        }

        @Override
        public boolean isUndoable() {
            return verb.isUndoable;
        }

        /** The nodes on which the operation has an effect in their present states. */
        public List<NodeId> applicableNodes(Function<NodeId, NodeState> states) {
            return nodes.stream()
                    .filter(node -> verb.appliesTo(states.apply(node)))
                    .toList();
        }

        @Override
        public String obstacle(Function<NodeId, NodeState> states) {
            return obstacleText(!applicableNodes(states).isEmpty(), nodes, states);
        }
    }

    /** Injects a fault into a node. */
    record OnNode(NodeFault effect) implements InjectsFault {
        @Override
        public Map<String, Object> targetKeys() {
            return Map.of("node", effect.node().value());
        }

        @Override
        public Set<NodeId> affected() {
            return effect.nodes();
        }

        @Override
        public String words() {
            return FaultTypeText.of(effect);
        }

        @Override
        public String obstacle(Function<NodeId, NodeState> states) {
            NodeId node = effect.node();
            return obstacleText(states.apply(node) == NodeState.RUNNING, List.of(node), states);
        }
    }

    /**
     * Injects a fault into links.
     *
     * @param effect the fault; its links are exactly those of the target
     */
    record OnLinks(Target target, LinkFault effect) implements InjectsFault {
        @Override
        public String id() {
            return effect instanceof LinkFault.Cut ? target.cutWord() : effect.id();
        }

        @Override
        public Map<String, Object> targetKeys() {
            return target.keys();
        }

        @Override
        public Set<NodeId> affected() {
            Set<NodeId> ends = new LinkedHashSet<>();
            for (Link link : effect.links()) {
                ends.add(link.observer());
                ends.add(link.subject());
            }
            return ends;
        }

        @Override
        public String words() {
            return effect.match(new LinkFault.Cases<String, RuntimeException>() {
                @Override
                public String cut(LinkFault.Cut cut) {
                    return target.isPartition() ? target.words() : "cut " + target.words();
                }

                @Override
                public String delay(LinkFault.Delay delay) {
                    return "delay " + target.words() + " by "
                            + DurationFormat.range(delay.delay(), delay.delay().plus(delay.jitter()));
                }

                @Override
                public String drop(LinkFault.Drop drop) {
                    return "drop " + percent(drop.share()) + " of " + target.words();
                }
            });
        }

        /** Formats a share from 0 to 1: "30 %", "12.5 %". */
        private static String percent(double share) {
            double percent = share * 100;
            boolean isWhole = Math.abs(percent - Math.rint(percent)) < 1e-9;
            return String.format(Locale.ROOT, isWhole ? "%.0f %%" : "%.1f %%", percent);
        }

        // A node that is started later enforces the fault, too.
        @Override
        public String obstacle(Function<NodeId, NodeState> states) {
            boolean isPossible = effect.nodes().stream().anyMatch(node -> states.apply(node) == NodeState.RUNNING)
                    && effect.links().stream().allMatch(link -> isEnforced(link, states));
            return obstacleText(isPossible, effect.nodes(), states);
        }

        /** Whether a running end of the link enforces the fault, or neither end runs. */
        private boolean isEnforced(Link link, Function<NodeId, NodeState> states) {
            NodeState observer = states.apply(link.observer());
            NodeState subject = effect.isEnforcedAtBothEnds() ? states.apply(link.subject()) : NodeState.GONE;
            return observer == NodeState.RUNNING
                    || subject == NodeState.RUNNING
                    || (observer == NodeState.GONE && subject == NodeState.GONE);
        }
    }

    /**
     * Heals faults.
     *
     * @param step the number of the step that injected the fault, from 1; 0 for all faults
     */
    record Heal(int step) implements Action {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.heal(this);
        }

        @Override
        public Set<NodeId> affected() {
            return Set.of();
        }

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

    /** The values of the key {@code do}: "kill, stop, ..., heal". */
    static String verbs() {
        return Arrays.stream(Verb.values()).map(Verb::id).collect(Collectors.joining(", ")) + ", heal";
    }
}
