package dev.telltale.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One detector's verdict on a peer in the body of {@code GET /status}. */
final class VerdictJson {
    /** Phi grows without bound and JSON has no infinity; larger values carry no further information. */
    private static final double MAX_LEVEL = 1_000;

    private static final int MAX_CONFIRMATIONS = 64;

    private VerdictJson() {}

    static void write(JsonGenerator json, DetectorVerdict verdict) throws IOException {
        json.writeStartObject();
        json.writeStringField("status", verdict.status().id());
        Instants.writeExact(json, "since", verdict.since());
        if (verdict.evidence() != null) {
            json.writeStringField("evidence", verdict.evidence().id());
        }
        if (verdict.level() != null) {
            json.writeNumberField("level", Math.round(Math.min(MAX_LEVEL, verdict.level()) * 1e3) / 1e3);
        }
        Status next = verdict.next();
        Duration nextIn = verdict.nextIn();
        if (next != null && nextIn != null) {
            json.writeStringField("next", next.id());
            json.writeNumberField("next_ms", Numbers.millis(nextIn));
        }
        if (!verdict.confirmedBy().isEmpty()) {
            json.writeArrayFieldStart("confirmed_by");
            for (NodeId node : verdict.confirmedBy()) {
                json.writeString(node.value());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    static DetectorVerdict read(DetectorKind kind, JsonParser json) throws IOException, WireException {
        var draft = new Draft();
        Json.object(json, "the verdict of " + kind.id(), draft::field);
        return draft.finish(kind);
    }

    private static final class Draft {
        private @Nullable Status status;
        private @Nullable Instant since;
        private @Nullable Evidence evidence;
        private @Nullable Double level;
        private @Nullable Status next;
        private @Nullable Duration nextIn;
        private final List<NodeId> confirmedBy = new ArrayList<>();

        void field(String name, JsonParser json) throws IOException, WireException {
            switch (name) {
                case "status" -> status = status(Json.text(name, json));
                case "since" -> since = Instants.read(name, json);
                case "evidence" -> {
                    String word = Json.text(name, json);
                    evidence = word == null ? null : Evidence.parse(word).orElse(null);
                }
                case "level" -> level = Json.number(name, json);
                case "next" -> next = status(Json.text(name, json));
                case "next_ms" -> nextIn = Numbers.duration(name, json);
                case "confirmed_by" -> names(json);
                default -> json.skipChildren();
            }
        }

        private void names(JsonParser json) throws IOException, WireException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw Json.wrong("confirmed_by", "a list", json);
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (confirmedBy.size() == MAX_CONFIRMATIONS) {
                    throw new WireException("confirmed_by has more than " + MAX_CONFIRMATIONS + " names");
                }
                confirmedBy.add(Json.nodeId("confirmed_by", Json.text("confirmed_by", json)));
            }
        }

        private static @Nullable Status status(@Nullable String word) throws WireException {
            return word == null
                    ? null
                    : Status.parse(word).orElseThrow(() -> new WireException("unknown status " + SafeText.of(word)));
        }

        DetectorVerdict finish(DetectorKind kind) throws WireException {
            if (status == null) {
                throw new WireException("the verdict of " + kind.id() + " has no status");
            }
            if ((next == null) != (nextIn == null)) {
                throw new WireException(
                        "the verdict of " + kind.id() + " has next without next_ms or next_ms without next");
            }
            return new DetectorVerdict(kind, status, since, evidence, level, next, nextIn, confirmedBy);
        }
    }
}
