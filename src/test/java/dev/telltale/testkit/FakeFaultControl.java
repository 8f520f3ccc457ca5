package dev.telltale.testkit;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Origin;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Records faults and injects none. A request takes effect at once unless a test delays it. */
public final class FakeFaultControl implements FaultControl {
    private final List<FaultInterval> intervals = new ArrayList<>();
    private final List<FaultType> made = new ArrayList<>();
    private final List<String> healed = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private ClockReading now = TestValues.NOW;
    private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);

    /** Sets the time of the next requests. */
    public FakeFaultControl at(ClockReading moment) {
        now = moment;
        return this;
    }

    /** From now on every request takes effect when this completes, and fails if this fails. */
    public void answerWith(CompletableFuture<Void> answer) {
        this.answer = answer;
    }

    /** The types of all requested faults, in order. */
    public List<FaultType> made() {
        return List.copyOf(made);
    }

    /** The ids of all cleared faults, or "all", in order. */
    public List<String> healed() {
        return List.copyOf(healed);
    }

    @Override
    public CompletableFuture<Fault> inject(FaultType effect, Origin origin) {
        made.add(effect);
        var fault = new Fault(new FaultId("f" + made.size()), "panel-4711", effect, now.wall(), Duration.ofSeconds(10));
        return apply(() -> intervals.add(new FaultInterval(fault, now, null, origin, null)))
                .thenApply(done -> fault);
    }

    @Override
    public CompletableFuture<Void> heal(FaultId fault, Origin origin) {
        healed.add(fault.value());
        return apply(() -> end(fault, origin));
    }

    @Override
    public CompletableFuture<Void> healAll() {
        healed.add("all");
        return apply(() -> faults().forEach(fault -> end(fault.id(), Origin.MANUAL)));
    }

    private void end(FaultId id, Origin origin) {
        intervals.replaceAll(interval -> interval.fault().id().equals(id) && interval.until() == null
                ? new FaultInterval(interval.fault(), interval.from(), now, interval.madeBy(), origin)
                : interval);
    }

    private CompletableFuture<Void> apply(Runnable change) {
        return answer.thenRun(change).thenRun(() -> listeners.forEach(Runnable::run));
    }

    @Override
    public List<Fault> faults() {
        return intervals.stream()
                .filter(interval -> interval.until() == null)
                .map(FaultInterval::fault)
                .toList();
    }

    @Override
    public List<FaultInterval> intervals() {
        return List.copyOf(intervals);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
