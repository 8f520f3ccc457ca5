package dev.telltale.groundtruth;

import dev.telltale.diagnosis.analysis.Causes;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The causes that a diagnosis should name at one instant.
 *
 * @param causes the active causes, in the normal form of a diagnosis
 * @param recent causes that are over, but may still be visible, in the same form
 * @param triggers what began the active causes
 */
public record ExpectedCauses(List<Cause> causes, List<Cause> recent, List<OutageTrigger> triggers) {
    /** A smaller clock skew is not expected to be diagnosed. */
    private static final Duration MIN_SKEW = Duration.ofMillis(500);

    /** Local health is 0 to 8 and decreases by one with each heartbeat that is on time. */
    private static final int HEARTBEATS_TO_RECOVER = 9;

    public ExpectedCauses {
        causes = List.copyOf(causes);
        recent = List.copyOf(recent);
        triggers = List.copyOf(triggers);
    }

    /** The causes at this instant, from the process outages and the fault intervals of these nodes. */
    public static ExpectedCauses of(
            List<NodeId> nodes,
            OutageIndex outages,
            List<FaultInterval> faults,
            HeartbeatSettings settings,
            Instant at) {
        var active = new Collected(nodes, settings);
        var recent = new Collected(nodes, settings);
        for (NodeId node : nodes) {
            RecordedOutage recorded = outages.newest(node);
            if (recorded != null && recorded.isFailure()) {
                Instant until = recorded.outage().until();
                if (until == null) {
                    active.add(recorded);
                } else if (recorded.outage().kind() == Failure.HANG) {
                    recent.addResumed(recorded, Duration.between(until, at));
                } else if (isWithin(Cause.RESTART_REPORTED_FOR.plus(settings.timeout()), until, at)) {
                    // A restart is reported for RESTART_REPORTED_FOR after the node is heard again, which may itself
                    // take up to
                    // one timeout.
                    recent.causes.add(CauseKind.RESTART.of(node));
                }
            }
        }
        for (FaultInterval interval : faults) {
            Instant end = interval.end();
            if (end == null) {
                active.add(interval);
            } else if (isWithin(settings.timeout(), end, at)) {
                recent.add(interval);
            }
        }
        return new ExpectedCauses(active.normal(), recent.normal(), active.triggers);
    }

    private static boolean isWithin(Duration time, Instant end, Instant at) {
        return end.plus(time).isAfter(at);
    }

    /** Collects causes from outages and faults. */
    private static final class Collected {
        private final List<NodeId> nodes;
        private final HeartbeatSettings settings;
        private final List<Cause> causes = new ArrayList<>();
        private final Set<Link> cut = new LinkedHashSet<>();
        private final Map<NodeId, Duration> skews = new HashMap<>();
        private final List<OutageTrigger> triggers = new ArrayList<>();

        Collected(List<NodeId> nodes, HeartbeatSettings settings) {
            this.nodes = nodes;
            this.settings = settings;
        }

        List<Cause> normal() {
            skews.forEach((node, ahead) -> {
                if (ahead.abs().compareTo(MIN_SKEW) > 0) {
                    causes.add(CauseKind.SKEWED.of(node));
                }
            });
            causes.addAll(Causes.ofLinks(nodes, cut));
            return Causes.normalize(nodes, causes);
        }

        void add(RecordedOutage ofProcess) {
            ofProcess.outage().cause().ifPresent(causes::add);
            triggers.add(ofProcess.trigger());
        }

        /** A resumed node reports itself as lagging until its local health has recovered. */
        void addResumed(RecordedOutage hang, Duration ago) {
            if (settings.timeout().compareTo(ago) > 0) {
                add(hang);
            }
            if (settings.interval().multipliedBy(HEARTBEATS_TO_RECOVER).compareTo(ago) > 0) {
                causes.add(CauseKind.SICK_OBSERVER.of(hang.outage().node()));
            }
        }

        void add(FaultInterval interval) {
            FaultType effect = interval.fault().effect();
            int before = causes.size() + cut.size();
            if (effect.isTotal() || effect.delay().compareTo(settings.deadline()) >= 0) {
                cut.addAll(effect.links());
            }
            boolean isSkewed = !effect.skew().isZero();
            if (isSkewed) {
                effect.nodes().forEach(node -> skews.merge(node, effect.skew(), Duration::plus));
            } else if (effect instanceof NodeFault inside) {
                Cause.of(inside, settings.deadline()).ifPresent(causes::add);
            }
            if (causes.size() + cut.size() > before || isSkewed) {
                triggers.add(interval);
            }
        }
    }
}
