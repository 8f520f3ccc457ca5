package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.fault.FaultText;
import dev.telltale.diagnosis.analysis.Causes;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.NodeFault;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The causes that the diagnosis should name, from the active faults and outages. */
public final class ExpectedCauses {
    /** A smaller clock skew is not expected to be diagnosed. */
    private static final Duration MIN_SKEW = Duration.ofMillis(500);

    /** Local health is 0 to 8 and decreases by one with each heartbeat that is on time. */
    private static final int HEARTBEATS_TO_RECOVER = 9;

    private final List<Cause> now;
    private final List<Cause> recent;
    private final List<ActiveFault> activeFaults;

    /** An active fault or outage, as the badge names it. */
    private record ActiveFault(String what, Instant at) {}

    private ExpectedCauses(List<Cause> now, List<Cause> recent, List<ActiveFault> activeFaults) {
        this.now = List.copyOf(now);
        this.recent = List.copyOf(recent);
        this.activeFaults = List.copyOf(activeFaults);
    }

    /** The causes at this instant, from the outages and fault intervals of these nodes. */
    public static ExpectedCauses of(
            List<NodeId> nodes,
            OutageIndex outages,
            List<FaultInterval> faults,
            HeartbeatSettings settings,
            Instant at) {
        var active = new Collected(nodes, settings);
        var recent = new Collected(nodes, settings);
        for (NodeId node : nodes) {
            ObservedOutage observed = outages.newest(node);
            if (observed != null && observed.isFailure()) {
                Instant until = observed.outage().until();
                if (until == null) {
                    active.process(observed);
                } else if (observed.outage().kind() == Failure.HANG) {
                    recent.resumed(observed, until, at);
                } else {
                    recent.restart(node, until, at);
                }
            }
        }
        for (FaultInterval interval : faults) {
            if (interval.until() == null) {
                active.fault(interval.fault());
            } else if (interval.until().wall().plus(settings.timeout()).isAfter(at)) {
                recent.fault(interval.fault());
            }
        }
        return new ExpectedCauses(active.normal(), recent.normal(), active.activeFaults);
    }

    /** Collects causes from outages and faults. */
    private static final class Collected {
        private final List<NodeId> nodes;
        private final HeartbeatSettings settings;
        private final List<Cause> causes = new ArrayList<>();
        private final Set<Link> cut = new LinkedHashSet<>();
        private final Map<NodeId, Duration> skews = new HashMap<>();
        private final List<ActiveFault> activeFaults = new ArrayList<>();

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

        void restart(NodeId node, Instant until, Instant at) {
            // A restart is reported for REPORTED_FOR after the node is heard again, which may itself take up to one
            // timeout.
            if (until.plus(Cause.RESTART_REPORTED_FOR).plus(settings.timeout()).isAfter(at)) {
                causes.add(CauseKind.RESTART.of(node));
            }
        }

        /** A resumed node reports itself as lagging until its local health has recovered. */
        void resumed(ObservedOutage observed, Instant until, Instant at) {
            if (until.plus(settings.timeout()).isAfter(at)) {
                process(observed);
            }
            if (until.plus(settings.interval().multipliedBy(HEARTBEATS_TO_RECOVER))
                    .isAfter(at)) {
                causes.add(CauseKind.SICK_OBSERVER.of(observed.outage().node()));
            }
        }

        void process(ObservedOutage observed) {
            NodeId node = observed.outage().node();
            Failure kind = observed.outage().kind();
            causes.add(
                    kind == Failure.HANG
                            ? CauseKind.HANG.of(node)
                            : kind == Failure.LEAVE ? CauseKind.LEFT.of(node) : CauseKind.CRASH.of(node));
            activeFaults.add(
                    new ActiveFault(observed.description(), observed.outage().from()));
        }

        void fault(Fault fault) {
            FaultType effect = fault.effect();
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
                activeFaults.add(new ActiveFault(FaultText.of(effect, nodes), fault.since()));
            }
        }
    }

    /** The active causes, in the normal form of a diagnosis. */
    public List<Cause> causes() {
        return now;
    }

    /** Causes that are over, but may still be visible. */
    public List<Cause> recent() {
        return recent;
    }

    /** The newest active fault or outage and the number of others: "SIGKILL node2 14:03:21.480 and 1 more"; may be empty. */
    public String newestFault(ZoneId zone) {
        return activeFaults.stream()
                .max(Comparator.comparing(ActiveFault::at))
                .map(fault -> fault.what() + " " + DurationFormat.clock(fault.at(), zone)
                        + (activeFaults.size() > 1 ? " and " + (activeFaults.size() - 1) + " more" : ""))
                .orElse("");
    }
}
