package dev.telltale.scenario.run;

import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Origin;
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
 * Converts the manual actions of a session, not those of scenarios or of the launcher, into a scenario without
 * expectations. Its time begins when all nodes have
 * been ready once; its nodes are named node1, node2 and so on, in the order of the cluster. Times are rounded to 100
 * ms.
 */
public final class ManualRunRecorder {
    private static final long ROUNDING_MILLIS = 100;
    private static final Duration TRAILING_TIME = Duration.ofSeconds(5);

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

    /**
     * Returns the scenario, or empty without any action since all nodes were ready. The newest steps beyond the limits
     * of a scenario are dropped.
     */
    public static Optional<Scenario> of(
            String name,
            List<NodeId> nodes,
            HeartbeatSettings heartbeat,
            DetectionSettings detection,
            List<ProcessEvent> events,
            List<FaultInterval> faults) {
        Instant start = firstReady(nodes, events);
        if (start == null || nodes.size() < Scenario.MIN_NODES || nodes.size() > Scenario.MAX_NODES) {
            return Optional.empty();
        }
        var recorder = new ManualRunRecorder(nodes, start);
        recorder.addProcessEvents(events);
        faults.forEach(recorder::addFault);
        List<Step> steps = recorder.steps.stream()
                .filter(step -> step.end().plus(TRAILING_TIME).compareTo(Scenario.MAX_DURATION) <= 0)
                .sorted(Comparator.comparing(Step::at))
                .limit(Scenario.MAX_STEPS)
                .toList();
        Duration end = steps.stream().map(Step::end).max(Duration::compareTo).orElse(Duration.ZERO);
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(new Scenario(
                        name,
                        "Recorded actions",
                        "",
                        0,
                        nodes.size(),
                        heartbeat,
                        detection,
                        steps,
                        List.of(),
                        end.plus(TRAILING_TIME)));
    }

    /** The time at which every node had been ready once; null if one never was. */
    private static @Nullable Instant firstReady(List<NodeId> nodes, List<ProcessEvent> events) {
        Set<NodeId> pending = new HashSet<>(nodes);
        for (ProcessEvent event : events) {
            if (event.kind() == ProcessEvent.Kind.READY && pending.remove(event.node()) && pending.isEmpty()) {
                return event.at().wall();
            }
        }
        return null;
    }

    private void addProcessEvents(List<ProcessEvent> events) {
        Map<NodeId, Instant> paused = new HashMap<>();
        for (ProcessEvent event : events) {
            NodeId node = names.get(event.node());
            Instant at = event.at().wall();
            // A manual pause ends with any resume; it has no other end.
            boolean isOther = event.origin() != Origin.MANUAL && event.kind() != ProcessEvent.Kind.RESUME;
            if (node == null || at.isBefore(start) || isOther) {
                continue;
            }
            switch (event.kind()) {
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

    private void add(Instant from, @Nullable Instant until, Action action) {
        Duration at = rounded(Duration.between(start, from));
        Duration lasting = until == null ? null : rounded(Duration.between(from, until));
        boolean isTooShort = lasting != null && lasting.isZero();
        steps.add(new Step(at, action, isTooShort ? Duration.ofMillis(ROUNDING_MILLIS) : lasting));
    }

    private static Duration rounded(Duration time) {
        return Duration.ofMillis(Math.round(time.toMillis() / (double) ROUNDING_MILLIS) * ROUNDING_MILLIS);
    }

    private void addFault(FaultInterval fault) {
        Instant from = fault.from().wall();
        boolean isKnown = names.keySet().containsAll(fault.fault().effect().nodes());
        if (from.isBefore(start) || !isKnown || fault.madeBy() != Origin.MANUAL) {
            return;
        }
        Instant until = fault.end();
        if (fault.fault().effect() instanceof LinkFault effect) {
            Set<Link> links = new LinkedHashSet<>();
            effect.links().forEach(link -> links.add(new Link(renamed(link.observer()), renamed(link.subject()))));
            for (Target target : targets(links, effect instanceof LinkFault.Cut)) {
                add(from, until, new Action.OnLinks(target, effect.withLinks(target.links(nodes))));
            }
        } else {
            add(from, until, new Action.OnNode(renamed((NodeFault) fault.fault().effect())));
        }
    }

    private NodeId renamed(NodeId node) {
        return names.getOrDefault(node, node);
    }

    private NodeFault renamed(NodeFault effect) {
        return effect.on(renamed(effect.node()));
    }

    /** Returns one target of exactly these links if there is one; otherwise one target for each link. */
    private List<Target> targets(Set<Link> links, boolean isCut) {
        Stream<Target> candidates = targetsOf(LinkSets.sorted(links, nodes).get(0));
        return (isCut ? Stream.concat(candidates, partitions(links)) : candidates)
                .filter(target -> target.links(nodes).equals(links))
                .findFirst()
                .map(List::of)
                .orElseGet(() -> links.stream()
                        .<Target>map(link -> new Target.Pair(link.observer(), link.subject(), false))
                        .toList());
    }

    private static Stream<Target> targetsOf(Link one) {
        return Stream.of(
                new Target.Pair(one.observer(), one.subject(), false),
                new Target.Pair(one.observer(), one.subject(), true),
                new Target.Row(one.observer()),
                new Target.Column(one.subject()));
    }

    private Stream<Target> partitions(Set<Link> links) {
        Stream<Target> ofNodes =
                nodes.stream().flatMap(node -> Stream.of(new Target.Isolate(node), new Target.Bridge(node)));
        List<List<NodeId>> groups = LinkSets.splitGroups(links, nodes);
        Stream<Target> split = groups.isEmpty() ? Stream.empty() : Stream.of(new Target.Split(groups));
        return Stream.concat(Stream.concat(ofNodes, split), Stream.of(new Target.MajoritiesRing()));
    }
}
