package dev.telltale.recording;

import com.fasterxml.jackson.core.JsonParser;
import dev.telltale.config.DetectionKeys;
import dev.telltale.fault.Fault;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.text.SafeText;
import dev.telltale.time.ClockReading;
import dev.telltale.time.WallMicros;
import dev.telltale.wire.FaultJson;
import dev.telltale.wire.Instants;
import dev.telltale.wire.Json;
import dev.telltale.wire.WireException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one JSON line of a recording; unknown fields are skipped, unknown kinds and words are refused. Pure. */
final class EventReader {
    private static final int MAX_MEMBERS = 200;
    private static final int MICROS = 1_000;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Instant> times = new HashMap<>();
    private final List<Member> members = new ArrayList<>();
    private DetectionSettings detection = DetectionSettings.DEFAULT;
    private boolean isRestart;
    private @Nullable Fault fault;

    private EventReader() {}

    /** @throws WireException with one sentence, also for a format version that this program does not know */
    static RecordedEvent read(byte[] line, int length) throws WireException {
        var reader = new EventReader();
        try {
            Json.readLine(line, length, reader::field);
            return reader.event();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new WireException(String.valueOf(e.getMessage()));
        }
    }

    private void field(String name, JsonParser json) throws IOException, WireException {
        switch (name) {
            case "at", "until" -> put(times, name, Instants.read(name, json));
            case "version", "interval_ms", "timeout_ms", "flaps", "silence_us", "starved_us", "pid", "code" ->
                put(numbers, name, Json.integer(name, json));
            case "detection" -> Json.object(json, name, this::setting);
            case "nodes" -> Json.object(json, name, this::member);
            case "restarted" -> isRestart = json.getBooleanValue();
            case "fault" -> fault = FaultJson.read(json, Instant.EPOCH);
            default -> {
                if (json.currentToken().isScalarValue()) {
                    put(texts, name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    private static <T> void put(Map<String, T> values, String name, @Nullable T value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private void setting(String name, JsonParser json) throws IOException {
        detection = name.equals(DetectionKeys.DETECTOR)
                ? detection.withDeciding(DetectionKeys.detector(json.getText()))
                : DetectionKeys.with(detection, name, json.getText());
    }

    private void member(String name, JsonParser json) throws IOException, WireException {
        if (members.size() == MAX_MEMBERS) {
            throw new WireException("there are more than " + MAX_MEMBERS + " nodes");
        }
        members.add(new Member(NodeId.ofMember(name), Address.parse(json.getText())));
    }

    private RecordedEvent event() throws WireException {
        String kind = text("kind");
        return switch (kind) {
            case "settings" -> new RecordedEvent.Settings(info());
            case "status" -> new RecordedEvent.StatusChanged(transition());
            case "verdict" -> new RecordedEvent.VerdictChanged(verdict());
            case "process" -> new RecordedEvent.ProcessChanged(process());
            case "fault" -> new RecordedEvent.FaultChanged(fault());
            case "gap" -> gap();
            default ->
                throw new WireException(
                        "there is no kind " + SafeText.of(kind) + " in format version " + EventWriter.VERSION);
        };
    }

    private RecordingInfo info() throws WireException {
        if (!EventWriter.FORMAT.equals(texts.get("format"))) {
            throw new WireException("it is not a Telltale recording");
        }
        long version = number("version");
        if (version != EventWriter.VERSION) {
            throw new WireException("it has format version " + version + ", but this Telltale reads version "
                    + EventWriter.VERSION + "; use the version of Telltale that recorded it");
        }
        var heartbeat = new HeartbeatSettings(
                Duration.ofMillis(number("interval_ms")), Duration.ofMillis(number("timeout_ms")));
        return new RecordingInfo(
                time("at"), NodeId.name("a cluster's name", text("cluster")), heartbeat, detection, members);
    }

    private Transition transition() throws WireException {
        String evidence = texts.get("evidence");
        return new Transition(
                time("at"),
                node("observer"),
                node("subject"),
                word("from", Status::parse),
                word("to", Status::parse),
                evidence == null ? null : word("evidence", Evidence::parse),
                texts.get("error"),
                new Transition.Return(
                        isRestart, numbers.getOrDefault("flaps", 0L).intValue(), silence()));
    }

    private VerdictChange verdict() throws WireException {
        return new VerdictChange(
                time("at"),
                node("observer"),
                node("subject"),
                word("detector", DetectorKind::parse),
                word("from", Status::parse),
                word("to", Status::parse),
                silence());
    }

    private ProcessEvent process() throws WireException {
        Long code = numbers.get("code");
        return new ProcessEvent(
                word("event", word -> constant(ProcessEvent.Kind.values(), word)),
                node("node"),
                number("pid"),
                reading(time("at")),
                code == null ? null : code.intValue(),
                origin("origin"));
    }

    private FaultInterval fault() throws WireException {
        if (fault == null) {
            throw missing("fault");
        }
        Instant until = times.get("until");
        return new FaultInterval(
                fault,
                reading(time("at")),
                until == null ? null : reading(until),
                origin("made_by"),
                texts.get("healed_by") == null ? null : origin("healed_by"));
    }

    private RecordedEvent.Gap gap() throws WireException {
        return new RecordedEvent.Gap(
                word("reason", RecordedEvent.Gap.Reason::parse),
                texts.get("node") == null ? null : node("node"),
                time("at"),
                time("until"),
                texts.getOrDefault("detail", ""));
    }

    private @Nullable Silence silence() {
        Long length = numbers.get("silence_us");
        return length == null
                ? null
                : new Silence(
                        Duration.of(length, ChronoUnit.MICROS),
                        Duration.of(numbers.getOrDefault("starved_us", 0L), ChronoUnit.MICROS));
    }

    private Origin origin(String name) throws WireException {
        return word(name, word -> constant(Origin.values(), word));
    }

    private static <T extends Enum<T>> Optional<T> constant(T[] values, String word) {
        for (T value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private <T> T word(String name, Function<String, Optional<T>> parser) throws WireException {
        String word = text(name);
        return parser.apply(word)
                .orElseThrow(() -> new WireException(name + " is " + SafeText.of(word) + ", which is not known"));
    }

    private NodeId node(String name) throws WireException {
        return Json.nodeId(name, texts.get(name));
    }

    private String text(String name) throws WireException {
        return required(name, texts);
    }

    private long number(String name) throws WireException {
        return required(name, numbers);
    }

    private Instant time(String name) throws WireException {
        return required(name, times);
    }

    private static <T> T required(String name, Map<String, T> values) throws WireException {
        T value = values.get(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private static WireException missing(String name) {
        return new WireException(name + " is missing");
    }

    /** Monotonic time that counts from 1970, so that durations within a recording are right. */
    private static ClockReading reading(Instant wall) {
        return new ClockReading(WallMicros.of(wall) * MICROS, wall);
    }
}
