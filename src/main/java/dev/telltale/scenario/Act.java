package dev.telltale.scenario;

import dev.telltale.bench.EffectWords;
import dev.telltale.config.Durations;
import dev.telltale.model.Effect;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one step does. */
public sealed interface Act {
    /** In the imperative, or as a state: "kill node2", "cut node1 to node3", "node2 stalled". */
    String words();

    /** Whether time can undo it. */
    boolean isUndoable();

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
        boolean canBeDoneTo(Hands.State state) {
            return switch (this) {
                case KILL, STOP -> state != Hands.State.GONE;
                case START -> state == Hands.State.GONE;
                case RESTART -> true;
                case PAUSE -> state == Hands.State.RUNNING;
                case RESUME -> state == Hands.State.PAUSED;
            };
        }

        static Optional<Verb> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(verb -> verb.word().equals(word))
                    .findFirst();
        }
    }

    /** At least one node. */
    record OnProcesses(Verb verb, List<NodeId> nodes) implements Act {
        public OnProcesses {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String words() {
            return verb.word() + " " + Words.list(nodes);
        }

        @Override
        public boolean isUndoable() {
            return verb.isUndoable;
        }
    }

    /** A node is broken from inside. */
    record OnNode(Effect.OnNode effect) implements Act {
        @Override
        public String words() {
            return EffectWords.of(effect);
        }

        @Override
        public boolean isUndoable() {
            return true;
        }
    }

    /**
     * Links are broken.
     *
     * @param effect on exactly the links of the target
     */
    record OnLinks(Target target, Effect.OnLinks effect) implements Act {
        @Override
        public String words() {
            if (effect instanceof Effect.Delay delay) {
                Duration most = delay.delay().plus(delay.jitter());
                return "delay " + target.words() + " by " + Durations.format(delay.delay())
                        + (delay.jitter().isZero() ? "" : " to " + Durations.format(most));
            } else if (effect instanceof Effect.Drop drop) {
                return "drop " + Words.percent(drop.share()) + " of " + target.words();
            }
            return target.isPartition() ? target.words() : "cut " + target.words();
        }

        @Override
        public boolean isUndoable() {
            return true;
        }
    }

    /**
     * What was broken is mended.
     *
     * @param step the number of the step that broke it, from 1 on; 0 for everything that is broken
     */
    record Heal(int step) implements Act {
        @Override
        public String words() {
            return step == 0 ? "heal everything" : "heal step " + step;
        }

        @Override
        public boolean isUndoable() {
            return false;
        }
    }

    /** All words of deeds: "kill, stop, ...". */
    static String deeds() {
        return Arrays.stream(Verb.values()).map(Verb::word).collect(Collectors.joining(", ")) + ", heal";
    }
}
