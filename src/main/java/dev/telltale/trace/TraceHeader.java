package dev.telltale.trace;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.util.List;

/**
 * Which process a trace is of, and with which settings it ran.
 *
 * @param observer the node whose ticks these are
 * @param incarnation of its process; another process of the node has a trace of its own
 * @param peers the monitored nodes in the order of the config; a trace names them by their index
 * @param start the start of the state machine, on both clocks of the process
 */
public record TraceHeader(
        NodeId observer,
        long incarnation,
        List<NodeId> peers,
        HeartbeatSettings heartbeat,
        DetectionSettings detection,
        ClockReading start) {
    public TraceHeader {
        peers = List.copyOf(peers);
    }
}
