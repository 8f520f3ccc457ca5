package dev.telltale.faultinjection;

import dev.telltale.fault.Fault;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fault of this injector, and the processes that have accepted it. Confined to the injector's thread. */
final class LeasedFault {
    final Fault fault;
    private final Map<NodeId, Holder> holders = new HashMap<>();
    private boolean isHealing;

    /** A process that accepted the fault, and when its last confirmation arrived, in monotonic nanoseconds. */
    private record Holder(long pid, long confirmedNanos) {}

    LeasedFault(Fault fault) {
        this.fault = fault;
    }

    /** Those of the running processes that must enforce the fault. */
    List<RunRecord> affected(Collection<RunRecord> running) {
        return running.stream()
                .filter(node -> fault.effect().nodes().contains(node.id()))
                .toList();
    }

    /** The error message if none of the affected nodes runs. */
    String notRunningMessage() {
        List<String> names =
                fault.effect().nodes().stream().map(NodeId::value).sorted().toList();
        return String.join(", ", names)
                + (names.size() == 1
                        ? " does not run, or its run record was removed; a node writes it again within 2 s, so try again, or"
                                + " start the node."
                        : " do not run, or their run records were removed; a node writes its own again within 2 s, so try"
                                + " again, or start the nodes.");
    }

    void accepted(RunRecord node, long nowNanos) {
        holders.put(node.id(), new Holder(node.pid(), nowNanos));
    }

    /** Whether this process, not an earlier one of the node, has confirmed the fault within the last lease. */
    boolean isAcceptedBy(RunRecord node, long nowNanos) {
        @Nullable Holder holder = holders.get(node.id());
        return holder != null
                && holder.pid() == node.pid()
                && nowNanos - holder.confirmedNanos() < fault.lease().toNanos();
    }

    /** Whether this process confirmed the fault after that instant, in monotonic nanoseconds. */
    boolean isAcceptedAfter(RunRecord node, long nanos) {
        @Nullable Holder holder = holders.get(node.id());
        return holder != null && holder.pid() == node.pid() && holder.confirmedNanos() - nanos > 0;
    }

    /** Whether the fault is enforced: by all affected nodes, or for a cut by one end of each link. */
    boolean isActive(Collection<RunRecord> affected, long nowNanos) {
        Set<NodeId> accepted = new HashSet<>();
        Set<NodeId> running = new HashSet<>();
        for (RunRecord node : affected) {
            running.add(node.id());
            if (isAcceptedBy(node, nowNanos)) {
                accepted.add(node.id());
            }
        }
        return fault.effect().isEnforcedAmong(running, accepted);
    }

    /** Marks the fault as being ended; false if it was already. */
    boolean beginHealing() {
        boolean isFirst = !isHealing;
        isHealing = true;
        return isFirst;
    }

    boolean isHealing() {
        return isHealing;
    }
}
