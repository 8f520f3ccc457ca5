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
 * Draws one round of faults from the seed and the number of the round only. Faults may overlap in time, but each node
 * is in one fault at a time and has recovered before the next, so for every {@code down} it is known whether it is
 * correct.
 */
public final class SoakPlan {
    private static final int MIN_FAULTS = 3;
    private static final int EXTRA_FAULTS = 4;
    /** Reserved for the start of a process. */
    private static final Duration START_TIME = Duration.ofSeconds(3);

    /** After the last fault, at most, until all nodes are up again; the timeout is added. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    /** 2^64 divided by the golden ratio: no round of a seed has the seed of a round of a close one. */
    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

    private final SoakSettings settings;
    private final int round;
    private final SplittableRandom random;
    private final List<NodeId> nodes;
    private final RandomFaults randomFaults;
    private final Map<NodeId, Duration> busyUntil = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    private SoakPlan(SoakSettings settings, int round) {
        this.settings = settings;
        this.round = round;
        // Split, because such seeds give the same sequence, shifted by one draw for each round.
        random = new SplittableRandom(settings.seed() + round * SEED_STEP).split();
        nodes = IntStream.rangeClosed(1, settings.nodes())
                .mapToObj(number -> new NodeId("node" + number))
                .toList();
        randomFaults = new RandomFaults(random, nodes, settings.heartbeat());
    }

    /** The scenario of a round: the same for the same settings and number on every machine. */
    public static Scenario round(SoakSettings settings, int round) {
        return new SoakPlan(settings, round).scenario();
    }

    private Scenario scenario() {
        int faults = MIN_FAULTS + random.nextInt(EXTRA_FAULTS);
        Duration timeout = settings.heartbeat().timeout();
        Duration at = between(settings.heartbeat().interval().dividedBy(4), timeout);
        while (steps.size() < faults) {
            add(at, randomFaults.next());
            at = at.plus(between(timeout.dividedBy(8), timeout.dividedBy(2)));
        }
        Duration lastEnd = steps.get(last() - 1).end();
        Duration recovery = RECOVERY.plus(timeout);
        return new Scenario(
                "soak-" + settings.seed() + "-" + round,
                "Round " + round + " of the soak with seed " + settings.seed(),
                "",
                0,
                nodes.size(),
                settings.heartbeat(),
                DetectionSettings.DEFAULT,
                steps,
                expectations(recovery),
                lastEnd.plus(recovery).plus(settings.heartbeat().interval()));
    }

    /** One expectation, that all nodes are up in the end; {@link InvariantChecker} checks everything else. */
    private List<Expectation> expectations(Duration recovery) {
        boolean isEnd = steps.get(last() - 1).duration() != null;
        return List.of(new Expectation.DiagnosisShows(
                new StepAnchor(last(), isEnd), recovery, Expectation.DiagnosisShows.ALL_WELL));
    }

    /** The number of the step that ends last. */
    private int last() {
        int last = 1;
        for (int number = 2; number <= steps.size(); number++) {
            last = steps.get(number - 1).end().compareTo(steps.get(last - 1).end()) > 0 ? number : last;
        }
        return last;
    }

    /** Adds a step, unless one of its nodes is in another fault or no healthy observer would be left. */
    private void add(Duration at, Action action) {
        Set<NodeId> affected = action.affected();
        long busy = nodes.stream().filter(node -> isBusy(node, at)).count();
        boolean affectsAll = affected.size() == nodes.size();
        if (affected.stream().anyMatch(node -> isBusy(node, at))
                || (!affectsAll && busy + affected.size() > nodes.size() - 1)) {
            return;
        }
        var step = new Step(at, action, lasting(action));
        steps.add(step);
        Duration recovered =
                step.end().plus(START_TIME).plus(settings.heartbeat().interval().multipliedBy(2));
        affected.forEach(node -> busyUntil.put(node, recovered));
    }

    private boolean isBusy(NodeId node, Duration at) {
        return busyUntil.getOrDefault(node, Duration.ZERO).compareTo(at) > 0;
    }

    /** How long the action lasts, about half of the time too short for the timeout; null if it is not undone. */
    private @Nullable Duration lasting(Action action) {
        Duration timeout = settings.heartbeat().timeout();
        return action.isUndoable() ? between(timeout.dividedBy(4), timeout.multipliedBy(2)) : null;
    }

    private Duration between(Duration min, Duration max) {
        return Duration.ofMillis(random.nextLong(min.toMillis(), max.toMillis()));
    }
}
