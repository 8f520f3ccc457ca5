package dev.telltale.wire;

import dev.telltale.model.Heartbeat;
import dev.telltale.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /heartbeat}: the fields of the original demo, plus incarnation, PID and CPU starvation of the
 * node.
 */
public final class HeartbeatJson {
    private static final String ALIVE = "alive";
    private static final String LEAVING = "leaving";

    private HeartbeatJson() {}

    public static byte[] write(Heartbeat heartbeat) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("node_id", heartbeat.nodeId().value());
            json.writeStringField("status", heartbeat.leaving() ? LEAVING : ALIVE);
            Instants.write(json, "timestamp", heartbeat.timestamp());
            if (heartbeat.incarnation() != null) {
                json.writeNumberField("incarnation", heartbeat.incarnation());
            }
            if (heartbeat.pid() != null) {
                json.writeNumberField("pid", heartbeat.pid());
            }
            if (heartbeat.starved() != null) {
                json.writeNumberField("starved_ms", heartbeat.starved().toMillis());
            }
            json.writeEndObject();
        });
    }

    public static Heartbeat read(byte[] bytes, int length) throws WireException {
        var draft = new Draft();
        Json.read(bytes, length, (name, json) -> {
            switch (name) {
                case "node_id" -> draft.nodeId = Json.text(name, json);
                case "status" -> draft.status = Json.text(name, json);
                case "timestamp" -> draft.timestamp = Instants.read(name, json);
                case "incarnation" -> draft.incarnation = Json.integer(name, json);
                case "pid" -> draft.pid = Json.integer(name, json);
                case "starved_ms" -> draft.starved = Numbers.duration(name, json);
                default -> json.skipChildren();
            }
        });
        return draft.finish();
    }

    private static final class Draft {
        @Nullable
        String nodeId;

        @Nullable
        String status;

        @Nullable
        Instant timestamp;

        @Nullable
        Long incarnation;

        @Nullable
        Long pid;

        @Nullable
        Duration starved;

        Heartbeat finish() throws WireException {
            boolean isLeaving = LEAVING.equals(status);
            if (status != null && !status.equals(ALIVE) && !isLeaving) {
                throw new WireException("status is " + SafeText.of(status) + ", not \"" + ALIVE + '"');
            }
            return new Heartbeat(Json.nodeId("node_id", nodeId), isLeaving, timestamp, incarnation, pid, starved);
        }
    }
}
