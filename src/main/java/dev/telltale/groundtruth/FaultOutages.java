package dev.telltale.groundtruth;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.ResponseBehavior;
import dev.telltale.groundtruth.DelayWindows.ActiveDelay;
import dev.telltale.groundtruth.DelayWindows.Window;
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
public final class FaultOutages {
    private final HeartbeatSettings settings;
    private final Map<NodeId, List<Outage>> mutes = new LinkedHashMap<>();
    private final Map<Link, List<Outage>> cuts = new LinkedHashMap<>();
    private final Map<NodeId, List<ActiveDelay>> slow = new LinkedHashMap<>();
    private final Map<Link, List<ActiveDelay>> delayed = new LinkedHashMap<>();

    private FaultOutages(HeartbeatSettings settings) {
        this.settings = settings;
    }

    /**
     * All outages by start, oldest first; overlapping ones of the same node or link are merged. An outage that has not
     * ended has no end.
     *
     * @param settings the nodes' settings; their attempt deadline decides whether a delay is an outage
     */
    public static List<Outage> of(List<FaultInterval> faults, HeartbeatSettings settings) {
        var outages = new FaultOutages(settings);
        faults.forEach(outages::apply);
        return outages.all();
    }

    private void apply(FaultInterval interval) {
        Instant from = interval.from().wall();
        Instant until = interval.end();
        if (until != null && !until.isAfter(from)) {
            return;
        }
        FaultType effect = interval.fault().effect();
        var delay = new ActiveDelay(from, until, effect.delay());
        boolean isSlow = !effect.delay().isZero();
        if (effect.isTotal()) {
            effect.links().forEach(link -> cut(link, from, until));
        } else if (isSlow) {
            effect.links().forEach(link -> add(delayed, link, delay));
        }
        for (NodeId node : effect.nodes()) {
            if (effect.responseMode(Endpoint.HEARTBEAT) != ResponseBehavior.Mode.NORMAL) {
                mute(node, from, until);
            } else if (isSlow && effect.isOn(node)) {
                add(slow, node, delay);
            }
        }
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
        // A delay equal to the deadline is too long, because the network adds to it.
        Duration deadline = settings.deadline();
        slow.forEach((node, delays) -> {
            for (Window late : DelayWindows.ofAtLeast(deadline, delays)) {
                mute(node, late.from(), late.until());
            }
        });
        delayed.forEach((link, delays) -> {
            List<ActiveDelay> combined = new ArrayList<>(delays);
            combined.addAll(slow.getOrDefault(link.subject(), List.of()));
            for (Window late : DelayWindows.ofAtLeast(deadline, combined)) {
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
