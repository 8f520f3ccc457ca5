package dev.telltale.groundtruth;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.groundtruth.DelayWindows.Period;
import dev.telltale.groundtruth.DelayWindows.Wait;
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
 * Faults as outages: whom they truly took out of service, for all or for one observer. What only may cost a heartbeat (a
 * share of drops below 1, a delay that some answers still beat), the wall clock and the status page take nobody out: whoever
 * is called down for those is called so by mistake.
 */
public final class FaultOutages {
    private final HeartbeatSettings settings;
    private final Map<NodeId, List<Outage>> mutes = new LinkedHashMap<>();
    private final Map<Link, List<Outage>> cuts = new LinkedHashMap<>();
    private final Map<NodeId, List<Wait>> slow = new LinkedHashMap<>();
    private final Map<Link, List<Wait>> delayed = new LinkedHashMap<>();

    private FaultOutages(HeartbeatSettings settings) {
        this.settings = settings;
    }

    /**
     * Oldest first, those of one node or one link that overlap made one; those that are not over yet have no end.
     *
     * @param settings what the nodes run with: whether an answer is too late depends on them
     */
    public static List<Outage> of(List<FaultInterval> faults, HeartbeatSettings settings) {
        var outages = new FaultOutages(settings);
        faults.forEach(outages::read);
        return outages.all();
    }

    private void read(FaultInterval deed) {
        Instant from = deed.from().wall();
        Instant until = deed.until() == null ? null : deed.until().wall();
        if (until != null && !until.isAfter(from)) {
            return;
        }
        FaultType effect = deed.fault().effect();
        if (effect instanceof FaultType.Cut cut) {
            cut.links().forEach(link -> cut(link, from, until));
        } else if (effect instanceof FaultType.Drop drop && drop.share() == 1) {
            drop.links().forEach(link -> cut(link, from, until));
        } else if (effect instanceof FaultType.Delay delay) {
            delay.links().forEach(link -> add(delayed, link, new Wait(from, until, delay.delay())));
        } else if (effect instanceof FaultType.Slow one) {
            add(slow, one.node(), new Wait(from, until, one.delay()));
        } else if (isMute(effect)) {
            effect.nodes().forEach(node -> mute(node, from, until));
        }
    }

    private static boolean isMute(FaultType effect) {
        return effect instanceof FaultType.Stall
                || effect instanceof FaultType.Fail
                || (effect instanceof FaultType.Gray gray && gray.broken() == Endpoint.HEARTBEAT);
    }

    private void mute(NodeId node, Instant from, @Nullable Instant until) {
        add(mutes, node, new Outage(node, Failure.MUTE, from, until));
    }

    private void cut(Link link, Instant from, @Nullable Instant until) {
        add(cuts, link, new Outage(link.subject(), Failure.CUT, from, until, link.observer()));
    }

    private static <K, V> void add(Map<K, List<V>> lists, K key, V value) {
        lists.computeIfAbsent(key, unused -> new ArrayList<>()).add(value);
    }

    private List<Outage> all() {
        // An answer that arrives with the deadline is too late: the way itself takes longer than nothing.
        Duration deadline = settings.deadline();
        slow.forEach((node, waits) -> {
            for (Period late : DelayWindows.ofAtLeast(deadline, waits)) {
                mute(node, late.from(), late.until());
            }
        });
        delayed.forEach((link, waits) -> {
            List<Wait> both = new ArrayList<>(waits);
            both.addAll(slow.getOrDefault(link.subject(), List.of()));
            for (Period late : DelayWindows.ofAtLeast(deadline, both)) {
                cut(link, late.from(), late.until());
            }
        });
        List<Outage> all = new ArrayList<>();
        mutes.values().forEach(some -> all.addAll(OutageMerger.merged(some)));
        cuts.values().forEach(some -> all.addAll(OutageMerger.merged(some)));
        all.sort(Comparator.comparing(Outage::from));
        return all;
    }
}
