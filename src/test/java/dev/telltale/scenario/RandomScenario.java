package dev.telltale.scenario;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Effect;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Link;
import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
import dev.telltale.model.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Any valid scenario, drawn from one number; whether it comes true is another matter. */
final class RandomScenario {
    private static final Duration END = Duration.ofSeconds(60);
    private static final List<Status> STATUSES = List.of(Status.values());
    private static final List<Act.Verb> VERBS = List.of(Act.Verb.values());

    private final SplittableRandom random;
    private final List<NodeId> nodes;

    RandomScenario(long seed) {
        random = new SplittableRandom(seed);
        nodes = Scenario.ids(4 + random.nextInt(5));
    }

    Scenario scenario() {
        var interval = Duration.ofMillis(10 + random.nextInt(3_000));
        List<Step> steps = new ArrayList<>();
        long at = 0;
        for (int i = random.nextInt(6); i > 0; i--) {
            at += random.nextInt(5_000);
            Act act = act(steps);
            Duration lasting = act.isUndoable() && random.nextBoolean() ? millis(1, 20_000) : null;
            steps.add(new Step(Duration.ofMillis(at), act, lasting));
        }
        List<Expectation> expectations = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            expectations.add(expectation(steps));
        }
        return new Scenario(
                "random",
                random.nextBoolean() ? "" : "Quotes \" and \\ and ✓",
                random.nextBoolean() ? "" : "one\ntwo",
                nodes.size(),
                new HeartbeatSettings(interval, interval.plusMillis(1 + random.nextInt(5_000))),
                new DetectionSettings(
                        detector(), 1 + random.nextInt(3), 1 + random.nextInt(3), millis(0, 90_000), 6.5, 2),
                steps,
                expectations,
                END);
    }

    private Duration millis(int least, int most) {
        return Duration.ofMillis(least + random.nextInt(most));
    }

    private DetectorKind detector() {
        return DetectorKind.ALL.get(random.nextInt(DetectorKind.ALL.size()));
    }

    private NodeId node() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private NodeId other(NodeId node) {
        List<NodeId> others = nodes.stream().filter(one -> !one.equals(node)).toList();
        return others.get(random.nextInt(others.size()));
    }

    private Act act(List<Step> before) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> {
                NodeId node = node();
                yield new Act.OnProcesses(
                        VERBS.get(random.nextInt(VERBS.size())),
                        random.nextBoolean() ? List.of(node) : List.of(node, other(node)));
            }
            case 2 -> new Act.OnNode(onNode());
            case 3 -> {
                boolean isFault = !before.isEmpty() && before.get(0).act() instanceof Act.OnLinks;
                yield new Act.Heal(isFault ? 1 : 0);
            }
            default -> onLinks();
        };
    }

    private Effect.OnNode onNode() {
        return switch (random.nextInt(5)) {
            case 0 -> new Effect.Stall(node());
            case 1 -> new Effect.Slow(node(), millis(0, 900), random.nextBoolean() ? Duration.ZERO : millis(1, 900));
            case 2 -> new Effect.Fail(node(), random.nextBoolean());
            case 3 -> new Effect.Gray(node(), random.nextBoolean() ? Page.HEARTBEAT : Page.STATUS);
            default ->
                new Effect.Skew(
                        node(),
                        random.nextBoolean()
                                ? millis(1, 9_000)
                                : millis(1, 9_000).negated());
        };
    }

    private Act onLinks() {
        NodeId node = node();
        Target target = switch (random.nextInt(8)) {
            case 0 -> new Target.Row(node);
            case 1 -> new Target.Column(node);
            case 2 -> new Target.Split(List.of(List.of(node), List.of(other(node))));
            case 3 -> new Target.Isolate(node);
            case 4 -> new Target.Bridge(node);
            case 5 -> new Target.Halves();
            case 6 -> new Target.MajoritiesRing();
            default -> new Target.Pair(node, other(node), random.nextBoolean());
        };
        Set<Link> links = target.links(nodes);
        if (links.isEmpty()) {
            return new Act.Heal(0);
        }
        boolean isPlain = target.isPartition() && !(target instanceof Target.Split);
        return new Act.OnLinks(
                target,
                switch (isPlain ? 0 : random.nextInt(3)) {
                    case 0 -> new Effect.Cut(links);
                    case 1 -> new Effect.Delay(links, millis(0, 900), millis(0, 900));
                    default -> new Effect.Drop(links, random.nextDouble());
                });
    }

    private Expectation expectation(List<Step> steps) {
        @Nullable DetectorKind detector = random.nextBoolean() ? null : detector();
        NodeId node = node();
        List<NodeId> some = random.nextBoolean() ? List.of() : List.of(other(node));
        return switch (random.nextInt(4)) {
            case 0 ->
                new Expectation.Holds(after(steps), millis(0, 500), millis(501, 900), some, node, status(), detector);
            case 1 ->
                new Expectation.Never(
                        status(),
                        millis(0, 5_000),
                        millis(5_001, 20_000),
                        some,
                        random.nextBoolean() ? List.of() : List.of(node),
                        random.nextBoolean() ? Set.of() : Set.of(new Link(node, other(node))),
                        detector);
            case 2 -> new Expectation.Says(after(steps), millis(1, 900), "crash of " + node);
            default -> new Expectation.FalseAlarms(random.nextInt(9), detector);
        };
    }

    private Status status() {
        return STATUSES.get(random.nextInt(STATUSES.size()));
    }

    private After after(List<Step> steps) {
        if (steps.isEmpty()) {
            return After.START;
        }
        int step = random.nextInt(steps.size() + 1);
        boolean canEnd = step > 0 && steps.get(step - 1).lasting() != null;
        return new After(step, canEnd && random.nextBoolean());
    }
}
