package dev.telltale.scenario.run;

import dev.telltale.concurrent.Futures;
import dev.telltale.fault.FaultId;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Executes and undoes the actions of steps, and records when. A step whose action is impossible in the states of its
 * nodes is skipped, in the same way on every testbed. Confined to one thread; only completions of futures may run on
 * others.
 */
final class ActionExecutor {
    private final ClusterActions cluster;
    private final Supplier<Instant> clock;
    private final Map<Integer, CompletableFuture<FaultId>> faults = new TreeMap<>();
    private final Map<Integer, Instant> starts = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> ends = new ConcurrentHashMap<>();
    private final Map<Integer, Runnable> undos = new TreeMap<>();
    private final Map<Integer, String> skipped = new TreeMap<>();
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();

    ActionExecutor(ClusterActions cluster, Supplier<Instant> clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    void begin(int number, Action action) {
        String obstacle = action.obstacle(cluster::state);
        if (!obstacle.isEmpty()) {
            skipped.put(number, "step " + number + " (" + action.words() + ") was skipped: " + obstacle);
            return;
        }
        starts.put(number, clock.get());
        undos.put(number, action.match(new Action.Cases<Runnable>() {
            @Override
            public Runnable processes(Action.OnProcesses processes) {
                List<NodeId> nodes = processes.applicableNodes(cluster::state);
                perform(number, processes.verb(), nodes);
                return () -> undo(number, processes.verb(), nodes);
            }

            @Override
            public Runnable fault(Action.InjectsFault fault) {
                CompletableFuture<FaultId> injected = cluster.inject(fault.effect());
                faults.put(number, injected);
                failOn(number, injected);
                return () -> failOn(number, ActionExecutor.this.heal(number));
            }

            @Override
            public Runnable heal(Action.Heal heal) {
                List<Integer> steps = heal.step() == 0 ? new ArrayList<>(faults.keySet()) : List.of(heal.step());
                steps.forEach(step -> failOn(number, ActionExecutor.this.heal(step)));
                return () -> {};
            }
        }));
    }

    /** Undoes a step; a skipped one needs nothing. */
    void end(int number) {
        Runnable undo = undos.get(number);
        if (undo != null) {
            undo.run();
        }
    }

    private void perform(int number, Action.Verb verb, List<NodeId> nodes) {
        nodes.forEach(node -> failOn(number, cluster.perform(verb, node)));
    }

    /** Undoes only what this step did and no other step has undone since. */
    private void undo(int number, Action.Verb verb, List<NodeId> nodes) {
        ends.put(number, clock.get());
        Action.Verb undone = verb == Action.Verb.PAUSE ? Action.Verb.RESUME : Action.Verb.START;
        perform(number, undone, new Action.OnProcesses(undone, nodes).applicableNodes(cluster::state));
    }

    /** Heals the fault of a step, whose end is recorded when that is done. Idempotent. */
    private CompletableFuture<?> heal(int step) {
        CompletableFuture<FaultId> injected = faults.get(step);
        if (injected == null) {
            return CompletableFuture.completedFuture(null);
        }
        return injected.thenCompose(cluster::heal).thenRun(() -> ends.putIfAbsent(step, clock.get()));
    }

    private void failOn(int number, CompletableFuture<?> done) {
        var unused = done.whenComplete((result, failure) -> {
            if (failure != null) {
                firstFailure.compareAndSet(null, "step " + number + " could not be done: " + Futures.message(failure));
            }
        });
    }

    /** @throws TestbedException if an action failed; the message names the first such step */
    void check() throws TestbedException {
        String first = firstFailure.get();
        if (first != null) {
            throw new TestbedException(first);
        }
    }

    /** A copy of when the steps were executed and undone so far. */
    Recording.Steps steps() {
        return new Recording.Steps(starts, ends, List.copyOf(skipped.values()));
    }
}
