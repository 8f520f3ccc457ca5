package dev.telltale.scenario.run;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.diagnosis.DiagnosisComparison;
import dev.telltale.diagnosis.analysis.Causes;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was truly the matter at an instant, as far as it was done on purpose, and whether a finding is explained by it. */
public final class InjectedCauses {
    /** What a row may take to come back after a node has, beside the timeout. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final List<NodeId> nodes;
    private final List<Outage> outages;
    private final List<FaultInterval> faults;
    private final Duration grace;

    /** The outages are of processes and of faults together. */
    public InjectedCauses(Scenario scenario, List<Outage> outages, List<FaultInterval> faults) {
        nodes = scenario.ids();
        this.outages = outages;
        this.faults = faults;
        grace = scenario.heartbeat().timeout().plus(SLACK);
    }

    /** Findings that nothing explains which was done. That a machine is overloaded nobody does on purpose. */
    public List<Finding> wrong(Diagnosis diagnosis, Instant at) {
        List<Cause> causes = at(at);
        Set<Link> cut = cut(at);
        return diagnosis.findings().stream()
                .filter(finding -> finding.causes().stream().noneMatch(InjectedCauses::isOfMachine))
                .filter(finding -> finding.causes().stream().noneMatch(cause -> isPart(cause, cut)))
                .filter(finding -> finding.causes().stream().noneMatch(cause -> isRestart(cause, at)))
                .filter(finding -> DiagnosisComparison.of(new Diagnosis(List.of(finding), ""), List.of(), causes)
                                .outcome()
                        == DiagnosisComparison.Outcome.NOTHING_DONE)
                .toList();
    }

    /** Of a partition that shows link by link, each link that is named is truly cut. */
    private boolean isPart(Cause cause, Set<Link> cut) {
        return cause instanceof Cause.OfLinks links && cut.containsAll(Causes.links(nodes, links));
    }

    /** Told for longer than all else; apart from the others, as it would explain an end too. */
    private boolean isRestart(Cause cause, Instant at) {
        return cause instanceof Cause.Restart restart
                && outages.stream()
                        .filter(outage -> outage.node().equals(restart.node()))
                        .filter(outage -> outage.kind() == Failure.CRASH || outage.kind() == Failure.LEAVE)
                        .anyMatch(outage ->
                                isSeen(outage.from(), outage.until(), at, grace.plus(Cause.Restart.REPORTED_FOR)));
    }

    private Set<Link> cut(Instant at) {
        Set<Link> cut = new LinkedHashSet<>();
        for (Outage outage : outages) {
            if (outage.observer() != null && isSeen(outage.from(), outage.until(), at, grace)) {
                cut.add(new Link(outage.observer(), outage.node()));
            }
        }
        return cut;
    }

    private static boolean isOfMachine(Cause cause) {
        return cause instanceof Cause.Overload || cause instanceof Cause.SickObserver;
    }

    /** What is, and what is over so lately that it may still be seen. */
    private List<Cause> at(Instant at) {
        List<Cause> causes = new ArrayList<>();
        for (Outage outage : outages) {
            boolean isOfNode = outage.observer() == null && outage.kind() != Failure.MUTE;
            if (isOfNode && isSeen(outage.from(), outage.until(), at, grace)) {
                causes.add(cause(outage));
            }
        }
        for (FaultInterval deed : faults) {
            Instant until = deed.until() == null ? null : deed.until().wall();
            if (deed.fault().effect() instanceof FaultType.OnNode effect
                    && isSeen(deed.from().wall(), until, at, grace)) {
                causes.add(cause(effect));
            }
        }
        return causes;
    }

    private static boolean isSeen(Instant from, @Nullable Instant until, Instant at, Duration after) {
        return !at.isBefore(from) && (until == null || at.isBefore(until.plus(after)));
    }

    private static Cause cause(Outage outage) {
        return switch (outage.kind()) {
            case CRASH -> new Cause.Crash(outage.node());
            case LEAVE -> new Cause.Left(outage.node());
            default -> new Cause.Hang(outage.node());
        };
    }

    private static Cause cause(FaultType.OnNode effect) {
        NodeId node = effect.node();
        if (effect instanceof FaultType.Skew) {
            return new Cause.Skewed(node);
        } else if (effect instanceof FaultType.Gray gray && gray.broken() == Endpoint.STATUS) {
            return new Cause.GrayStatus(node);
        }
        return effect instanceof FaultType.Fail || effect instanceof FaultType.Gray
                ? new Cause.Failing(node)
                : new Cause.Hang(node);
    }
}
