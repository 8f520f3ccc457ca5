package dev.telltale.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.telltale.config.DetectionKeys;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Silence;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.wire.FaultJson;
import dev.telltale.wire.Instants;
import dev.telltale.wire.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the JSON lines of a recording; {@link EventReader} reads them. Pure. */
final class EventWriter implements RecordedEvent.Cases<JsonGenerator, IOException> {
    static final String FORMAT = "telltale-recording";
    static final int VERSION = 1;

    private final JsonGenerator json;

    private EventWriter(JsonGenerator json) {
        this.json = json;
    }

    /** The event as one line in UTF-8, with its line end. */
    static byte[] line(RecordedEvent event) {
        return Json.write(json -> {
            json.writeStartObject();
            event.match(new EventWriter(json));
            json.writeEndObject();
            json.writeRaw('\n');
        });
    }

    /** How all lines of this kind begin; no others do. */
    static byte[] head(String kind) {
        return ("{\"kind\":\"" + kind + '"').getBytes(UTF_8);
    }

    @Override
    public JsonGenerator settings(RecordingInfo info) throws IOException {
        json.writeStringField("kind", "settings");
        json.writeStringField("format", FORMAT);
        json.writeNumberField("version", VERSION);
        at(info.begin());
        json.writeStringField("cluster", info.cluster());
        json.writeNumberField("interval_ms", info.heartbeat().interval().toMillis());
        json.writeNumberField("timeout_ms", info.heartbeat().timeout().toMillis());
        json.writeObjectFieldStart("detection");
        json.writeStringField(
                DetectionKeys.DETECTOR, info.detection().deciding().id());
        for (String setting : DetectionKeys.differences(info.detection())) {
            int equals = setting.indexOf('=');
            json.writeStringField(setting.substring(0, equals), setting.substring(equals + 1));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("nodes");
        for (Member member : info.members()) {
            json.writeStringField(member.id().value(), member.address().toString());
        }
        json.writeEndObject();
        return json;
    }

    @Override
    public JsonGenerator status(Transition change) throws IOException {
        json.writeStringField("kind", "status");
        at(change.at());
        cell(change.observer(), change.subject());
        json.writeStringField("from", change.from().id());
        json.writeStringField("to", change.to().id());
        if (change.evidence() != null) {
            json.writeStringField("evidence", change.evidence().id());
        }
        if (change.error() != null) {
            json.writeStringField("error", change.error());
        }
        if (change.returned().isRestart()) {
            json.writeBooleanField("restarted", true);
        }
        if (change.returned().flaps() > 0) {
            json.writeNumberField("flaps", change.returned().flaps());
        }
        silence(change.returned().silence());
        return json;
    }

    @Override
    public JsonGenerator verdict(VerdictChange change) throws IOException {
        json.writeStringField("kind", "verdict");
        at(change.at());
        cell(change.observer(), change.subject());
        json.writeStringField("detector", change.detector().id());
        json.writeStringField("from", change.from().id());
        json.writeStringField("to", change.to().id());
        silence(change.silence());
        return json;
    }

    @Override
    public JsonGenerator process(ProcessEvent event) throws IOException {
        json.writeStringField("kind", "process");
        at(event.at().wall());
        json.writeStringField("node", event.node().value());
        json.writeStringField("event", word(event.kind()));
        json.writeNumberField("pid", event.pid());
        if (event.code() != null) {
            json.writeNumberField("code", event.code());
        }
        json.writeStringField("origin", word(event.origin()));
        return json;
    }

    @Override
    public JsonGenerator fault(FaultInterval interval) throws IOException {
        json.writeStringField("kind", "fault");
        at(interval.from().wall());
        if (interval.until() != null) {
            Instants.writeExact(json, "until", interval.until().wall());
        }
        json.writeStringField("made_by", word(interval.madeBy()));
        if (interval.healedBy() != null) {
            json.writeStringField("healed_by", word(interval.healedBy()));
        }
        json.writeFieldName("fault");
        FaultJson.write(interval.fault(), json);
        return json;
    }

    @Override
    public JsonGenerator gap(Gap gap) throws IOException {
        json.writeStringField("kind", "gap");
        at(gap.from());
        Instants.writeExact(json, "until", gap.until());
        json.writeStringField("reason", gap.reason().id());
        if (gap.node() != null) {
            json.writeStringField("node", gap.node().value());
        }
        if (!gap.detail().isEmpty()) {
            json.writeStringField("detail", gap.detail());
        }
        return json;
    }

    private void at(Instant instant) throws IOException {
        Instants.writeExact(json, "at", instant);
    }

    private void cell(NodeId observer, NodeId subject) throws IOException {
        json.writeStringField("observer", observer.value());
        json.writeStringField("subject", subject.value());
    }

    private void silence(@Nullable Silence silence) throws IOException {
        if (silence != null) {
            json.writeNumberField("silence_us", silence.length().toNanos() / 1_000);
            json.writeNumberField("starved_us", silence.starved().toNanos() / 1_000);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
