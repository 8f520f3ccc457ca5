package dev.telltale.groundtruth;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.diagnosis.DiagnosisComparison;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.Link;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All causes that a diagnosis may name during a run, and the findings that none of them explains. More lenient than
 * {@link ExpectedCauses}, which are those that it should name. Immutable; any thread.
 */
public final class InjectedCauses {
    /** The longest time until a row is updated after its node has recovered, in addition to the timeout. */
    private static final Duration ROW_DELAY = Duration.ofSeconds(1);

    /** A late response may explain a hang, however late it is. */
    private static final Duration ANY_DELAY = Duration.ofNanos(1);

    private final List<NodeId> nodes;
    private final List<Outage> outages;
    private final List<FaultInterval> faults;
    private final Duration visibleFor;

    /**
     * @param outages the outages caused by processes and by faults together
     * @param timeout the heartbeat timeout of the nodes
     */
    public InjectedCauses(List<NodeId> nodes, List<Outage> outages, List<FaultInterval> faults, Duration timeout) {
        this.nodes = nodes;
        this.outages = outages;
        this.faults = faults;
        visibleFor = timeout.plus(ROW_DELAY);
    }

    /** Returns the findings that no injected cause explains. An overload of the machine counts as explained. */
    public List<Finding> unexplained(Diagnosis diagnosis, Instant at) {
        List<Cause> causes = causesAt(at);
        Set<Link> cut = cutLinks(at);
        return diagnosis.findings().stream()
                .filter(finding -> finding.causes().stream()
                        .noneMatch(cause -> isOfMachine(cause) || isCutPart(cause, cut) || isRestart(cause, at)))
                .filter(finding -> DiagnosisComparison.of(new Diagnosis(List.of(finding), "", ""), List.of(), causes)
                                .outcome()
                        == DiagnosisComparison.Outcome.NOT_CAUSED_HERE)
                .toList();
    }

    private static boolean isOfMachine(Cause cause) {
        return cause.kind() == CauseKind.OVERLOAD || cause.kind() == CauseKind.SICK_OBSERVER;
    }

    /** Whether all links of the cause are cut: a partition may become visible link by link. */
    private boolean isCutPart(Cause cause, Set<Link> cut) {
        return cause.kind().isOfLinks() && cut.containsAll(cause.links(nodes));
    }

    /** A restart is reported for longer than other causes; separate, since it would also explain a crash. */
    private boolean isRestart(Cause cause, Instant at) {
        Duration reportedFor = visibleFor.plus(Cause.RESTART_REPORTED_FOR);
        return cause.kind() == CauseKind.RESTART
                && outages.stream()
                        .filter(outage -> outage.node().equals(cause.node()))
                        .anyMatch(outage -> outage.kind().losesState() && isVisible(outage, at, reportedFor));
    }

    private Set<Link> cutLinks(Instant at) {
        Set<Link> cut = new LinkedHashSet<>();
        for (Outage outage : outages) {
            if (outage.observer() != null && isVisible(outage, at, visibleFor)) {
                cut.add(new Link(outage.observer(), outage.node()));
            }
        }
        return cut;
    }

    /** The causes at an instant, including those that ended so recently that the matrix may still show them. */
    private List<Cause> causesAt(Instant at) {
        List<Cause> causes = new ArrayList<>();
        for (Outage outage : outages) {
            if (isVisible(outage, at, visibleFor)) {
                outage.cause().ifPresent(causes::add);
            }
        }
        for (FaultInterval fault : faults) {
            if (fault.fault().effect() instanceof NodeFault effect && fault.overlaps(at.minus(visibleFor), after(at))) {
                Cause.of(effect, ANY_DELAY).ifPresent(causes::add);
            }
        }
        return causes;
    }

    private static boolean isVisible(Outage outage, Instant at, Duration reportedFor) {
        return outage.overlaps(at.minus(reportedFor), after(at));
    }

    /** The end of an interval that includes the instant. */
    private static Instant after(Instant at) {
        return at.plusNanos(1);
    }
}
