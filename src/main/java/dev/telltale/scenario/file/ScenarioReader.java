package dev.telltale.scenario.file;

import dev.telltale.config.ConfigException;
import dev.telltale.config.DetectionKeys;
import dev.telltale.config.JsonFile;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Expectation;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.ScenarioException;
import dev.telltale.scenario.Step;
import dev.telltale.text.Durations;
import dev.telltale.text.SafeText;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a scenario file. Reports all problems of a file at once, each with its line. */
public final class ScenarioReader {
    private static final String EXAMPLE = "the smallest scenario is {\"name\":\"quiet\",\"nodes\":3,\"end\":\"5s\"}";
    private static final int MAX_TITLE_LENGTH = 120;
    private static final int MAX_TEXT_LENGTH = 4_000;
    private static final Duration MIN_DURATION = Duration.ofMillis(1);

    private final List<String> problems = new ArrayList<>();
    private final JsonObjectReader fields;

    private ScenarioReader(String file, LocatedJson root) {
        fields = new JsonObjectReader(file, "", root, problems);
    }

    /**
     * Reads and checks the file.
     *
     * @throws ScenarioException when its content cannot be used
     * @throws NoSuchFileException when it is not there
     * @throws java.io.UncheckedIOException when it cannot be read
     */
    public static Scenario read(Path file) throws ScenarioException, NoSuchFileException {
        try {
            return parse(file.toString(), JsonFile.bytes(file, "a scenario"));
        } catch (ConfigException e) {
            throw new ScenarioException(List.of(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Parses the content of a scenario file.
     *
     * @param name the name of the file in error messages
     * @throws ScenarioException if the content is invalid
     */
    public static Scenario parse(String name, byte[] bytes) throws ScenarioException {
        ScenarioReader reader;
        try {
            reader = new ScenarioReader(name, JsonFile.parse(name, bytes, EXAMPLE, LocatedJson::read));
        } catch (ConfigException e) {
            throw new ScenarioException(List.of(String.valueOf(e.getMessage())));
        }
        Scenario scenario = reader.scenario();
        if (scenario == null || !reader.problems.isEmpty()) {
            throw new ScenarioException(reader.problems);
        }
        return scenario;
    }

    private @Nullable Scenario scenario() {
        String name = required(
                "name",
                "\"name\":\"one-way-cut\"",
                fields.text("name", text -> NodeId.name("a scenario's name", text)));
        String title = fields.text("title", text -> plain(text, MAX_TITLE_LENGTH));
        String description = fields.text("teaches", text -> {
            plain(text.replace('\n', ' '), MAX_TEXT_LENGTH);
            return text;
        });
        Integer nodes = required("nodes", "\"nodes\":3", fields.whole("nodes", Scenario.MIN_NODES, Scenario.MAX_NODES));
        Duration end = required("end", "\"end\":\"10s\"", fields.duration("end", MIN_DURATION, Scenario.MAX_DURATION));
        JsonObjectReader settings = fields.object("settings");
        HeartbeatSettings heartbeat = settings == null ? HeartbeatSettings.DEFAULT : heartbeat(settings);
        DetectionSettings detection = settings == null ? DetectionSettings.DEFAULT : detection(settings);
        if (settings != null) {
            settings.end();
        }
        // Reading continues with the widest limits, to report all problems that do not depend on these values.
        var names = new NodeNameParser(Scenario.ids(nodes == null ? Scenario.MAX_NODES : nodes));
        Duration effectiveEnd = end == null ? Scenario.MAX_DURATION : end;
        List<@Nullable Step> steps = new ArrayList<>();
        for (JsonObjectReader step : fields.objects("steps", Scenario.MAX_STEPS)) {
            steps.add(new StepReader(step, names, effectiveEnd, steps).read());
        }
        List<@Nullable Expectation> expectations = new ArrayList<>();
        for (JsonObjectReader expectation : fields.objects("expect", Scenario.MAX_EXPECTATIONS)) {
            expectations.add(new ExpectationReader(expectation, names, effectiveEnd, steps).read());
        }
        fields.end();
        if (!problems.isEmpty() || name == null || nodes == null || end == null || heartbeat == null) {
            return null;
        }
        return new Scenario(
                name,
                title == null ? "" : title,
                description == null ? "" : description,
                nodes,
                heartbeat,
                detection,
                steps.stream().filter(Objects::nonNull).toList(),
                expectations.stream().filter(Objects::nonNull).toList(),
                end);
    }

    private <T> @Nullable T required(String key, String example, @Nullable T value) {
        if (value == null && !fields.has(key)) {
            fields.problem(key + " is missing; add " + example);
        }
        return value;
    }

    private static String plain(String text, int maxLength) {
        if (text.length() > maxLength) {
            throw new IllegalArgumentException("found " + text.length() + " characters; use at most " + maxLength);
        }
        if (!SafeText.isPlain(text)) {
            throw new IllegalArgumentException("found " + SafeText.of(text)
                    + " with a line break, control character or mark of text direction at each ?;" + " remove it");
        }
        return text;
    }

    private @Nullable HeartbeatSettings heartbeat(JsonObjectReader settings) {
        HeartbeatSettings defaults = HeartbeatSettings.DEFAULT;
        Duration interval =
                settings.duration("heartbeat_interval", HeartbeatSettings.MIN_INTERVAL, HeartbeatSettings.MAX_INTERVAL);
        Duration timeout = settings.duration("heartbeat_timeout", MIN_DURATION, HeartbeatSettings.MAX_TIMEOUT);
        Duration effectiveInterval = interval == null ? defaults.interval() : interval;
        Duration effectiveTimeout = timeout == null ? defaults.timeout() : timeout;
        if (effectiveTimeout.compareTo(effectiveInterval) <= 0) {
            settings.problem(
                    "heartbeat_timeout",
                    "found " + Durations.format(effectiveTimeout) + "; use more than heartbeat_interval ("
                            + Durations.format(effectiveInterval) + "), for example "
                            + Durations.format(effectiveInterval.multipliedBy(5).dividedBy(2)));
            return null;
        }
        return new HeartbeatSettings(effectiveInterval, effectiveTimeout);
    }

    private DetectionSettings detection(JsonObjectReader settings) {
        DetectorKind deciding = settings.text(DetectionKeys.DETECTOR, DetectionKeys::detector);
        DetectionSettings detection = DetectionSettings.DEFAULT;
        if (deciding != null) {
            detection = detection.withDeciding(deciding);
        }
        for (String key : DetectionKeys.TUNING) {
            LocatedJson value = settings.get(key);
            if (value != null) {
                try {
                    detection = DetectionKeys.with(detection, key, scalar(value));
                } catch (IllegalArgumentException e) {
                    settings.problem(key, String.valueOf(e.getMessage()));
                }
            }
        }
        return detection;
    }

    private static String scalar(LocatedJson value) {
        if (value.kind() == LocatedJson.Kind.OBJECT || value.kind() == LocatedJson.Kind.LIST) {
            throw new IllegalArgumentException(
                    "found " + SafeText.plain(value.text(), 20) + "; this key takes a number, or a duration in quotes");
        }
        return value.text();
    }
}
