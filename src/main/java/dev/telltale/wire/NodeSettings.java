package dev.telltale.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.telltale.auth.AuthToken;
import dev.telltale.auth.ClusterKey;
import dev.telltale.config.DetectionKeys;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a node process needs to start. A launcher writes it as one line of JSON to the standard input of a
 * node: {@code {"id":"node1","address":"127.0.0.1:8001","cluster":"demo","peers":{"node2":"127.0.0.1:8002"},
 * "interval_ms":2000,"timeout_ms":5000,"detection":{"detector":"evidence"},"token":"...","key":"...",
 * "parent_pid":4711,"parent_start_ms":1763871631123}}. {@code detection} has the settings that are not the default.
 *
 * @param cluster its name; the nodes of one key must agree on it
 * @param key null for a cluster without a key
 * @param token authorizes requests to change the node; null if it accepts no faults
 * @param parent the node ends with this process; null for a node that was started by hand
 */
public record NodeSettings(
        Member self,
        String cluster,
        List<Member> peers,
        HeartbeatSettings heartbeat,
        DetectionSettings detection,
        @Nullable ClusterKey key,
        @Nullable AuthToken token,
        @Nullable Parent parent) {
    /** The size of the longest line that is read. */
    public static final int MAX_BYTES = 1 << 20;

    /** The argument after {@code node} which says that standard input has the settings. */
    public static final String ARGUMENT = "--stdin";

    /**
     * The process that started the node.
     *
     * @param start in milliseconds; {@link Instant#EPOCH} if the system does not report it
     */
    public record Parent(long pid, Instant start) {}

    public NodeSettings {
        peers = List.copyOf(peers);
    }

    /** The command line of the node, from the command on: what people see in a list of processes. No secrets. */
    public List<String> arguments() {
        return List.of(
                "node",
                ARGUMENT,
                "--id",
                self.id().value(),
                "--port",
                String.valueOf(self.address().port()),
                "--cluster",
                cluster);
    }

    /** The settings as JSON in UTF-8, with a line end. */
    public byte[] write() {
        return Json.write(json -> {
            write(json);
            json.writeRaw('\n');
        });
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", self.id().value());
        json.writeStringField("address", self.address().toString());
        json.writeStringField("cluster", cluster);
        json.writeObjectFieldStart("peers");
        for (Member peer : peers) {
            json.writeStringField(peer.id().value(), peer.address().toString());
        }
        json.writeEndObject();
        json.writeNumberField("interval_ms", heartbeat.interval().toMillis());
        json.writeNumberField("timeout_ms", heartbeat.timeout().toMillis());
        json.writeObjectFieldStart("detection");
        json.writeStringField(DetectionKeys.DETECTOR, detection.deciding().id());
        for (String setting : DetectionKeys.differences(detection)) {
            int equals = setting.indexOf('=');
            json.writeStringField(setting.substring(0, equals), setting.substring(equals + 1));
        }
        json.writeEndObject();
        if (key != null) {
            json.writeStringField("key", Base64.getEncoder().encodeToString(key.reveal()));
        }
        if (token != null) {
            json.writeStringField("token", token.reveal());
        }
        if (parent != null) {
            json.writeNumberField("parent_pid", parent.pid());
            json.writeNumberField("parent_start_ms", parent.start().toEpochMilli());
        }
        json.writeEndObject();
    }

    /**
     * Reads what a launcher wrote; unknown fields are skipped.
     *
     * @throws WireException if it is no JSON, a field is missing or a value is invalid; the text reveals no secret
     */
    public static NodeSettings read(byte[] bytes) throws WireException {
        var fields = new Fields();
        try {
            Json.read(bytes, bytes.length, fields::field);
            return fields.settings();
        } catch (IllegalArgumentException e) {
            throw new WireException(String.valueOf(e.getMessage()));
        }
    }

    private static final class Fields {
        private final List<Member> peers = new ArrayList<>();
        private @Nullable String id;
        private @Nullable String address;
        private @Nullable String cluster;
        private @Nullable Long interval;
        private @Nullable Long timeout;
        private DetectionSettings detection = DetectionSettings.DEFAULT;
        private @Nullable String token;
        private @Nullable String key;
        private @Nullable Long parent;
        private @Nullable Long parentStart;

        void field(String name, JsonParser json) throws IOException, WireException {
            switch (name) {
                case "id" -> id = Json.text(name, json);
                case "address" -> address = Json.text(name, json);
                case "cluster" -> cluster = Json.text(name, json);
                case "peers" -> Json.object(json, name, this::peer);
                case "interval_ms" -> interval = Json.integer(name, json);
                case "timeout_ms" -> timeout = Json.integer(name, json);
                case "detection" -> Json.object(json, name, this::setting);
                case "token" -> token = Json.text(name, json);
                case "key" -> key = Json.text(name, json);
                case "parent_pid" -> parent = Json.integer(name, json);
                case "parent_start_ms" -> parentStart = Json.integer(name, json);
                default -> json.skipChildren();
            }
        }

        private void peer(String name, JsonParser json) throws IOException, WireException {
            Address address = Address.parse(required(name, Json.text(name, json)));
            peers.add(new Member(NodeId.ofMember(name), address));
        }

        private void setting(String name, JsonParser json) throws IOException, WireException {
            String value = required(name, Json.text(name, json));
            detection = name.equals(DetectionKeys.DETECTOR)
                    ? detection.withDeciding(DetectionKeys.detector(value))
                    : DetectionKeys.with(detection, name, value);
        }

        NodeSettings settings() throws WireException {
            var heartbeat = new HeartbeatSettings(
                    Duration.ofMillis(required("interval_ms", interval)),
                    Duration.ofMillis(required("timeout_ms", timeout)));
            return new NodeSettings(
                    new Member(NodeId.ofMember(required("id", id)), Address.parse(required("address", address))),
                    NodeId.name("a cluster's name", required("cluster", cluster)),
                    peers,
                    heartbeat,
                    detection,
                    key == null ? null : ClusterKey.parse(key),
                    new AuthToken(required("token", token)),
                    new Parent(
                            required("parent_pid", parent),
                            Instant.ofEpochMilli(required("parent_start_ms", parentStart))));
        }

        private static <T> T required(String name, @Nullable T value) throws WireException {
            if (value == null) {
                throw new WireException(name + " is missing");
            }
            return value;
        }
    }
}
