package dev.telltale.dashboard.recording;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.faultinjection.FaultControl;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Origin;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The faults of a recording: none is active, and none can be injected. Any thread. */
final class RecordedFaults implements FaultControl {
    private final List<FaultInterval> intervals;

    RecordedFaults(List<FaultInterval> intervals) {
        this.intervals = List.copyOf(intervals);
    }

    @Override
    public CompletableFuture<Fault> inject(FaultType effect, Origin origin) {
        return RecordedProcesses.refused("injected");
    }

    @Override
    public CompletableFuture<Void> heal(FaultId fault, Origin origin) {
        return RecordedProcesses.refused("cleared");
    }

    @Override
    public CompletableFuture<Void> healAll() {
        return RecordedProcesses.refused("cleared");
    }

    @Override
    public List<Fault> faults() {
        return List.of();
    }

    @Override
    public List<FaultInterval> intervals() {
        return intervals;
    }

    @Override
    public void onChange(Runnable listener) {
        // Nothing changes.
    }
}
