package dev.telltale.soak;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Expectation;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import dev.telltale.scenario.StepAnchor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws one round of faults from the seed and the number of the round, and from nothing else. Faults may overlap, but each
 * node is in one at a time, and has settled before the next: so it is known of every red cell whether it is right.
 */
public final class SoakPlan {
    private static final int MIN_FAULTS = 3;
    private static final int MORE_FAULTS = 4;
    /** A process that starts takes what the machine takes. */
    private static final Duration START = Duration.ofSeconds(3);

    private static final Duration HEALED = Duration.ofSeconds(10);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final SoakSettings settings;
    private final int round;
    private final SplittableRandom random;
    private final List<NodeId> nodes;
    private final RandomFaults draw;
    private final Map<NodeId, Duration> busyUntil = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    private SoakPlan(SoakSettings settings, int round) {
        this.settings = settings;
        this.round = round;
        random = new SplittableRandom(settings.seed() + round * GOLDEN);
        nodes = IntStream.rangeClosed(1, settings.nodes())
                .mapToObj(number -> new NodeId("node" + number))
                .toList();
        draw = new RandomFaults(random, nodes, settings.heartbeat());
    }

    /** The same for the same settings and number, on every machine. */
    public static Scenario round(SoakSettings settings, int round) {
        return new SoakPlan(settings, round).scenario();
    }

    private Scenario scenario() {
        int faults = MIN_FAULTS + random.nextInt(MORE_FAULTS);
        Duration timeout = settings.heartbeat().timeout();
        Duration at = between(settings.heartbeat().interval().dividedBy(4), timeout);
        while (steps.size() < faults) {
            add(at, draw.next());
            at = at.plus(between(timeout.dividedBy(8), timeout.dividedBy(2)));
        }
        Duration over = end(steps.get(last() - 1));
        Duration healed = HEALED.plus(timeout);
        return new Scenario(
                "soak-" + settings.seed() + "-" + round,
                "Round " + round + " of the soak with seed " + settings.seed(),
                "",
                nodes.size(),
                settings.heartbeat(),
                DetectionSettings.DEFAULT,
                steps,
                expectations(healed),
                over.plus(healed).plus(settings.heartbeat().interval()));
    }

    /** All else is judged by the whole truth about the round, see {@link InvariantChecker}. */
    private List<Expectation> expectations(Duration healed) {
        boolean isUndone = steps.get(last() - 1).lasting() != null;
        return List.of(new Expectation.Says(new StepAnchor(last(), isUndone), healed, Expectation.Says.ALL_WELL));
    }

    /** The number of the step that is over last. */
    private int last() {
        int last = 1;
        for (int number = 2; number <= steps.size(); number++) {
            last = end(steps.get(number - 1)).compareTo(end(steps.get(last - 1))) > 0 ? number : last;
        }
        return last;
    }

    /** Unless one of its nodes is in another fault yet, or nobody would be left to see it. */
    private void add(Duration at, Action act) {
        Set<NodeId> concerned = RandomFaults.concerned(act);
        long busy = nodes.stream().filter(node -> isBusy(node, at)).count();
        boolean isForAll = concerned.size() == nodes.size();
        if (concerned.stream().anyMatch(node -> isBusy(node, at))
                || (!isForAll && busy + concerned.size() > nodes.size() - 1)) {
            return;
        }
        var step = new Step(at, act, lasting(act));
        steps.add(step);
        Duration settled =
                end(step).plus(START).plus(settings.heartbeat().interval().multipliedBy(2));
        concerned.forEach(node -> busyUntil.put(node, settled));
    }

    private boolean isBusy(NodeId node, Duration at) {
        return busyUntil.getOrDefault(node, Duration.ZERO).compareTo(at) > 0;
    }

    /** Half of them too short to be noticed by silence alone. */
    private @Nullable Duration lasting(Action act) {
        Duration timeout = settings.heartbeat().timeout();
        return act.isUndoable() ? between(timeout.dividedBy(4), timeout.multipliedBy(2)) : null;
    }

    private static Duration end(Step step) {
        return step.lasting() == null ? step.at() : step.at().plus(step.lasting());
    }

    private Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis()));
    }
}
