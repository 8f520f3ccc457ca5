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
    /** The nodes on which each step had an effect. */
    private final Map<Integer, List<NodeId>> affected = new TreeMap<>();

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
        if (action instanceof Action.OnProcesses processes) {
            List<NodeId> nodes = processes.applicableNodes(cluster::state);
            affected.put(number, nodes);
            nodes.forEach(node -> failOn(number, cluster.perform(processes.verb(), node)));
        } else if (action instanceof Action.Heal heal) {
            List<Integer> steps = heal.step() == 0 ? new ArrayList<>(faults.keySet()) : List.of(heal.step());
            steps.forEach(step -> failOn(number, heal(step)));
        } else {
            CompletableFuture<FaultId> injected = cluster.inject(((Action.InjectsFault) action).effect());
            faults.put(number, injected);
            failOn(number, injected);
        }
    }

    void end(int number, Action action) {
        if (skipped.containsKey(number)) {
            return;
        }
        if (action instanceof Action.OnProcesses processes) {
            ends.put(number, clock.get());
            Action.Verb undone = processes.verb() == Action.Verb.PAUSE ? Action.Verb.RESUME : Action.Verb.START;
            // Undo only what this step did and no other step has undone since.
            new Action.OnProcesses(undone, affected.getOrDefault(number, List.of()))
                    .applicableNodes(cluster::state)
                    .forEach(node -> failOn(number, cluster.perform(undone, node)));
        } else {
            failOn(number, heal(number));
        }
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

    /** One sentence for each step that was skipped, in the order of the steps. */
    List<String> skipped() {
        return List.copyOf(skipped.values());
    }

    Map<Integer, Instant> starts() {
        return Map.copyOf(starts);
    }

    Map<Integer, Instant> ends() {
        return Map.copyOf(ends);
    }
}
