package dev.telltale.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The response to {@code GET /status}: the status of all peers as seen by one node. A node of the original demo sends
 * neither incarnation nor version nor settings: those are null.
 *
 * @param version increases with every change of a status
 * @param timestamp the node's wall clock when it answered
 * @param lag the largest recent delay of the node's own timer ticks; null if the node does not measure it
 * @param health the node's own health: 0 is healthy, 8 the worst (Lifeguard's local health multiplier)
 * @param rejections number of rejected messages by reason; empty without a cluster key
 */
public record StatusReport(
        NodeId self,
        Reporter reporter,
        @Nullable Long version,
        @Nullable Instant timestamp,
        @Nullable Duration lag,
        @Nullable Integer health,
        List<PeerReport> peers,
        Map<String, Long> rejections) {
    public StatusReport {
        peers = List.copyOf(peers);
        // Not copyOf, which loses the order.
        rejections = Collections.unmodifiableMap(rejections);
    }

    /**
     * The process that reports, and its settings.
     *
     * @param detector name of the detector whose verdicts are the statuses; may be unknown to us if the node is newer
     */
    public record Reporter(
            @Nullable Long incarnation,
            @Nullable Long pid,
            @Nullable Duration uptime,
            @Nullable HeartbeatSettings settings,
            @Nullable String detector) {}

    /** The same report with all timestamps moved back by this time; forward if it is negative. */
    public StatusReport earlierBy(Duration time) {
        return new StatusReport(
                self,
                reporter,
                version,
                PeerReport.earlier(timestamp, time),
                lag,
                health,
                peers.stream().map(peer -> peer.earlierBy(time)).toList(),
                rejections);
    }

    /** Whether the same process reports the same verdicts; times and measurements are ignored. */
    boolean hasSameStatuses(StatusReport other) {
        if (!Objects.equals(reporter.incarnation, other.reporter.incarnation)
                || !Objects.equals(version, other.version)
                || !Objects.equals(health, other.health)
                || peers.size() != other.peers.size()) {
            return false;
        }
        for (int i = 0; i < peers.size(); i++) {
            if (!peers.get(i).hasSameStatus(other.peers.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it contains a verdict of this detector. A node of the original demo sends none. */
    boolean hasVerdictOf(DetectorKind wanted) {
        for (PeerReport peer : peers) {
            if (peer.verdict(wanted) != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has verdicts of this detector, and those of another one are its statuses. */
    boolean isChangedBy(DetectorKind wanted) {
        return !wanted.id().equals(reporter.detector) && hasVerdictOf(wanted);
    }

    /** The report with this detector's verdicts as the statuses. */
    StatusReport withStatusOf(DetectorKind wanted) {
        return new StatusReport(
                self,
                new Reporter(reporter.incarnation, reporter.pid, reporter.uptime, reporter.settings, wanted.id()),
                version,
                timestamp,
                lag,
                health,
                peers.stream().map(peer -> peer.withStatusOf(wanted)).toList(),
                rejections);
    }

    /** The report on this subject, or null if the node does not observe it. */
    public @Nullable PeerReport of(NodeId subject) {
        for (PeerReport peer : peers) {
            if (peer.id().equals(subject)) {
                return peer;
            }
        }
        return null;
    }
}
