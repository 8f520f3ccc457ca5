package dev.telltale.scenario.run;

import dev.telltale.fault.FaultId;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does steps and undoes them, and notes when. A step that its nodes cannot take, as they do not run or are paused, is skipped,
 * alike on every stage. Confined to one thread, but for what its futures note.
 */
final class ActionExecutor {
    private final ClusterActions hands;
    private final Supplier<Instant> clock;
    private final Map<Integer, CompletableFuture<FaultId>> faults = new TreeMap<>();
    private final Map<Integer, Instant> begun = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> ended = new ConcurrentHashMap<>();
    /** Which nodes took each step. */
    private final Map<Integer, List<NodeId>> taken = new TreeMap<>();

    private final Map<Integer, String> skipped = new TreeMap<>();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();

    ActionExecutor(ClusterActions hands, Supplier<Instant> clock) {
        this.hands = hands;
        this.clock = clock;
    }

    void begin(int number, Action act) {
        String obstacle = act.obstacle(hands::state);
        if (!obstacle.isEmpty()) {
            skipped.put(number, "step " + number + " (" + act.words() + ") was skipped: " + obstacle);
            return;
        }
        begun.put(number, clock.get());
        if (act instanceof Action.OnProcesses deed) {
            List<NodeId> nodes = deed.able(hands::state);
            taken.put(number, nodes);
            nodes.forEach(node -> watch(number, hands.act(deed.verb(), node)));
        } else if (act instanceof Action.Heal heal) {
            List<Integer> steps = heal.step() == 0 ? new ArrayList<>(faults.keySet()) : List.of(heal.step());
            steps.forEach(step -> watch(number, heal(step)));
        } else {
            CompletableFuture<FaultId> made = hands.make(((Action.Breaks) act).effect());
            faults.put(number, made);
            watch(number, made);
        }
    }

    void end(int number, Action act) {
        if (skipped.containsKey(number)) {
            return;
        }
        if (act instanceof Action.OnProcesses deed) {
            ended.put(number, clock.get());
            Action.Verb undone = deed.verb() == Action.Verb.PAUSE ? Action.Verb.RESUME : Action.Verb.START;
            // Only what this step did, and what no other step has undone or ended since.
            new Action.OnProcesses(undone, taken.getOrDefault(number, List.of()))
                    .able(hands::state)
                    .forEach(node -> watch(number, hands.act(undone, node)));
        } else {
            watch(number, heal(number));
        }
    }

    /** When that is done, the step is over; healing twice is healing once. */
    private CompletableFuture<?> heal(int step) {
        CompletableFuture<FaultId> made = faults.get(step);
        if (made == null) {
            return CompletableFuture.completedFuture(null);
        }
        return made.thenCompose(hands::heal).thenRun(() -> ended.putIfAbsent(step, clock.get()));
    }

    private void watch(int number, CompletableFuture<?> done) {
        var unused = done.whenComplete((result, failure) -> {
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                trouble.compareAndSet(null, "step " + number + " could not be done: " + cause.getMessage());
            }
        });
    }

    void check() throws TestbedException {
        String first = trouble.get();
        if (first != null) {
            throw new TestbedException(first);
        }
    }

    /** A sentence for each step that was skipped, in their order. */
    List<String> skipped() {
        return List.copyOf(skipped.values());
    }

    Map<Integer, Instant> begun() {
        return Map.copyOf(begun);
    }

    Map<Integer, Instant> ended() {
        return Map.copyOf(ended);
    }
}
