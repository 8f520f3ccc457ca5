package dev.telltale.sim;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.Evidence;
import dev.telltale.sim.VirtualCluster.ProcessState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How attempts must end on each link, derived from the active faults and not from the {@code ActiveFaults} that apply
 * them.
 */
final class ExpectedEvidence {
    private final SimulatedCluster cluster;
    /** By observer and subject; null if it depends on chance. */
    private final @Nullable Evidence[][] evidence;
    /** Virtual nanoseconds of the last change. */
    private final long[][] since;

    ExpectedEvidence(SimulatedCluster cluster) {
        this.cluster = cluster;
        int nodes = cluster.settings().nodes();
        since = new long[nodes][nodes];
        evidence = new Evidence[nodes][nodes];
        for (@Nullable Evidence[] row : evidence) {
            Arrays.fill(row, Evidence.OK);
        }
    }

    /** To be called after each change of the faults. */
    void update() {
        List<FaultType> effects = cluster.faults().effects();
        for (int observer = 0; observer < evidence.length; observer++) {
            for (int subject = 0; subject < evidence.length; subject++) {
                Evidence now = observer == subject
                        ? Evidence.OK
                        : evidence(effects, new Link(SimulatedNode.id(observer), SimulatedNode.id(subject)));
                if (now != evidence[observer][subject]) {
                    evidence[observer][subject] = now;
                    since[observer][subject] = cluster.now();
                }
            }
        }
    }

    private static @Nullable Evidence evidence(List<FaultType> effects, Link link) {
        Evidence combined = Evidence.OK;
        for (FaultType effect : effects) {
            Evidence single = evidence(effect, link);
            if (single == Evidence.TIMEOUT) {
                return single;
            } else if (single != Evidence.OK) {
                combined = combined == Evidence.OK ? single : null;
            }
        }
        return combined;
    }

    private static @Nullable Evidence evidence(FaultType effect, Link link) {
        if (effect instanceof LinkFault onLinks) {
            boolean isSilent =
                    effect instanceof LinkFault.Cut || (effect instanceof LinkFault.Drop drop && drop.share() == 1);
            return !onLinks.links().contains(link) ? Evidence.OK : isSilent ? Evidence.TIMEOUT : null;
        } else if (!effect.nodes().contains(link.subject())) {
            return Evidence.OK;
        } else if (effect instanceof NodeFault.Fail fail) {
            return fail.isGarbage() ? Evidence.BAD_BODY : Evidence.BAD_STATUS;
        } else if (effect instanceof NodeFault.Gray gray) {
            return gray.broken() == Endpoint.HEARTBEAT ? Evidence.BAD_STATUS : Evidence.OK;
        }
        return effect instanceof NodeFault.Stall
                ? Evidence.TIMEOUT
                : effect instanceof NodeFault.Slow ? null : Evidence.OK;
    }

    /** The evidence of an attempt that ends now; null if it is not determined. */
    @Nullable
    Evidence of(int observer, int subject, long steadyNanos) {
        Evidence expected = evidence[observer][subject];
        boolean canBeLost = cluster.settings().network().loss() > 0 && expected != Evidence.TIMEOUT;
        return canBeLost || !isSteady(observer, subject, steadyNanos) ? null : expected;
    }

    /** Whether both ends have run, and the faults of the link have not changed, for that time. */
    private boolean isSteady(int observer, int subject, long nanos) {
        SimulatedNode one = cluster.node(observer);
        SimulatedNode other = cluster.node(subject);
        long latest = Math.max(since[observer][subject], Math.max(one.stateSince, other.stateSince));
        return one.state == ProcessState.RUNNING
                && other.state == ProcessState.RUNNING
                && cluster.now() - latest > nanos;
    }

    /** Whether both ends have run without a fault between them for that time. */
    boolean isHealthyFor(int observer, int subject, long nanos) {
        return evidence[observer][subject] == Evidence.OK && isSteady(observer, subject, nanos);
    }

    /** Whether there was no fault between the two since that virtual time; their processes may have failed. */
    boolean isFreeSince(int observer, int subject, long nanos) {
        return evidence[observer][subject] == Evidence.OK && since[observer][subject] <= nanos;
    }
}
