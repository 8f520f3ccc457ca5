package dev.telltale.scenario.file;

import dev.telltale.config.ConfigException;
import dev.telltale.config.DetectionKeys;
import dev.telltale.config.JsonFile;
import dev.telltale.model.DetectionSettings;
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

    private ScenarioReader() {}

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
            throw new ScenarioException(e.problems());
        }
    }

    /**
     * Parses the content of a scenario file.
     *
     * @param name the name of the file in error messages
     * @throws ScenarioException if the content is invalid
     */
    public static Scenario parse(String name, byte[] bytes) throws ScenarioException {
        try {
            JsonDocument document = JsonFile.parse(name, bytes, EXAMPLE, json -> new JsonDocument(name, json));
            return scenario(document);
        } catch (ConfigException e) {
            throw new ScenarioException(e.problems());
        }
    }

    private static Scenario scenario(JsonDocument document) throws ConfigException {
        var object = new JsonObject(document, "", document.root());
        object.require("name", "add \"name\":\"one-way-cut\"");
        String name = object.text("name", text -> NodeId.name("a scenario's name", text), "");
        String title = object.text("title", text -> plain(text, MAX_TITLE_LENGTH), "");
        String description = object.text(
                "description",
                text -> {
                    plain(text.replace('\n', ' '), MAX_TEXT_LENGTH);
                    return text;
                },
                "");
        int order = object.whole("order", 1, Scenario.MAX_ORDER, 0);
        // Reading continues with the widest limits, to report all problems that do not depend on these values.
        object.require("nodes", "add \"nodes\":3");
        int nodes = object.whole("nodes", Scenario.MIN_NODES, Scenario.MAX_NODES, Scenario.MAX_NODES);
        object.require("end", "add \"end\":\"10s\"");
        Duration end = object.duration("end", MIN_DURATION, Scenario.MAX_DURATION, Scenario.MAX_DURATION);
        JsonObject settings = object.object("settings");
        HeartbeatSettings heartbeat = heartbeat(settings);
        DetectionSettings detection = detection(settings);
        settings.end();
        var names = new NodeNameParser(Scenario.ids(nodes));
        List<@Nullable Step> steps = new ArrayList<>();
        for (JsonObject step : object.objects("steps", Scenario.MAX_STEPS)) {
            steps.add(new StepReader(step, names, end, steps).read());
        }
        List<Expectation> expectations = new ArrayList<>();
        for (JsonObject expectation : object.objects("expect", Scenario.MAX_EXPECTATIONS)) {
            expectations.add(new ExpectationReader(expectation, names, end, steps).read());
        }
        object.end();
        document.errors().check();
        return new Scenario(
                name,
                title,
                description,
                order,
                nodes,
                heartbeat,
                detection,
                steps.stream().map(Objects::requireNonNull).toList(),
                expectations,
                end);
    }

    private static String plain(String text, int maxLength) {
        if (text.length() > maxLength) {
            throw new IllegalArgumentException("found " + text.length() + " characters; use at most " + maxLength);
        }
        if (!SafeText.isPlain(text)) {
            throw new IllegalArgumentException("found " + SafeText.of(text)
                    + " with a line break, control character or mark of text direction at each ?; remove it");
        }
        return text;
    }

    private static HeartbeatSettings heartbeat(JsonObject settings) {
        HeartbeatSettings defaults = HeartbeatSettings.DEFAULT;
        Duration interval = settings.duration(
                "heartbeat_interval",
                HeartbeatSettings.MIN_INTERVAL,
                HeartbeatSettings.MAX_INTERVAL,
                defaults.interval());
        Duration timeout =
                settings.duration("heartbeat_timeout", MIN_DURATION, HeartbeatSettings.MAX_TIMEOUT, defaults.timeout());
        if (timeout.compareTo(interval) > 0) {
            return new HeartbeatSettings(interval, timeout);
        }
        settings.problem(
                "heartbeat_timeout",
                "found " + Durations.format(timeout) + "; use more than heartbeat_interval ("
                        + Durations.format(interval) + "), for example "
                        + Durations.format(interval.multipliedBy(5).dividedBy(2)));
        return defaults;
    }

    private static DetectionSettings detection(JsonObject settings) {
        DetectionSettings detection = DetectionSettings.DEFAULT.withDeciding(
                settings.text(DetectionKeys.DETECTOR, DetectionKeys::detector, DetectionSettings.DEFAULT.deciding()));
        for (String key : DetectionKeys.TUNING) {
            DetectionSettings before = detection;
            detection = settings.scalar(key, value -> DetectionKeys.with(before, key, value), before);
        }
        return detection;
    }
}
