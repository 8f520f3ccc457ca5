package dev.telltale.recording.live;

import dev.telltale.client.FaultClient;
import dev.telltale.fault.Fault;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.registry.RunRecord;
import dev.telltale.time.TimeSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this program does to the processes of a cluster, and what others do to them on this machine. One thread. */
public final class MachineTruth implements Supplier<Incidents> {
    private final Supplier<Incidents> own;
    private final ProcessesSeen processes;
    private final FaultsSeen faults;

    /**
     * Reads the run records at once.
     *
     * @param own what this program knows itself; any thread
     * @param records the processes of the cluster that run on this machine; reads files
     */
    public MachineTruth(Supplier<Incidents> own, Supplier<List<RunRecord>> records, TimeSource clock) {
        this.own = own;
        processes = new ProcessesSeen(records, clock);
        var client = new FaultClient();
        faults = new FaultsSeen(records, client::list, this::isOther, clock);
    }

    private boolean isOther(Fault fault) {
        return own.get().faults().stream().noneMatch(known -> known.fault().id().equals(fault.id()));
    }

    /** By time. Reads files and asks nodes, at most once in a second; does not wait for their responses. */
    @Override
    public Incidents get() {
        Incidents known = own.get();
        List<ProcessEvent> seen = processes.get().events();
        List<FaultInterval> others = faults.get();
        if (seen.isEmpty() && others.isEmpty()) {
            return known;
        }
        // Of a process that this program started or signalled, it knows more.
        Set<Long> ours = known.events().stream().map(ProcessEvent::pid).collect(Collectors.toSet());
        return new Incidents(
                Stream.concat(known.events().stream(), seen.stream().filter(event -> !ours.contains(event.pid())))
                        .sorted(Comparator.comparing(event -> event.at().wall()))
                        .toList(),
                Stream.concat(known.faults().stream(), others.stream())
                        .sorted(Comparator.comparing(fault -> fault.from().wall()))
                        .toList());
    }
}
