package dev.telltale.scenario.run;

import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.Step;
import dev.telltale.scenario.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person did by hand, as a scenario without expectations. Its time begins when the first start of all nodes was over;
 * its nodes are node1, node2 and so on, in the order of the cluster.
 */
public final class ManualRunRecorder {
    private static final long ROUNDING_MILLIS = 100;
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private final List<NodeId> nodes;
    private final Map<NodeId, NodeId> names = new HashMap<>();
    private final Instant start;
    private final List<Step> steps = new ArrayList<>();

    private ManualRunRecorder(List<NodeId> nodes, Instant start) {
        this.nodes = Scenario.ids(nodes.size());
        this.start = start;
        for (int i = 0; i < nodes.size(); i++) {
            names.put(nodes.get(i), this.nodes.get(i));
        }
    }

    /** Empty if nothing was done since all nodes were ready; the newest steps are left out where a scenario is full. */
    public static Optional<Scenario> of(
            String name,
            List<NodeId> nodes,
            HeartbeatSettings heartbeat,
            DetectionSettings detection,
            List<ProcessEvent> deeds,
            List<FaultInterval> faults) {
        Instant start = firstReady(nodes, deeds);
        if (start == null || nodes.size() < Scenario.MIN_NODES || nodes.size() > Scenario.MAX_NODES) {
            return Optional.empty();
        }
        var hand = new ManualRunRecorder(nodes, start);
        hand.readDeeds(deeds);
        faults.forEach(hand::readFault);
        List<Step> steps = hand.steps.stream()
                .filter(step -> end(step).plus(AFTERWARDS).compareTo(Scenario.MAX_DURATION) <= 0)
                .sorted(Comparator.comparing(Step::at))
                .limit(Scenario.MAX_STEPS)
                .toList();
        Duration end = steps.stream()
                .map(ManualRunRecorder::end)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(new Scenario(
                        name,
                        "What was done by hand",
                        "",
                        nodes.size(),
                        heartbeat,
                        detection,
                        steps,
                        List.of(),
                        end.plus(AFTERWARDS)));
    }

    private static Duration end(Step step) {
        return step.lasting() == null ? step.at() : step.at().plus(step.lasting());
    }

    /** When each had been ready once; null if one never was. */
    private static @Nullable Instant firstReady(List<NodeId> nodes, List<ProcessEvent> deeds) {
        Set<NodeId> waiting = new HashSet<>(nodes);
        for (ProcessEvent deed : deeds) {
            if (deed.kind() == ProcessEvent.Kind.READY && waiting.remove(deed.node()) && waiting.isEmpty()) {
                return deed.at().wall();
            }
        }
        return null;
    }

    private void readDeeds(List<ProcessEvent> deeds) {
        Map<NodeId, Instant> paused = new HashMap<>();
        for (ProcessEvent deed : deeds) {
            NodeId node = names.get(deed.node());
            Instant at = deed.at().wall();
            if (node == null || at.isBefore(start)) {
                continue;
            }
            switch (deed.kind()) {
                case KILL -> add(at, null, Action.Verb.KILL, node);
                case STOP -> add(at, null, Action.Verb.STOP, node);
                case START -> add(at, null, Action.Verb.START, node);
                case PAUSE -> paused.put(node, at);
                case RESUME -> {
                    Instant from = paused.remove(node);
                    if (from != null) {
                        add(from, at, Action.Verb.PAUSE, node);
                    }
                }
                case READY, ENDED -> {}
            }
        }
        paused.forEach((node, from) -> add(from, null, Action.Verb.PAUSE, node));
    }

    private void add(Instant from, @Nullable Instant until, Action.Verb verb, NodeId node) {
        add(from, until, new Action.OnProcesses(verb, List.of(node)));
    }

    private void add(Instant from, @Nullable Instant until, Action act) {
        Duration at = rounded(Duration.between(start, from));
        Duration lasting = until == null ? null : rounded(Duration.between(from, until));
        boolean isTooShort = lasting != null && lasting.isZero();
        steps.add(new Step(at, act, isTooShort ? Duration.ofMillis(ROUNDING_MILLIS) : lasting));
    }

    private static Duration rounded(Duration time) {
        return Duration.ofMillis(Math.round(time.toMillis() / (double) ROUNDING_MILLIS) * ROUNDING_MILLIS);
    }

    private void readFault(FaultInterval deed) {
        Instant from = deed.from().wall();
        boolean isKnown = names.keySet().containsAll(deed.fault().effect().nodes());
        if (from.isBefore(start) || !isKnown) {
            return;
        }
        Instant until = deed.until() == null ? null : deed.until().wall();
        if (deed.fault().effect() instanceof FaultType.OnLinks effect) {
            Set<Link> links = new LinkedHashSet<>();
            effect.links().forEach(link -> links.add(new Link(named(link.observer()), named(link.subject()))));
            for (Target target : targets(links, effect instanceof FaultType.Cut)) {
                add(from, until, new Action.OnLinks(target, effect.on(target.links(nodes))));
            }
        } else {
            add(from, until, new Action.OnNode(renamed((FaultType.OnNode)
                    deed.fault().effect())));
        }
    }

    private NodeId named(NodeId node) {
        return names.getOrDefault(node, node);
    }

    private FaultType.OnNode renamed(FaultType.OnNode effect) {
        NodeId node = named(effect.node());
        if (effect instanceof FaultType.Slow slow) {
            return new FaultType.Slow(node, slow.delay(), slow.jitter());
        } else if (effect instanceof FaultType.Fail fail) {
            return new FaultType.Fail(node, fail.isGarbage());
        } else if (effect instanceof FaultType.Gray gray) {
            return new FaultType.Gray(node, gray.broken());
        }
        return effect instanceof FaultType.Skew skew
                ? new FaultType.Skew(node, skew.ahead())
                : new FaultType.Stall(node);
    }

    /** One target of exactly these links if there is one, else one for each link. */
    private List<Target> targets(Set<Link> links, boolean isCut) {
        Stream<Target> candidates = ofLink(LinkSets.sorted(links, nodes).get(0));
        return (isCut ? Stream.concat(candidates, partitions(links)) : candidates)
                .filter(target -> target.links(nodes).equals(links))
                .findFirst()
                .map(List::of)
                .orElseGet(() -> links.stream()
                        .<Target>map(link -> new Target.Pair(link.observer(), link.subject(), false))
                        .toList());
    }

    private static Stream<Target> ofLink(Link one) {
        return Stream.of(
                new Target.Pair(one.observer(), one.subject(), false),
                new Target.Pair(one.observer(), one.subject(), true),
                new Target.Row(one.observer()),
                new Target.Column(one.subject()));
    }

    private Stream<Target> partitions(Set<Link> links) {
        Stream<Target> ofNodes =
                nodes.stream().flatMap(node -> Stream.of(new Target.Isolate(node), new Target.Bridge(node)));
        List<List<NodeId>> groups = groups(links);
        Stream<Target> split = groups.size() > 1 ? Stream.of(new Target.Split(groups)) : Stream.empty();
        return Stream.concat(Stream.concat(ofNodes, split), Stream.of(new Target.MajoritiesRing()));
    }

    /** Those who still reach each other, in the order of the nodes. */
    private List<List<NodeId>> groups(Set<Link> links) {
        List<List<NodeId>> groups = new ArrayList<>();
        for (NodeId node : nodes) {
            List<NodeId> group = groups.stream()
                    .filter(known -> !links.contains(new Link(known.get(0), node)))
                    .findFirst()
                    .orElse(null);
            if (group == null) {
                group = new ArrayList<>();
                groups.add(group);
            }
            group.add(node);
        }
        return groups;
    }
}
