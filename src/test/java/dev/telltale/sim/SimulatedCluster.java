package dev.telltale.sim;

import dev.telltale.model.Address;
import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.node.Belief;
import dev.telltale.node.Brain;
import dev.telltale.node.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Real brains, a virtual network and a virtual clock, on one thread: the same seed is the same story. A crashed process
 * refuses, a hung one is silent.
 */
final class SimulatedCluster {
    private static final long START = Long.MAX_VALUE - 3_000_000_000L;
    private static final long MILLI = 1_000_000;

    private enum Life {
        ABSENT,
        RUNNING,
        HUNG,
        CRASHED
    }

    private record Event(long at, long number, Runnable action) {}

    private static final class Simulated {
        private @Nullable Brain brain;
        private Life life = Life.ABSENT;
        private long incarnation;
        private long plannedTick;
    }

    private final HeartbeatSettings settings;
    private final SplittableRandom random;
    private final List<Member> members;
    private final Map<NodeId, Simulated> nodes = new LinkedHashMap<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final List<Transition> transitions = new ArrayList<>();
    private Consumer<Transition> onTransition = transition -> {};
    private long now;
    private long eventNumber;

    SimulatedCluster(int size, HeartbeatSettings settings, long seed) {
        this.settings = settings;
        random = new SplittableRandom(seed);
        members = IntStream.rangeClosed(1, size)
                .mapToObj(n -> new Member(new NodeId("node" + n), new Address("127.0.0.1", n)))
                .toList();
        members.forEach(member -> nodes.put(member.id(), new Simulated()));
    }

    void onTransition(Consumer<Transition> listener) {
        onTransition = listener;
    }

    List<NodeId> ids() {
        return members.stream().map(Member::id).toList();
    }

    void start(NodeId id) {
        Simulated node = node(id);
        List<Member> peers =
                members.stream().filter(member -> !member.id().equals(id)).toList();
        node.brain = new Brain(id, peers, settings, DetectionSettings.DEFAULT, random.split(), moment());
        node.life = Life.RUNNING;
        node.incarnation++;
        tick(id, node.incarnation, List.of());
    }

    void crash(NodeId id) {
        Simulated node = node(id);
        node.life = Life.CRASHED;
        node.brain = null;
        for (NodeId other : ids()) {
            if (isRunning(other)) {
                after(random.nextLong(MILLI), () -> deliver(other, new Signal.Lost(id)));
            }
        }
    }

    void hang(NodeId id) {
        node(id).life = Life.HUNG;
    }

    boolean isRunning(NodeId id) {
        return node(id).life == Life.RUNNING;
    }

    Status status(NodeId observer, NodeId subject) {
        Brain brain = node(observer).brain;
        if (brain == null) {
            throw new IllegalStateException(observer + " does not run");
        }
        return brain.beliefs().peers().stream()
                .map(Belief::report)
                .filter(report -> report.id().equals(subject))
                .findFirst()
                .orElseThrow()
                .status();
    }

    List<Transition> transitions() {
        return transitions;
    }

    /** Lets the time pass. */
    void run(Duration time) {
        long end = now + time.toNanos();
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event next = events.remove();
            now = next.at();
            next.action().run();
        }
        now = end;
    }

    private void tick(NodeId id, long incarnation, List<Signal> signals) {
        Simulated node = node(id);
        Brain brain = node.brain;
        if (node.life != Life.RUNNING || node.incarnation != incarnation || brain == null) {
            return;
        }
        Brain.Step step = brain.tick(signals, moment());
        step.transitions().forEach(transition -> {
            transitions.add(transition);
            onTransition.accept(transition);
        });
        step.ask().forEach(peer -> ask(id, peer));
        long tickNumber = ++node.plannedTick;
        after(step.wakeInNanos(), () -> {
            if (node.plannedTick == tickNumber) {
                tick(id, incarnation, List.of());
            }
        });
    }

    private void deliver(NodeId id, Signal signal) {
        tick(id, node(id).incarnation, List.of(signal));
    }

    private void ask(NodeId observer, NodeId subject) {
        long there = 50_000 + random.nextLong(MILLI);
        long back = 50_000 + random.nextLong(MILLI);
        long asked = now;
        after(there, () -> {
            Simulated peer = node(subject);
            if (peer.life == Life.RUNNING) {
                // Whoever is asked learns that the asker is there.
                deliver(subject, new Signal.Knocked(observer));
                end(observer, subject, Evidence.OK, peer.incarnation, asked, back);
            } else if (peer.life == Life.HUNG) {
                end(
                        observer,
                        subject,
                        Evidence.TIMEOUT,
                        null,
                        asked,
                        settings.deadline().toNanos() - there);
            } else {
                end(observer, subject, Evidence.REFUSED, null, asked, back);
            }
        });
    }

    private void end(
            NodeId observer, NodeId subject, Evidence evidence, @Nullable Long incarnation, long asked, long delay) {
        long life = node(observer).incarnation;
        after(delay, () -> {
            if (node(observer).incarnation == life) {
                String error = evidence == Evidence.OK ? null : evidence.phrase();
                deliver(
                        observer,
                        new Signal.Ended(new Attempt(
                                subject, evidence, moment(), Duration.ofNanos(now - asked), incarnation, error)));
            }
        });
    }

    private void after(long nanos, Runnable action) {
        events.add(new Event(now + nanos, eventNumber++, action));
    }

    private Simulated node(NodeId id) {
        Simulated node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("no node " + id);
        }
        return node;
    }

    private Moment moment() {
        return new Moment(START + now, Instant.EPOCH.plusNanos(now));
    }
}
