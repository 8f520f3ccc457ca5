package dev.telltale.groundtruth;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.ResponseBehavior;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Derives outages, of a node or of one link, from injected faults. A fault that does not stop every heartbeat (drops
 * below 100 %, a delay shorter than the deadline, a clock skew, a broken status endpoint) is no outage: a {@code down}
 * because of it is a mistake.
 */
final class FaultOutages {
    private final Duration deadline;
    private final Map<NodeId, List<FaultInterval>> ofNodes = new LinkedHashMap<>();
    private final Map<Link, List<FaultInterval>> ofLinks = new LinkedHashMap<>();
    private final List<RecordedOutage> outages = new ArrayList<>();

    /** The start or the end of a fault. */
    private record Change(Instant at, boolean isStart, FaultInterval fault) {
        /** At one instant ends come first: outages that only touch are not merged. */
        static final Comparator<Change> ORDER = Comparator.comparing(Change::at).thenComparing(Change::isStart);
    }

    private FaultOutages(HeartbeatSettings settings) {
        deadline = settings.deadline();
    }

    /**
     * All outages with the faults that began them, oldest first; overlapping ones of the same node or link are merged.
     * An outage that has not ended has no end.
     *
     * @param settings the nodes' settings; their attempt deadline decides whether a delay is an outage
     */
    static List<RecordedOutage> of(List<FaultInterval> faults, HeartbeatSettings settings) {
        var found = new FaultOutages(settings);
        faults.forEach(found::add);
        found.ofNodes.forEach((node, ofNode) -> found.find(ofNode, node, Failure.MUTE, null));
        found.ofLinks.forEach((link, ofLink) -> {
            List<FaultInterval> delaying = new ArrayList<>(ofLink);
            found.ofNodes.getOrDefault(link.subject(), List.of()).stream()
                    .filter(fault -> !isMute(fault.fault().effect()))
                    .forEach(delaying::add);
            found.find(delaying, link.subject(), Failure.CUT, link.observer());
        });
        found.outages.sort(Comparator.comparing(recorded -> recorded.outage().from()));
        return found.outages;
    }

    private void add(FaultInterval interval) {
        FaultType effect = interval.fault().effect();
        boolean isSlow = !effect.delay().isZero();
        if (isSlow || effect.isTotal()) {
            effect.links().forEach(link -> list(ofLinks, link).add(interval));
        }
        if (isSlow || isMute(effect)) {
            effect.nodes().stream()
                    .filter(effect::isOn)
                    .forEach(node -> list(ofNodes, node).add(interval));
        }
    }

    private static <K> List<FaultInterval> list(Map<K, List<FaultInterval>> lists, K key) {
        return lists.computeIfAbsent(key, unused -> new ArrayList<>());
    }

    private static boolean isMute(FaultType effect) {
        return effect.responseMode(Endpoint.HEARTBEAT) != ResponseBehavior.Mode.NORMAL;
    }

    private void find(List<FaultInterval> faults, NodeId node, Failure kind, @Nullable NodeId observer) {
        List<Change> changes = new ArrayList<>();
        for (FaultInterval fault : faults) {
            Instant from = fault.from().wall();
            Instant end = fault.end();
            if (end == null || end.isAfter(from)) {
                changes.add(new Change(from, true, fault));
                if (end != null) {
                    changes.add(new Change(end, false, fault));
                }
            }
        }
        changes.sort(Change.ORDER);
        List<FaultType> active = new ArrayList<>();
        RecordedOutage open = null;
        for (Change change : changes) {
            if (change.isStart()) {
                active.add(change.fault().fault().effect());
            } else {
                active.remove(change.fault().fault().effect());
            }
            boolean isOut = isOut(active, kind);
            if (isOut && open == null) {
                open = new RecordedOutage(change.fault(), new Outage(node, kind, change.at(), null, observer));
            } else if (!isOut && open != null) {
                outages.add(open.endingAt(change.at()));
                open = null;
            }
        }
        if (open != null) {
            outages.add(open);
        }
    }

    private boolean isOut(List<FaultType> active, Failure kind) {
        if (active.stream().anyMatch(effect -> effect.isTotal() || isMute(effect))) {
            return true;
        }
        // A slow node alone is no cut. A delay equal to the deadline is too long, because the network adds to it.
        boolean isConcerned = kind == Failure.MUTE
                || active.stream().anyMatch(effect -> !effect.links().isEmpty());
        Duration delay = active.stream().map(FaultType::delay).reduce(Duration.ZERO, Duration::plus);
        return isConcerned && delay.compareTo(deadline) >= 0;
    }
}
