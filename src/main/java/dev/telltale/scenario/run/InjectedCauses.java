package dev.telltale.scenario.run;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.diagnosis.DiagnosisComparison;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.Link;
import dev.telltale.fault.NodeFault;
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

/** The ground truth of a run as causes, and the findings that it does not explain. Immutable; any thread. */
public final class InjectedCauses {
    /** The longest time until a row is updated after its node has recovered, in addition to the timeout. */
    private static final Duration ROW_DELAY = Duration.ofSeconds(1);

    private final List<NodeId> nodes;
    private final List<Outage> outages;
    private final List<FaultInterval> faults;
    /** A late response may explain a hang, however late it is. */
    private static final Duration ANY_DELAY = Duration.ofNanos(1);

    private final Duration visibleFor;

    /** @param outages the outages caused by processes and by faults together */
    public InjectedCauses(Scenario scenario, List<Outage> outages, List<FaultInterval> faults) {
        nodes = scenario.ids();
        this.outages = outages;
        this.faults = faults;
        visibleFor = scenario.heartbeat().timeout().plus(ROW_DELAY);
    }

    /** Returns the findings that no injected cause explains. An overload of the machine counts as explained. */
    public List<Finding> unexplained(Diagnosis diagnosis, Instant at) {
        List<Cause> causes = causesAt(at);
        Set<Link> cut = cutLinks(at);
        return diagnosis.findings().stream()
                .filter(finding -> finding.causes().stream().noneMatch(InjectedCauses::isOfMachine))
                .filter(finding -> finding.causes().stream().noneMatch(cause -> isCutPart(cause, cut)))
                .filter(finding -> finding.causes().stream().noneMatch(cause -> isRestart(cause, at)))
                .filter(finding -> DiagnosisComparison.of(new Diagnosis(List.of(finding), "", ""), List.of(), causes)
                                .outcome()
                        == DiagnosisComparison.Outcome.NOT_CAUSED_HERE)
                .toList();
    }

    /** Whether all links of the cause are cut: a partition may become visible link by link. */
    private boolean isCutPart(Cause cause, Set<Link> cut) {
        return cause.kind().isOfLinks() && cut.containsAll(cause.links(nodes));
    }

    /** A restart is reported for longer than other causes; separate, since it would also explain a crash. */
    private boolean isRestart(Cause cause, Instant at) {
        return cause.kind() == CauseKind.RESTART
                && outages.stream()
                        .filter(outage -> outage.node().equals(cause.node()))
                        .filter(outage -> outage.kind() == Failure.CRASH || outage.kind() == Failure.LEAVE)
                        .anyMatch(outage -> isVisible(
                                outage.from(), outage.until(), at, visibleFor.plus(Cause.RESTART_REPORTED_FOR)));
    }

    private Set<Link> cutLinks(Instant at) {
        Set<Link> cut = new LinkedHashSet<>();
        for (Outage outage : outages) {
            if (outage.observer() != null && isVisible(outage.from(), outage.until(), at, visibleFor)) {
                cut.add(new Link(outage.observer(), outage.node()));
            }
        }
        return cut;
    }

    private static boolean isOfMachine(Cause cause) {
        return cause.kind() == CauseKind.OVERLOAD || cause.kind() == CauseKind.SICK_OBSERVER;
    }

    /** The causes at an instant, including those that ended so recently that the matrix may still show them. */
    private List<Cause> causesAt(Instant at) {
        List<Cause> causes = new ArrayList<>();
        for (Outage outage : outages) {
            boolean isOfNode = outage.observer() == null && outage.kind() != Failure.MUTE;
            if (isOfNode && isVisible(outage.from(), outage.until(), at, visibleFor)) {
                causes.add(cause(outage));
            }
        }
        for (FaultInterval fault : faults) {
            Instant until = fault.until() == null ? null : fault.until().wall();
            if (fault.fault().effect() instanceof NodeFault effect
                    && isVisible(fault.from().wall(), until, at, visibleFor)) {
                Cause.of(effect, ANY_DELAY).ifPresent(causes::add);
            }
        }
        return causes;
    }

    private static boolean isVisible(Instant from, @Nullable Instant until, Instant at, Duration after) {
        return !at.isBefore(from) && (until == null || at.isBefore(until.plus(after)));
    }

    private static Cause cause(Outage outage) {
        return switch (outage.kind()) {
            case CRASH -> CauseKind.CRASH.of(outage.node());
            case LEAVE -> CauseKind.LEFT.of(outage.node());
            default -> CauseKind.HANG.of(outage.node());
        };
    }
}
