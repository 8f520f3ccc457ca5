package dev.telltale.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Quoted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One pass over the tokens of a config, which knows the line of everything that it read. */
final class ConfigReader {
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String KEYS = "cluster, heartbeat_interval, heartbeat_timeout, detector, "
            + String.join(", ", DetectionKeys.TUNING) + ", restart, key_file, nodes";

    private final String file;
    private final JsonParser json;

    private String cluster = ClusterConfig.DEFAULT.cluster();
    private DetectionSettings detection = DetectionSettings.DEFAULT;
    private Duration interval = HeartbeatSettings.DEFAULT.interval();
    private Duration timeout = HeartbeatSettings.DEFAULT.timeout();
    private Restart restart = Restart.NEVER;
    private int intervalLine = 1;
    /** 0 while the file has no timeout of its own. */
    private int timeoutLine;

    private @Nullable Path keyFile;

    private final List<Member> nodes = new ArrayList<>();
    private final List<Integer> nodeLines = new ArrayList<>();

    ConfigReader(String file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    ClusterConfig cluster() throws IOException, ConfigException {
        expect(JsonToken.START_OBJECT, "the config", "an object in braces");
        int nodesLine = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "cluster" -> cluster = value(key, text -> NodeId.name("a cluster's name", text));
                case "heartbeat_interval" -> {
                    intervalLine = line();
                    interval = value(key, Durations::parse);
                }
                case "heartbeat_timeout" -> {
                    timeoutLine = line();
                    timeout = value(key, Durations::parse);
                }
                case DetectionKeys.DETECTOR -> {
                    DetectorKind deciding = value(key, DetectionKeys::detector);
                    detection = detection.decidedBy(deciding);
                }
                case "restart" -> restart = value(key, Restart::of);
                case "key_file" -> keyFile = value(key, ConfigReader::path);
                case "nodes" -> {
                    nodesLine = line();
                    nodes();
                }
                default -> {
                    if (!DetectionKeys.TUNING.contains(key)) {
                        throw unknownKey(key, KEYS);
                    }
                    detection = tuned(key);
                }
            }
        }
        if (nodesLine == 0) {
            throw new ConfigException(file + ": nodes is missing; add \"nodes\":[{\"id\":\"node1\",\"port\":8001}]");
        }
        checkNodes(nodesLine);
        return new ClusterConfig(cluster, heartbeat(), detection, nodes, restart, keyFile);
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("found \"\"; name a file, or leave the key out");
        }
        return Path.of(text);
    }

    private void nodes() throws IOException, ConfigException {
        expect(JsonToken.START_ARRAY, "nodes", "a list in square brackets");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            nodeLines.add(line());
            nodes.add(node("nodes[" + nodes.size() + "]"));
        }
    }

    private Member node(String where) throws IOException, ConfigException {
        expect(JsonToken.START_OBJECT, where, "an object like {\"id\":\"node1\",\"port\":8001}");
        int line = line();
        NodeId id = null;
        String host = DEFAULT_HOST;
        Integer port = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            String path = where + "." + key;
            json.nextToken();
            switch (key) {
                case "id" -> id = value(path, NodeId::ofMember);
                case "host" -> host = value(path, text -> new Address(text, 0).host());
                case "port" -> port = port(path);
                default -> throw unknownKey(path, "id, host, port");
            }
        }
        if (id == null || port == null) {
            throw at(line, where, (id == null ? "id" : "port") + " is missing", "a node has an id and a port");
        }
        return new Member(id, new Address(host, port));
    }

    private int port(String path) throws IOException, ConfigException {
        String rule = "a port is a whole number from 1 to 65535, or 0 for any free port";
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw at(line(), path, "found " + found(), rule);
        }
        String digits = json.getText();
        if (digits.length() > 5 || json.getIntValue() < 0 || json.getIntValue() > 65_535) {
            throw at(line(), path, "found " + Quoted.plain(digits, 20), rule);
        }
        return json.getIntValue();
    }

    private void checkNodes(int nodesLine) throws ConfigException {
        if (nodes.isEmpty() || nodes.size() > ClusterConfig.MAX_NODES) {
            throw at(
                    nodesLine,
                    "nodes",
                    "found " + nodes.size() + " nodes",
                    "a cluster has 1 to " + ClusterConfig.MAX_NODES + ", since each asks all others");
        }
        for (int later = 1; later < nodes.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                Member first = nodes.get(earlier);
                Member second = nodes.get(later);
                if (first.id().equals(second.id())) {
                    throw twice(later, earlier, "id", '"' + first.id().value() + '"');
                }
                if (first.address().equals(second.address()) && first.address().port() != 0) {
                    throw twice(
                            later,
                            earlier,
                            "port",
                            String.valueOf(first.address().port()));
                }
            }
        }
    }

    private ConfigException twice(int later, int earlier, String key, String value) {
        return at(
                nodeLines.get(later),
                "nodes[" + later + "]." + key,
                "found " + value + ", which nodes[" + earlier + "] on line " + nodeLines.get(earlier) + " has already",
                "give each node its own");
    }

    private HeartbeatSettings heartbeat() throws ConfigException {
        Duration shortest = HeartbeatSettings.MIN_INTERVAL;
        if (interval.compareTo(shortest) < 0 || interval.compareTo(HeartbeatSettings.MAX_INTERVAL) > 0) {
            throw at(intervalLine, "heartbeat_interval", "found " + Durations.format(interval), "use 10ms to 1h");
        }
        String example = Durations.format(interval.multipliedBy(5).dividedBy(2));
        if (timeoutLine == 0 && timeout.compareTo(interval) <= 0) {
            throw at(
                    intervalLine,
                    "heartbeat_interval",
                    "found " + Durations.format(interval),
                    "use less than heartbeat_timeout (" + Durations.format(timeout)
                            + "), or give heartbeat_timeout too, for example " + example);
        }
        if (timeout.compareTo(interval) <= 0 || timeout.compareTo(HeartbeatSettings.MAX_TIMEOUT) > 0) {
            throw at(
                    timeoutLine,
                    "heartbeat_timeout",
                    "found " + Durations.format(timeout),
                    "use more than heartbeat_interval (" + Durations.format(interval)
                            + ") and at most 24h, for example " + example);
        }
        return new HeartbeatSettings(interval, timeout);
    }

    /** A duration in quotes, or a plain number. */
    private DetectionSettings tuned(String key) throws IOException, ConfigException {
        if (!json.currentToken().isScalarValue()) {
            throw at(line(), key, "found " + found(), "this key takes a number, or a duration in quotes");
        }
        try {
            return DetectionKeys.with(detection, key, json.getText());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(where(line(), key) + ": " + e.getMessage());
        }
    }

    private <T> T value(String path, Function<String, T> reader) throws IOException, ConfigException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw at(line(), path, "found " + found(), "this key takes a text in quotes");
        }
        try {
            return reader.apply(json.getText());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(where(line(), path) + ": " + e.getMessage());
        }
    }

    private void expect(JsonToken token, String path, String wanted) throws IOException, ConfigException {
        if (json.currentToken() != token) {
            throw at(line(), path, "found " + found(), "it must be " + wanted);
        }
    }

    private ConfigException unknownKey(String path, String known) {
        return at(line(), Quoted.plain(path, 80), "this key is unknown", "the keys here are " + known);
    }

    private ConfigException at(int line, String path, String found, String right) {
        return new ConfigException(where(line, path) + ": " + found + "; " + right);
    }

    private String where(int line, String path) {
        return file + ", line " + line + ", " + path;
    }

    private int line() {
        return json.currentTokenLocation().getLineNr();
    }

    private String found() throws IOException {
        @Nullable String text = json.currentToken().isScalarValue() ? json.getText() : null;
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> Quoted.of(String.valueOf(text));
            default -> Quoted.plain(String.valueOf(text), 20);
        };
    }
}
