package dev.telltale.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code GET /status}: what one node believes of its peers. A node of the original demo knows neither
 * incarnation nor version nor settings: those are null.
 *
 * @param version grows with every change of belief
 * @param timestamp the node's wall clock when it answered
 * @param detector the word of the detector that decides the status; a later version may know more than we do
 * @param lag how late the node's own ticks were at worst, lately
 * @param health the node's own health as it sees it: 0 is well, 8 the worst (Lifeguard's local health multiplier)
 * @param refused how often what was refused for want of the right cluster key; empty without a key
 */
public record StatusReport(
        NodeId self,
        @Nullable Long incarnation,
        @Nullable Long pid,
        @Nullable Long version,
        @Nullable Instant timestamp,
        @Nullable Duration uptime,
        @Nullable HeartbeatSettings settings,
        @Nullable String detector,
        @Nullable Duration lag,
        @Nullable Integer health,
        List<PeerReport> peers,
        Map<String, Long> refused) {
    public StatusReport {
        peers = List.copyOf(peers);
        // Not copyOf: the order is for people.
        refused = Collections.unmodifiableMap(refused);
    }

    /** Of a node without a cluster key. */
    public StatusReport(
            NodeId self,
            @Nullable Long incarnation,
            @Nullable Long pid,
            @Nullable Long version,
            @Nullable Instant timestamp,
            @Nullable Duration uptime,
            @Nullable HeartbeatSettings settings,
            @Nullable String detector,
            @Nullable Duration lag,
            @Nullable Integer health,
            List<PeerReport> peers) {
        this(self, incarnation, pid, version, timestamp, uptime, settings, detector, lag, health, peers, Map.of());
    }

    /** Of a node that does not watch itself. */
    public StatusReport(
            NodeId self,
            @Nullable Long incarnation,
            @Nullable Long pid,
            @Nullable Long version,
            @Nullable Instant timestamp,
            @Nullable Duration uptime,
            @Nullable HeartbeatSettings settings,
            @Nullable String detector,
            List<PeerReport> peers) {
        this(self, incarnation, pid, version, timestamp, uptime, settings, detector, null, null, peers);
    }

    /** The same with all its times put earlier by so much, or later if that is negative. */
    public StatusReport earlierBy(Duration time) {
        return new StatusReport(
                self,
                incarnation,
                pid,
                version,
                PeerReport.earlier(timestamp, time),
                uptime,
                settings,
                detector,
                lag,
                health,
                peers.stream().map(peer -> peer.earlierBy(time)).toList(),
                refused);
    }

    /** What this node says of the subject, or null if it does not watch it. */
    public @Nullable PeerReport of(NodeId subject) {
        for (PeerReport peer : peers) {
            if (peer.id().equals(subject)) {
                return peer;
            }
        }
        return null;
    }
}
