package dev.telltale.tune;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A setting as lines of {@code cluster.json}, and what it changes. The text is the same in every locale. */
public final class ConfigSnippet {
    private final Map<String, String> before;
    private final Map<String, String> after;

    /** @param present the settings with which the recording was made */
    public ConfigSnippet(Recording present, Candidate wanted) {
        before = keys(present.heartbeat(), present.detection());
        after = keys(wanted.heartbeat(), wanted.detection());
        if (wanted.detector() != DetectorKind.PHI) {
            before.remove("phi_threshold");
            after.remove("phi_threshold");
        }
    }

    private static Map<String, String> keys(HeartbeatSettings heartbeat, DetectionSettings detection) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("heartbeat_interval", quoted(Durations.format(heartbeat.interval())));
        keys.put("heartbeat_timeout", quoted(Durations.format(heartbeat.timeout())));
        keys.put("detector", quoted(detection.deciding().id()));
        keys.put("failure_threshold", Integer.toString(detection.failureThreshold()));
        keys.put("success_threshold", Integer.toString(detection.successThreshold()));
        keys.put("phi_threshold", number(detection.phiThreshold()));
        keys.put("indirect_probes", Integer.toString(detection.indirectProbes()));
        return keys;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** The keys to put into {@code cluster.json}, one in a line, each with a comma after it; empty if none changes. */
    public String lines() {
        return after.entrySet().stream()
                .filter(key -> !key.getValue().equals(before.get(key.getKey())))
                .map(key -> "  \"" + key.getKey() + "\": " + key.getValue() + ",\n")
                .collect(Collectors.joining());
    }

    /** What changes, for people: {@code heartbeat_timeout: "5s" becomes "2s"}. Empty if nothing does. */
    public List<String> changes() {
        List<String> changes = new ArrayList<>();
        after.forEach((key, value) -> {
            String old = before.get(key);
            if (!value.equals(old)) {
                changes.add(key + ": " + old + " becomes " + value);
            }
        });
        return changes;
    }
}
