package dev.telltale.dashboard;

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
import org.jspecify.annotations.Nullable;

/** A bench that breaks nothing and remembers everything; what it is told is done at once, unless it is held. */
public final class FakeFaults implements FaultControl {
    private final List<Fault> faults = new ArrayList<>();
    private final List<FaultDeed> deeds = new ArrayList<>();
    private final List<Effect> made = new ArrayList<>();
    private final List<String> healed = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private Moment now = Story.NOW;
    private int next = 1;
    private @Nullable CompletableFuture<Void> gate;
    private @Nullable RuntimeException refusal;

    /** When the next fault is made. */
    public FakeFaults at(Moment moment) {
        now = moment;
        return this;
    }

    /** From now on nothing is done until this completes. */
    public void holdUntil(CompletableFuture<Void> done) {
        gate = done;
    }

    /** From now on everything is refused with these words. */
    public void refuse(String words) {
        refusal = new IllegalStateException(words);
    }

    /** What was asked for, in order. */
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
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        var fault = new Fault(new FaultId("f" + next++), "panel-4711", effect, now.wall(), Duration.ofSeconds(10));
        return after(() -> {
                    faults.add(fault);
                    deeds.add(new FaultDeed(fault, now, null));
                })
                .thenApply(done -> fault);
    }

    @Override
    public CompletableFuture<Void> heal(FaultId fault) {
        healed.add(fault.value());
        return refusal != null ? CompletableFuture.failedFuture(refusal) : after(() -> end(fault));
    }

    @Override
    public CompletableFuture<Void> healAll() {
        healed.add("all");
        return after(() -> List.copyOf(faults).forEach(fault -> end(fault.id())));
    }

    private void end(FaultId id) {
        faults.removeIf(fault -> fault.id().equals(id));
        deeds.replaceAll(deed -> deed.fault().id().equals(id) && deed.until() == null
                ? new FaultDeed(deed.fault(), deed.from(), now)
                : deed);
    }

    private CompletableFuture<Void> after(Runnable action) {
        Runnable andTell = () -> {
            action.run();
            listeners.forEach(Runnable::run);
        };
        if (gate != null) {
            return gate.thenRun(andTell);
        }
        andTell.run();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    @Override
    public List<FaultDeed> truth() {
        return List.copyOf(deeds);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
