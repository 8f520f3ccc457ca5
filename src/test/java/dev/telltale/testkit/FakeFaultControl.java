package dev.telltale.testkit;

import dev.telltale.bench.FaultControl;
import dev.telltale.bench.FaultDeed;
import dev.telltale.model.Effect;
import dev.telltale.model.Fault;
import dev.telltale.model.FaultId;
import dev.telltale.model.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Records faults and injects none. A request takes effect at once unless a test holds it. */
public final class FakeFaultControl implements FaultControl {
    private final List<FaultDeed> intervals = new ArrayList<>();
    private final List<Effect> made = new ArrayList<>();
    private final List<String> healed = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private Moment now = TestValues.NOW;
    private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);

    /** The time of what follows. */
    public FakeFaultControl at(Moment moment) {
        now = moment;
        return this;
    }

    /** From now on every request takes effect when this completes, and fails if this fails. */
    public void answerWith(CompletableFuture<Void> answer) {
        this.answer = answer;
    }

    /** All requests, in order. */
    public List<Effect> made() {
        return List.copyOf(made);
    }

    /** "f1", "all", in order. */
    public List<String> healed() {
        return List.copyOf(healed);
    }

    @Override
    public CompletableFuture<Fault> make(Effect effect) {
        made.add(effect);
        var fault = new Fault(new FaultId("f" + made.size()), "panel-4711", effect, now.wall(), Duration.ofSeconds(10));
        return apply(() -> intervals.add(new FaultDeed(fault, now, null))).thenApply(done -> fault);
    }

    @Override
    public CompletableFuture<Void> heal(FaultId fault) {
        healed.add(fault.value());
        return apply(() -> end(fault));
    }

    @Override
    public CompletableFuture<Void> healAll() {
        healed.add("all");
        return apply(() -> faults().forEach(fault -> end(fault.id())));
    }

    private void end(FaultId id) {
        intervals.replaceAll(interval -> interval.fault().id().equals(id) && interval.until() == null
                ? new FaultDeed(interval.fault(), interval.from(), now)
                : interval);
    }

    private CompletableFuture<Void> apply(Runnable change) {
        return answer.thenRun(change).thenRun(() -> listeners.forEach(Runnable::run));
    }

    @Override
    public List<Fault> faults() {
        return intervals.stream()
                .filter(interval -> interval.until() == null)
                .map(FaultDeed::fault)
                .toList();
    }

    @Override
    public List<FaultDeed> truth() {
        return List.copyOf(intervals);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
