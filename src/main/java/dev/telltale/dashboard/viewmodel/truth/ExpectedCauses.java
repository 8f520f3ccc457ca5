package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.dashboard.viewmodel.fault.FaultText;
import dev.telltale.diagnosis.analysis.Causes;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
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

/** What is broken on purpose now, in the words of a diagnosis: what it should come to. */
public final class ExpectedCauses {
    /** What a node's wall clock may be off before anybody is told. */
    private static final Duration MIN_SKEW = Duration.ofMillis(500);

    /** Health is 0 to 8 and gets better by one with each good beat. */
    private static final int BEATS_TO_HEALTH = 9;

    private final List<Cause> now;
    private final List<Cause> lately;
    private final List<Deed> deeds;

    /** One thing that was done, as the badge names it. */
    private record Deed(String what, Instant at) {}

    private ExpectedCauses(List<Cause> now, List<Cause> lately, List<Deed> deeds) {
        this.now = List.copyOf(now);
        this.lately = List.copyOf(lately);
        this.deeds = List.copyOf(deeds);
    }

    public static ExpectedCauses of(
            List<NodeId> nodes, OutageIndex done, List<FaultInterval> faults, HeartbeatSettings settings, Instant at) {
        var today = new Collected(nodes, settings);
        var lately = new Collected(nodes, settings);
        for (NodeId node : nodes) {
            ObservedOutage absence = done.newest(node);
            if (absence != null && absence.isFailure()) {
                Instant until = absence.outage().until();
                if (until == null) {
                    today.process(absence);
                } else if (absence.outage().kind() == Failure.HANG) {
                    lately.resumed(absence, until, at);
                } else {
                    lately.restart(node, until, at);
                }
            }
        }
        for (FaultInterval deed : faults) {
            if (deed.until() == null) {
                today.fault(deed.fault());
            } else if (deed.until().wall().plus(settings.timeout()).isAfter(at)) {
                lately.fault(deed.fault());
            }
        }
        return new ExpectedCauses(today.normal(), lately.normal(), today.deeds);
    }

    /** Is being read from what was done. */
    private static final class Collected {
        private final List<NodeId> nodes;
        private final HeartbeatSettings settings;
        private final List<Cause> causes = new ArrayList<>();
        private final Set<Link> cut = new LinkedHashSet<>();
        private final Map<NodeId, Duration> skews = new HashMap<>();
        private final List<Deed> deeds = new ArrayList<>();

        Collected(List<NodeId> nodes, HeartbeatSettings settings) {
            this.nodes = nodes;
            this.settings = settings;
        }

        List<Cause> normal() {
            skews.forEach((node, ahead) -> {
                if (ahead.abs().compareTo(MIN_SKEW) > 0) {
                    causes.add(new Cause.Skewed(node));
                }
            });
            causes.addAll(Causes.ofLinks(nodes, cut));
            return Causes.normal(nodes, causes);
        }

        void restart(NodeId node, Instant until, Instant at) {
            // It is told for so long from when it is heard again, and that may take a timeout.
            if (until.plus(Cause.Restart.REPORTED_FOR).plus(settings.timeout()).isAfter(at)) {
                causes.add(new Cause.Restart(node));
            }
        }

        /** Who slept says so itself, until its health is good again. */
        void resumed(ObservedOutage absence, Instant until, Instant at) {
            if (until.plus(settings.timeout()).isAfter(at)) {
                process(absence);
            }
            if (until.plus(settings.interval().multipliedBy(BEATS_TO_HEALTH)).isAfter(at)) {
                causes.add(new Cause.SickObserver(absence.outage().node()));
            }
        }

        void process(ObservedOutage absence) {
            NodeId node = absence.outage().node();
            Failure kind = absence.outage().kind();
            causes.add(
                    kind == Failure.HANG
                            ? new Cause.Hang(node)
                            : kind == Failure.LEAVE ? new Cause.Left(node) : new Cause.Crash(node));
            deeds.add(new Deed(absence.deed(), absence.outage().from()));
        }

        void fault(Fault fault) {
            FaultType effect = fault.effect();
            int before = causes.size() + cut.size();
            if (effect instanceof FaultType.OnLinks some) {
                if (isBroken(some)) {
                    cut.addAll(some.links());
                }
            } else if (effect instanceof FaultType.Skew skew) {
                skews.merge(skew.node(), skew.ahead(), Duration::plus);
            } else {
                inside((FaultType.OnNode) effect);
            }
            if (causes.size() + cut.size() > before || effect instanceof FaultType.Skew) {
                deeds.add(new Deed(FaultText.of(effect, nodes), fault.since()));
            }
        }

        /** Whether nothing comes through in time: what only may cost a heartbeat comes to nothing for sure. */
        private boolean isBroken(FaultType.OnLinks effect) {
            if (effect instanceof FaultType.Delay delay) {
                return isTooLate(delay.delay());
            }
            return effect instanceof FaultType.Cut || (effect instanceof FaultType.Drop drop && drop.share() == 1);
        }

        private boolean isTooLate(Duration delay) {
            return delay.compareTo(settings.deadline()) >= 0;
        }

        private void inside(FaultType.OnNode effect) {
            NodeId node = effect.node();
            if (effect instanceof FaultType.Stall
                    || (effect instanceof FaultType.Slow slow && isTooLate(slow.delay()))) {
                causes.add(new Cause.Hang(node));
            } else if (effect instanceof FaultType.Fail || isGray(effect, Endpoint.HEARTBEAT)) {
                causes.add(new Cause.Failing(node));
            } else if (isGray(effect, Endpoint.STATUS)) {
                causes.add(new Cause.GrayStatus(node));
            }
        }

        private static boolean isGray(FaultType effect, Endpoint page) {
            return effect instanceof FaultType.Gray gray && gray.broken() == page;
        }
    }

    /** In the normal form of a diagnosis. */
    public List<Cause> causes() {
        return now;
    }

    /** What is over, but may still be seen. */
    public List<Cause> lately() {
        return lately;
    }

    /** "SIGKILL node2 14:03:21.480", with how many other deeds beside the newest; empty if nothing is broken. */
    public String newestIn(ZoneId zone) {
        return deeds.stream()
                .max(Comparator.comparing(Deed::at))
                .map(deed -> deed.what() + " " + DurationFormat.clock(deed.at(), zone)
                        + (deeds.size() > 1 ? " and " + (deeds.size() - 1) + " more" : ""))
                .orElse("");
    }
}
