package dev.telltale.faultinjection;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import dev.telltale.registry.RunRecord;
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fault that this bench keeps up, and which processes have it. Confined to the bench's thread. */
final class LeasedFault {
    final Fault fault;
    final ClockReading from;
    private final Map<NodeId, Holder> holders = new HashMap<>();
    private boolean isHealing;

    /** The process that took it, and when it last said so. */
    private record Holder(long pid, long toldNanos) {}

    LeasedFault(Fault fault, ClockReading from) {
        this.fault = fault;
        this.from = from;
    }

    /** Those of these processes that it concerns. */
    List<RunRecord> concerned(Collection<RunRecord> running) {
        return running.stream()
                .filter(node -> fault.effect().nodes().contains(node.id()))
                .toList();
    }

    /** What to say where none of them runs. */
    String absence() {
        List<String> names =
                fault.effect().nodes().stream().map(NodeId::value).sorted().toList();
        return String.join(", ", names)
                + (names.size() == 1
                        ? " does not run, or its run record was removed; a node writes it again within 2 s, so try again, or"
                                + " start the node."
                        : " do not run, or their run records were removed; a node writes its own again within 2 s, so try"
                                + " again, or start the nodes.");
    }

    void taken(RunRecord node, long now) {
        holders.put(node.id(), new Holder(node.pid(), now));
    }

    /** Whether this very process has it and has not been silent for as long as the lease. */
    boolean isHeldBy(RunRecord node, long now) {
        @Nullable Holder holder = holders.get(node.id());
        return holder != null
                && holder.pid() == node.pid()
                && now - holder.toldNanos() < fault.lease().toNanos();
    }

    /** Whether this very process took it later than that. */
    boolean isTakenAfter(RunRecord node, long nanos) {
        @Nullable Holder holder = holders.get(node.id());
        return holder != null && holder.pid() == node.pid() && holder.toldNanos() - nanos > 0;
    }

    /** Whether those who took it are enough: of a cut either end is. */
    boolean isInForce(Collection<RunRecord> concerned, long now) {
        Set<NodeId> have = new HashSet<>();
        Set<NodeId> running = new HashSet<>();
        for (RunRecord node : concerned) {
            running.add(node.id());
            if (isHeldBy(node, now)) {
                have.add(node.id());
            }
        }
        if (fault.effect() instanceof FaultType.Cut cut) {
            return cut.links().stream().allMatch(link -> isEnough(link, have, running));
        }
        return have.containsAll(running);
    }

    /** A link between nodes that do not run is broken as soon as one of them does. */
    private static boolean isEnough(Link link, Set<NodeId> have, Set<NodeId> running) {
        boolean runs = running.contains(link.observer()) || running.contains(link.subject());
        return !runs || have.contains(link.observer()) || have.contains(link.subject());
    }

    /** From now on it is on its way out; false when it was already. */
    boolean beginHealing() {
        boolean isFirst = !isHealing;
        isHealing = true;
        return isFirst;
    }

    boolean isHealing() {
        return isHealing;
    }

    List<String> waitingFor(Collection<RunRecord> concerned, long now) {
        List<String> names = new ArrayList<>();
        concerned.stream()
                .filter(node -> !isHeldBy(node, now))
                .forEach(node -> names.add(node.id().value()));
        return names;
    }
}
