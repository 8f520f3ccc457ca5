package dev.telltale.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A fault as {@code {"id":"cut-1","author":"panel-4711","since":"...","lease_ms":10000,"kind":"cut",
 * "links":[["node1","node2"]]}}, and many as {@code {"faults":[...]}}.
 */
public final class FaultJson {
    /** The error of a node that allows no faults, with status 403. */
    public static final String NOT_ALLOWED = "this node does not let itself be broken";

    private FaultJson() {}

    public static byte[] write(Fault fault) {
        return Json.write(json -> write(fault, json));
    }

    public static byte[] write(List<Fault> faults) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("faults");
            for (Fault fault : faults) {
                write(fault, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** {@code {"healed":1}}: how many there were to heal. */
    public static byte[] writeHealed(int healed) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeNumberField("healed", healed);
            json.writeEndObject();
        });
    }

    private static void write(Fault fault, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", fault.id().value());
        json.writeStringField("author", fault.author());
        Instants.writeExact(json, "since", fault.since());
        json.writeNumberField("lease_ms", fault.lease().toMillis());
        FaultType effect = fault.effect();
        json.writeStringField("kind", effect.word());
        if (effect instanceof FaultType.OnLinks onLinks) {
            json.writeArrayFieldStart("links");
            for (Link link : onLinks.links()) {
                json.writeStartArray();
                json.writeString(link.observer().value());
                json.writeString(link.subject().value());
                json.writeEndArray();
            }
            json.writeEndArray();
        } else if (effect instanceof FaultType.OnNode onNode) {
            json.writeStringField("node", onNode.node().value());
        }
        details(effect, json);
        json.writeEndObject();
    }

    private static void details(FaultType effect, JsonGenerator json) throws IOException {
        if (effect instanceof FaultType.Delay delay) {
            times(delay.delay(), delay.jitter(), json);
        } else if (effect instanceof FaultType.Slow slow) {
            times(slow.delay(), slow.jitter(), json);
        } else if (effect instanceof FaultType.Drop drop) {
            json.writeNumberField("share", drop.share());
        } else if (effect instanceof FaultType.Fail error) {
            json.writeStringField("answer", error.isGarbage() ? "garbage" : "500");
        } else if (effect instanceof FaultType.Gray gray) {
            json.writeStringField("broken", gray.broken().word());
        } else if (effect instanceof FaultType.Skew skew) {
            json.writeNumberField("ahead_ms", skew.ahead().toMillis());
        }
    }

    private static void times(Duration delay, Duration jitter, JsonGenerator json) throws IOException {
        json.writeNumberField("delay_ms", delay.toMillis());
        json.writeNumberField("jitter_ms", jitter.toMillis());
    }

    /**
     * Reads one.
     *
     * @param now its start, where the text does not tell one
     */
    public static Fault read(byte[] bytes, int length, Instant now) throws WireException {
        var draft = new FaultDraft();
        Json.read(bytes, length, draft::take);
        return draft.fault(now);
    }

    /**
     * Reads a list.
     *
     * @param now the start of those that do not tell one
     */
    public static List<Fault> readAll(byte[] bytes, int length, Instant now) throws WireException {
        List<Fault> faults = new ArrayList<>();
        Json.read(bytes, length, (name, json) -> {
            if (name.equals("faults") && json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    var draft = new FaultDraft();
                    Json.object(json, "a fault", draft::take);
                    faults.add(draft.fault(now));
                }
            } else {
                json.skipChildren();
            }
        });
        return faults;
    }
}
