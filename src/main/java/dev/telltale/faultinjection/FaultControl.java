package dev.telltale.faultinjection;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Origin;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Injects faults into links and nodes, and ends them. All methods return at once and may be called from any thread. The
 * futures complete on the injector's thread, exceptionally with an {@link IllegalStateException} whose message is one
 * sentence for the user.
 */
public interface FaultControl {

    /**
     * Injects a fault; completes when every running node that it affects enforces it. If one of them rejects it, it
     * is ended on all others. A node that is started later gets it at its start. The lease is renewed until the fault
     * is healed.
     */
    CompletableFuture<Fault> inject(FaultType effect, Origin origin);

    /** Injects a fault by hand. */
    default CompletableFuture<Fault> inject(FaultType effect) {
        return inject(effect, Origin.MANUAL);
    }

    /** Ends a fault; completes when no running node enforces it any more, at once if it is not active. */
    CompletableFuture<Void> heal(FaultId fault, Origin origin);

    /** Ends a fault by hand. */
    default CompletableFuture<Void> heal(FaultId fault) {
        return heal(fault, Origin.MANUAL);
    }

    /** Ends all faults of this injector by hand; completes as {@link #heal} does. */
    CompletableFuture<Void> healAll();

    /** The active faults, oldest first. Does not block. */
    List<Fault> faults();

    /** The newest 10,000 faults with their start and end times, oldest first. Does not block. */
    List<FaultInterval> intervals();

    /** Adds a listener for changes of {@link #faults()}; called on the injector's thread, must not block. */
    void onChange(Runnable listener);
}
