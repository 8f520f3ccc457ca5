package dev.telltale.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.text.Durations;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a config in one pass over its tokens, and reports all errors with their lines. */
final class ConfigReader {
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String KEYS = "cluster, heartbeat_interval, heartbeat_timeout, detector, "
            + String.join(", ", DetectionKeys.TUNING) + ", restart, key_file, nodes";

    private final JsonParser json;
    private final FileErrors errors;
    private final ConfigTokens tokens;

    private String cluster = ClusterConfig.DEFAULT.cluster();
    private DetectionSettings detection = DetectionSettings.DEFAULT;
    private @Nullable Duration interval = HeartbeatSettings.DEFAULT.interval();
    private @Nullable Duration timeout = HeartbeatSettings.DEFAULT.timeout();
    private RestartPolicy restart = RestartPolicy.NEVER;
    private int intervalLine = 1;
    /** 0 if the file does not set a timeout. */
    private int timeoutLine;

    private @Nullable Path keyFile;

    private final List<Entry> nodes = new ArrayList<>();

    /** An entry of the node list; its member is null if the entry has an error. */
    private record Entry(int line, @Nullable Member member) {}

    ConfigReader(String file, JsonParser json) {
        this.json = json;
        errors = new FileErrors(file);
        tokens = new ConfigTokens(json, errors);
    }

    ClusterConfig cluster() throws IOException, ConfigException {
        if (!tokens.isA(JsonToken.START_OBJECT, "the config", "an object in braces")) {
            errors.check();
        }
        boolean hasNodes = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            hasNodes |= key.equals("nodes");
            read(key);
        }
        if (!hasNodes) {
            errors.addForFile("nodes is missing; add \"nodes\":[{\"id\":\"node1\",\"port\":8001}]");
        }
        HeartbeatSettings heartbeat = heartbeat();
        errors.check();
        List<Member> members = new ArrayList<>();
        for (Entry node : nodes) {
            members.add(Objects.requireNonNull(node.member()));
        }
        return new ClusterConfig(cluster, Objects.requireNonNull(heartbeat), detection, members, restart, keyFile);
    }

    private void read(String key) throws IOException {
        switch (key) {
            case "cluster" -> cluster = or(cluster, tokens.value(key, text -> NodeId.name("a cluster's name", text)));
            case "heartbeat_interval" -> {
                intervalLine = tokens.line();
                interval = tokens.value(key, Durations::parse);
            }
            case "heartbeat_timeout" -> {
                timeoutLine = tokens.line();
                timeout = tokens.value(key, Durations::parse);
            }
            case DetectionKeys.DETECTOR -> {
                DetectorKind deciding = tokens.value(key, DetectionKeys::detector);
                detection = deciding == null ? detection : detection.withDeciding(deciding);
            }
            case "restart" -> restart = or(restart, tokens.value(key, RestartPolicy::of));
            case "key_file" -> keyFile = tokens.value(key, ConfigReader::path);
            case "nodes" -> nodes();
            default -> {
                if (DetectionKeys.TUNING.contains(key)) {
                    tune(key);
                } else {
                    tokens.unknownKey(key, KEYS);
                }
            }
        }
    }

    private static <T> T or(T fallback, @Nullable T found) {
        return found == null ? fallback : found;
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("found \"\"; name a file, or leave the key out");
        }
        return Path.of(text);
    }

    private void nodes() throws IOException {
        int line = tokens.line();
        if (!tokens.isA(JsonToken.START_ARRAY, "nodes", "a list in square brackets")) {
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            int nodeLine = tokens.line();
            nodes.add(new Entry(nodeLine, node("nodes[" + nodes.size() + "]", nodeLine)));
        }
        if (nodes.isEmpty() || nodes.size() > ClusterConfig.MAX_NODES) {
            errors.add(
                    line,
                    "nodes",
                    "found " + nodes.size() + " nodes",
                    "a cluster has 1 to " + ClusterConfig.MAX_NODES + ", since each asks all others");
        } else {
            checkDuplicates();
        }
    }

    private @Nullable Member node(String where, int line) throws IOException {
        if (!tokens.isA(JsonToken.START_OBJECT, where, "an object like {\"id\":\"node1\",\"port\":8001}")) {
            return null;
        }
        NodeId id = null;
        String host = DEFAULT_HOST;
        Integer port = null;
        List<String> missing = new ArrayList<>(List.of("id", "port"));
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            String path = where + "." + key;
            json.nextToken();
            missing.remove(key);
            switch (key) {
                case "id" -> id = tokens.value(path, NodeId::ofMember);
                case "host" -> host = tokens.value(path, text -> new Address(text, 0).host());
                case "port" -> port = port(path);
                default -> tokens.unknownKey(path, "id, host, port");
            }
        }
        for (String key : missing) {
            errors.add(line, where, key + " is missing", "a node has an id and a port");
        }
        return id == null || host == null || port == null ? null : new Member(id, new Address(host, port));
    }

    private @Nullable Integer port(String path) throws IOException {
        String rule = "a port is a whole number from 1 to 65535, or 0 for any free port";
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            tokens.wrongValue(path, rule);
            return null;
        }
        String digits = json.getText();
        if (digits.length() > 5 || json.getIntValue() < 0 || json.getIntValue() > 65_535) {
            errors.add(tokens.line(), path, "found " + SafeText.plain(digits, 20), rule);
            return null;
        }
        return json.getIntValue();
    }

    private void checkDuplicates() {
        for (int later = 1; later < nodes.size(); later++) {
            Member second = nodes.get(later).member();
            for (int earlier = 0; earlier < later; earlier++) {
                Member first = nodes.get(earlier).member();
                if (first != null && second != null && checkDuplicates(earlier, first, later, second)) {
                    break;
                }
            }
        }
    }

    /** Reports the first duplicate of the two entries; true if there is one. */
    private boolean checkDuplicates(int earlier, Member first, int later, Member second) {
        if (first.id().equals(second.id())) {
            duplicate(later, earlier, "id", '"' + first.id().value() + '"');
            return true;
        }
        int port = first.address().port();
        if (first.address().equals(second.address()) && port != 0) {
            duplicate(later, earlier, "port", String.valueOf(port));
            return true;
        }
        return false;
    }

    private void duplicate(int later, int earlier, String key, String value) {
        errors.add(
                nodes.get(later).line(),
                "nodes[" + later + "]." + key,
                "found " + value + ", which nodes[" + earlier + "] on line "
                        + nodes.get(earlier).line() + " already uses",
                "give each node its own");
    }

    private @Nullable HeartbeatSettings heartbeat() {
        Duration between = interval;
        Duration silence = timeout;
        if (between == null || silence == null) {
            return null;
        }
        if (between.compareTo(HeartbeatSettings.MIN_INTERVAL) < 0
                || between.compareTo(HeartbeatSettings.MAX_INTERVAL) > 0) {
            errors.add(intervalLine, "heartbeat_interval", "found " + Durations.format(between), "use 10ms to 1h");
            return null;
        }
        String example = Durations.format(between.multipliedBy(5).dividedBy(2));
        boolean isShort = silence.compareTo(between) <= 0;
        if (isShort && timeoutLine == 0) {
            errors.add(
                    intervalLine,
                    "heartbeat_interval",
                    "found " + Durations.format(between),
                    "use less than heartbeat_timeout (" + Durations.format(silence)
                            + "), or give heartbeat_timeout too, for example " + example);
            return null;
        }
        if (isShort || silence.compareTo(HeartbeatSettings.MAX_TIMEOUT) > 0) {
            errors.add(
                    timeoutLine,
                    "heartbeat_timeout",
                    "found " + Durations.format(silence),
                    "use more than heartbeat_interval (" + Durations.format(between) + ") and at most 24h, for example "
                            + example);
            return null;
        }
        return new HeartbeatSettings(between, silence);
    }

    /** Reads the value of a tuning key: a duration in quotes, or a number. */
    private void tune(String key) throws IOException {
        if (!json.currentToken().isScalarValue()) {
            tokens.wrongValue(key, "this key takes a number, or a duration in quotes");
            return;
        }
        try {
            detection = DetectionKeys.with(detection, key, json.getText());
        } catch (IllegalArgumentException e) {
            errors.add(tokens.line(), key, String.valueOf(e.getMessage()));
        }
    }
}
