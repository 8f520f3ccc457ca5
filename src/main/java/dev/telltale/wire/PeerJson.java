package dev.telltale.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.Evidence;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One peer in the body of {@code GET /status}. */
final class PeerJson {
    private static final int MAX_TEXT_LENGTH = 256;

    private PeerJson() {}

    static void write(JsonGenerator json, PeerReport peer) throws IOException {
        json.writeStartObject();
        json.writeStringField("url", peer.url());
        json.writeStringField("status", peer.status().id());
        Instants.write(json, "last_heartbeat", peer.attempts().lastHeartbeat());
        Instants.write(json, "last_check", peer.attempts().lastCheck());
        Instants.writeExact(json, "since", peer.since());
        if (peer.incarnation() == null) {
            json.writeNullField("incarnation");
        } else {
            json.writeNumberField("incarnation", peer.incarnation());
        }
        json.writeStringField(
                "evidence", peer.evidence() == null ? null : peer.evidence().id());
        Duration roundTrip = peer.attempts().roundTrip();
        if (roundTrip == null) {
            json.writeNullField("rtt_ms");
        } else {
            json.writeNumberField("rtt_ms", Numbers.millis(roundTrip));
        }
        json.writeNumberField("missed", peer.attempts().missed());
        json.writeStringField("error", peer.attempts().error());
        if (peer.attempts().lastEvidence() != null && peer.attempts().lastEvidence() != peer.evidence()) {
            json.writeStringField(
                    "last_evidence", peer.attempts().lastEvidence().id());
        }
        json.writeNumberField("flaps", peer.returns().flaps());
        json.writeNumberField("restarts", peer.returns().restarts());
        if (peer.returns().silence() != null) {
            json.writeNumberField("silent_ms", peer.returns().silence().length().toMillis());
            json.writeNumberField(
                    "starved_ms", peer.returns().silence().starved().toMillis());
        }
        if (!peer.verdicts().isEmpty()) {
            json.writeObjectFieldStart("verdicts");
            for (DetectorVerdict verdict : peer.verdicts()) {
                json.writeFieldName(verdict.detector().id());
                VerdictJson.write(json, verdict);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Also reads a peer of the original demo, which has url, status and timestamps only. */
    static PeerReport read(String id, JsonParser json) throws IOException, WireException {
        var draft = new Draft();
        Json.object(json, "peer " + SafeText.of(id), draft::field);
        return draft.finish(id);
    }

    private static final class Draft {
        private String url = "";
        private @Nullable Status status;
        private @Nullable Instant lastHeartbeat;
        private @Nullable Instant lastCheck;
        private @Nullable Instant since;
        private @Nullable Long incarnation;
        private @Nullable Evidence evidence;
        private @Nullable Evidence lastEvidence;
        private @Nullable Duration roundTrip;
        private int missed;
        private @Nullable String error;
        private int flaps;
        private int restarts;
        private @Nullable Duration silent;
        private @Nullable Duration starved;
        private final List<DetectorVerdict> verdicts = new ArrayList<>();

        void field(String name, JsonParser json) throws IOException, WireException {
            switch (name) {
                case "url" -> {
                    String text = plain(name, json);
                    url = text == null ? "" : text;
                }
                case "status" -> status = status(Json.text(name, json));
                case "last_heartbeat" -> lastHeartbeat = Instants.read(name, json);
                case "last_check" -> lastCheck = Instants.read(name, json);
                case "since" -> since = Instants.read(name, json);
                case "incarnation" -> incarnation = Json.integer(name, json);
                case "evidence" -> evidence = evidence(Json.text(name, json));
                case "last_evidence" -> lastEvidence = evidence(Json.text(name, json));
                case "rtt_ms" -> roundTrip = Numbers.duration(name, json);
                case "missed" -> missed = Numbers.count(name, json);
                case "flaps" -> flaps = Numbers.count(name, json);
                case "restarts" -> restarts = Numbers.count(name, json);
                case "silent_ms" -> silent = Numbers.duration(name, json);
                case "starved_ms" -> starved = Numbers.duration(name, json);
                case "verdicts" ->
                    Json.object(json, name, (word, verdict) -> {
                        Optional<DetectorKind> kind = DetectorKind.parse(word);
                        if (kind.isPresent()) {
                            verdicts.add(VerdictJson.read(kind.get(), verdict));
                        } else {
                            // A detector of a newer version.
                            verdict.skipChildren();
                        }
                    });
                case "error" -> error = plain(name, json);
                default -> json.skipChildren();
            }
        }

        PeerReport finish(String id) throws WireException {
            if (status == null) {
                throw new WireException("peer " + SafeText.of(id) + " has no status");
            }
            return new PeerReport(
                    Json.nodeId("peer", id),
                    url,
                    incarnation,
                    new PeerReport.Current(status, since, evidence),
                    new PeerReport.Attempts(
                            lastHeartbeat,
                            lastCheck,
                            roundTrip,
                            missed,
                            error,
                            lastEvidence == null ? evidence : lastEvidence),
                    new PeerReport.Returns(
                            flaps,
                            restarts,
                            silent == null ? null : new Silence(silent, starved == null ? Duration.ZERO : starved)),
                    verdicts);
        }

        /** An unknown name counts as null, so that reports of newer versions can be read. */
        private static @Nullable Evidence evidence(@Nullable String word) {
            return word == null ? null : Evidence.parse(word).orElse(null);
        }

        private static @Nullable String plain(String name, JsonParser json) throws IOException, WireException {
            String text = Json.text(name, json);
            return text == null ? null : SafeText.plain(text, MAX_TEXT_LENGTH);
        }

        /** Some versions of the original demo write "alive" for up. */
        private static @Nullable Status status(@Nullable String word) throws WireException {
            if (word == null) {
                return null;
            }
            if (word.equals("alive")) {
                return Status.UP;
            }
            return Status.parse(word).orElseThrow(() -> new WireException("unknown status " + SafeText.of(word)));
        }
    }
}
