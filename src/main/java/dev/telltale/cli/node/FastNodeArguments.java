package dev.telltale.cli.node;

import dev.telltale.cli.base.ConfigLocation;
import dev.telltale.cli.base.PeerConverter;
import dev.telltale.cli.base.PortConverter;
import dev.telltale.config.DetectionKeys;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.text.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses a valid {@code node} command line without picocli, which costs a node 3 MB of memory and a third of its start
 * time (a class-data archive cannot contain classes of its class-file version). A command line that is incomplete,
 * invalid or asks for help is left to picocli, whose error messages are better.
 */
public final class FastNodeArguments {
    private @Nullable String host;
    private @Nullable Duration interval;
    private @Nullable Duration timeout;
    private @Nullable DetectorKind detector;
    private final List<String> tuning = new ArrayList<>();
    private @Nullable String parent;
    private @Nullable Path allowFaults;
    private @Nullable Path keyFile;
    private @Nullable NodeId cluster;
    private @Nullable Path config;
    private boolean alone;
    private final List<Member> peers = new ArrayList<>();
    private final List<String> positionals = new ArrayList<>();

    private FastNodeArguments() {}

    /** The arguments; empty for another command, and for every command line that picocli must handle. */
    public static Optional<NodeArguments> read(String[] args) {
        if (args.length < 2 || !args[0].equals("node")) {
            return Optional.empty();
        }
        try {
            var words = new ArrayDeque<>(List.of(args));
            words.removeFirst();
            return new FastNodeArguments().all(words);
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }

    private Optional<NodeArguments> all(Deque<String> words) {
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            boolean isParsed = word.startsWith("-") ? option(word, words) : positionals.add(word);
            if (!isParsed) {
                return Optional.empty();
            }
        }
        if (positionals.isEmpty() || positionals.size() > 2) {
            return Optional.empty();
        }
        Integer port = positionals.size() == 1 ? null : PortConverter.read(positionals.get(1));
        return Optional.of(new NodeArguments(
                new NodeId(positionals.get(0)),
                port,
                host,
                peers,
                alone,
                interval,
                timeout,
                detector,
                tuning,
                parent,
                allowFaults,
                keyFile,
                cluster,
                new ConfigLocation(config)));
    }

    private boolean option(String name, Deque<String> words) {
        if (name.equals("--alone")) {
            boolean isNew = !alone;
            alone = true;
            return isNew;
        }
        String value = words.pollFirst();
        if (value == null || value.startsWith("-")) {
            return false;
        }
        switch (name) {
            case "--host" -> host = once(host, value);
            case "--peer" -> peers.add(PeerConverter.read(value));
            case "--interval" -> interval = once(interval, Durations.parse(value));
            case "--timeout" -> timeout = once(timeout, Durations.parse(value));
            case "--detector" -> detector = once(detector, DetectionKeys.detector(value));
            case "--tune" -> tuning.add(value);
            case "--parent" -> parent = once(parent, value);
            case "--allow-faults" -> allowFaults = once(allowFaults, Path.of(value));
            case "--key-file" -> keyFile = once(keyFile, Path.of(value));
            case "--cluster" -> cluster = once(cluster, new NodeId(value));
            case "--config" -> config = once(config, Path.of(value));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static <T> T once(@Nullable T before, T value) {
        if (before != null) {
            throw new IllegalArgumentException("given twice");
        }
        return value;
    }
}
