package dev.telltale.recording;

import dev.telltale.config.ClusterConfig;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import java.time.Instant;
import java.util.List;

/**
 * Which cluster was recorded, with which settings of its config.
 *
 * @param begin when the recording, or this part of it, began, by the recorder's clock
 * @param cluster its name
 * @param members 1 to 200
 */
public record RecordingInfo(
        Instant begin, String cluster, HeartbeatSettings heartbeat, DetectionSettings detection, List<Member> members) {
    public RecordingInfo {
        members = List.copyOf(members);
    }

    /** Of the cluster of this config. */
    public static RecordingInfo of(ClusterConfig config, Instant begin) {
        return new RecordingInfo(begin, config.cluster(), config.heartbeat(), config.detection(), config.nodes());
    }
}
