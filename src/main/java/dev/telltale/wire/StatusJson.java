package dev.telltale.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code GET /status}: the status of all peers as seen by one node. */
public final class StatusJson {
    private static final int MAX_WORD_LENGTH = 32;
    private static final String REJECTIONS = "refused";
    /** A newer version may count more reasons; limited against malicious documents. */
    private static final int MAX_COUNTS = 32;

    private StatusJson() {}

    public static byte[] write(StatusReport report) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("self", report.self().value());
            number(json, "incarnation", report.reporter().incarnation());
            number(json, "pid", report.reporter().pid());
            number(json, "version", report.version());
            Instants.write(json, "timestamp", report.timestamp());
            number(json, "uptime_ms", millis(report.reporter().uptime()));
            HeartbeatSettings settings = report.reporter().settings();
            number(json, "heartbeat_interval_ms", settings == null ? null : millis(settings.interval()));
            number(json, "heartbeat_timeout_ms", settings == null ? null : millis(settings.timeout()));
            json.writeStringField("detector", report.reporter().detector());
            if (report.lag() != null) {
                json.writeNumberField("lag_ms", Numbers.millis(report.lag()));
            }
            number(
                    json,
                    "health",
                    report.health() == null ? null : report.health().longValue());
            if (!report.rejections().isEmpty()) {
                json.writeObjectFieldStart(REJECTIONS);
                for (Map.Entry<String, Long> count : report.rejections().entrySet()) {
                    json.writeNumberField(count.getKey(), count.getValue());
                }
                json.writeEndObject();
            }
            json.writeObjectFieldStart("peers");
            for (PeerReport peer : report.peers()) {
                json.writeFieldName(peer.id().value());
                PeerJson.write(json, peer);
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    public static StatusReport read(byte[] bytes, int length) throws WireException {
        var draft = new Draft();
        Json.read(bytes, length, draft::field);
        return draft.finish();
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : Long.valueOf(duration.toMillis());
    }

    private static void number(JsonGenerator json, String name, @Nullable Long value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    private static final class Draft {
        private @Nullable String self;
        private @Nullable Long incarnation;
        private @Nullable Long pid;
        private @Nullable Long version;
        private @Nullable Instant timestamp;
        private @Nullable Long uptimeMillis;
        private @Nullable Long intervalMillis;
        private @Nullable Long timeoutMillis;
        private @Nullable String detector;
        private @Nullable Duration lag;
        private @Nullable Integer health;
        private final List<PeerReport> peers = new ArrayList<>();
        private final Map<String, Long> rejections = new LinkedHashMap<>();
        private boolean hasPeers;

        void field(String name, JsonParser json) throws IOException, WireException {
            switch (name) {
                case "self" -> self = Json.text(name, json);
                case "incarnation" -> incarnation = Json.integer(name, json);
                case "pid" -> pid = Json.integer(name, json);
                case "version" -> version = Json.integer(name, json);
                case "timestamp" -> timestamp = Instants.read(name, json);
                case "uptime_ms" -> uptimeMillis = Json.integer(name, json);
                case "heartbeat_interval_ms" -> intervalMillis = Json.integer(name, json);
                case "heartbeat_timeout_ms" -> timeoutMillis = Json.integer(name, json);
                case "detector" -> {
                    // May be the name of a detector of a newer version.
                    String word = Json.text(name, json);
                    detector = word == null ? null : SafeText.plain(word, MAX_WORD_LENGTH);
                }
                case "lag_ms" -> lag = Numbers.duration(name, json);
                case "health" -> health = Numbers.count(name, json);
                case REJECTIONS ->
                    Json.object(json, REJECTIONS, (word, count) -> rejection(word, Json.integer(word, count)));
                case "peers" -> {
                    hasPeers = true;
                    Json.object(json, "peers", (id, peer) -> peers.add(PeerJson.read(id, peer)));
                }
                default -> json.skipChildren();
            }
        }

        private void rejection(String word, @Nullable Long count) {
            if (count != null && rejections.size() < MAX_COUNTS) {
                rejections.put(SafeText.plain(word, MAX_WORD_LENGTH), count);
            }
        }

        StatusReport finish() throws WireException {
            if (!hasPeers) {
                throw new WireException("peers is missing");
            }
            return new StatusReport(
                    Json.nodeId("self", self),
                    new StatusReport.Reporter(
                            incarnation,
                            pid,
                            uptimeMillis == null ? null : Duration.ofMillis(uptimeMillis),
                            settings(),
                            detector),
                    version,
                    timestamp,
                    lag,
                    health,
                    peers,
                    rejections);
        }

        private @Nullable HeartbeatSettings settings() throws WireException {
            if (intervalMillis == null || timeoutMillis == null) {
                return null;
            }
            try {
                return new HeartbeatSettings(Duration.ofMillis(intervalMillis), Duration.ofMillis(timeoutMillis));
            } catch (IllegalArgumentException e) {
                throw new WireException("heartbeat settings: " + e.getMessage());
            }
        }
    }
}
