package dev.telltale.faultinjection;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.groundtruth.FaultInterval;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The hands that break links and nodes and mend them. Every method may be called from any thread and returns at once; the
 * futures complete on a thread of the bench, exceptionally with an {@link IllegalStateException} whose message is one
 * sentence for people.
 */
public interface FaultControl {

    /**
     * Breaks something; completes when every running node that it concerns enforces it. If one of them refuses, it is healed
     * on all others. A node that is started later gets it then; until it is healed, its lease is renewed.
     */
    CompletableFuture<Fault> make(FaultType effect);

    /** Completes when no running node enforces it any more; at once where there is no such fault: twice is once. */
    CompletableFuture<Void> heal(FaultId fault);

    CompletableFuture<Void> healAll();

    /** What is broken now, oldest first. Never waits. */
    List<Fault> faults();

    /** What was broken and when, oldest first; the newest 10,000. Never waits. */
    List<FaultInterval> truth();

    /** Calls back on a thread of the bench after any change of {@link #faults()}; the callee must not block. */
    void onChange(Runnable listener);
}
