package dev.telltale.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultSettings;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.NodeFault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A fault as JSON, {@code {"id":"cut-1","author":"panel-4711","since":"...","lease_ms":10000,"kind":"cut",
 * "links":[["node1","node2"]]}}, and a list of them as {@code {"faults":[...]}}.
 */
public final class FaultJson {
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

    /** {@code {"healed":1}}: the number of faults that were ended. */
    public static byte[] writeHealed(int healed) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeNumberField("healed", healed);
            json.writeEndObject();
        });
    }

    /** Writes one fault as a value. */
    public static void write(Fault fault, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", fault.id().value());
        json.writeStringField("author", fault.author());
        Instants.writeExact(json, "since", fault.since());
        json.writeNumberField("lease_ms", fault.lease().toMillis());
        FaultType effect = fault.effect();
        json.writeStringField("kind", effect.id());
        if (effect instanceof NodeFault onNode) {
            json.writeStringField("node", onNode.node().value());
        } else {
            json.writeArrayFieldStart("links");
            for (Link link : effect.links()) {
                json.writeStartArray();
                json.writeString(link.observer().value());
                json.writeString(link.subject().value());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        effect.writeTo(new Settings(json));
        json.writeEndObject();
    }

    private record Settings(JsonGenerator json) implements FaultSettings<IOException> {
        @Override
        public void delay(Duration delay, Duration jitter) throws IOException {
            json.writeNumberField("delay_ms", delay.toMillis());
            json.writeNumberField("jitter_ms", jitter.toMillis());
        }

        @Override
        public void share(double share) throws IOException {
            json.writeNumberField("share", share);
        }

        @Override
        public void garbage(boolean isGarbage) throws IOException {
            json.writeStringField("answer", isGarbage ? "garbage" : "500");
        }

        @Override
        public void broken(Endpoint endpoint) throws IOException {
            json.writeStringField("broken", endpoint.id());
        }

        @Override
        public void ahead(Duration ahead) throws IOException {
            json.writeNumberField("ahead_ms", ahead.toMillis());
        }
    }

    /**
     * Reads one fault.
     *
     * @param now its start time if the JSON has none
     */
    public static Fault read(byte[] bytes, int length, Instant now) throws WireException {
        var draft = new FaultDraft();
        Json.read(bytes, length, draft::field);
        return draft.fault(now);
    }

    /**
     * Reads a list of faults.
     *
     * @param now the start time of those for which the JSON has none
     */
    public static List<Fault> readAll(byte[] bytes, int length, Instant now) throws WireException {
        List<Fault> faults = new ArrayList<>();
        Json.read(bytes, length, (name, json) -> {
            if (name.equals("faults") && json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    faults.add(read(json, now));
                }
            } else {
                json.skipChildren();
            }
        });
        return faults;
    }

    /**
     * Reads the fault at the current token.
     *
     * @param now its start time if the JSON has none
     */
    public static Fault read(JsonParser json, Instant now) throws IOException, WireException {
        var draft = new FaultDraft();
        Json.object(json, "a fault", draft::field);
        return draft.fault(now);
    }
}
