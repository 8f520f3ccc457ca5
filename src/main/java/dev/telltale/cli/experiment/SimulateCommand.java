package dev.telltale.cli.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.ModelConverters;
import dev.telltale.config.ClusterConfig;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.simulated.SimulatedRecording;
import dev.telltale.report.QualityRow;
import dev.telltale.report.ScoreTable;
import dev.telltale.report.Scorecard;
import dev.telltale.sim.Simulation;
import dev.telltale.sim.SimulationObserver;
import dev.telltale.sim.SimulationResult;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.TimeSource;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        description = {
            "Runs the nodes' own code on a virtual network and clock, for clusters larger than your machine.",
            "Prints how well each detector noticed the failures. The same seed gives the same result."
        },
        footer = {
            "",
            "Examples:",
            "  telltale simulate",
            "  telltale simulate --nodes 1000 --detector phi --loss 0.01 --seconds 60 --seed 7",
            "  telltale simulate --nodes 10000 --observers 10 --crashes 50",
            "  telltale simulate --nodes 3 --seconds 3600 --bursts 6 --record recording",
            "",
            "The nodes start within one interval; the measured time begins one timeout later."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final int LARGE_LANES = 250_000;
    private static final int SOME_FAILURES = 10;
    /**
     * Memory of one pair of an observer and a subject, and of each of its detectors, in bytes; measured, rounded up.
     */
    private static final long BYTES_PER_LANE = 700;

    private static final long BYTES_PER_DETECTOR = 300;
    private static final long MAX_SECONDS = 86_400;
    /** 300 bytes of memory each. */
    private static final int MAX_RECORDED_ATTEMPTS = 1_000_000;

    private static final double NANOS = 1e9;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "100",
            description = "Number of nodes, 2 to 10000; default: 100.")
    private long nodes;

    @Option(
            names = "--observers",
            paramLabel = "K",
            description = "Number of observers of each node; default: all others.")
    private @Nullable Long observers;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            completionCandidates = ModelConverters.DetectorWords.class,
            description = "evidence, timeout, phi or swim; default: all, or evidence where the cluster is large.")
    private @Nullable DetectorKind detector;

    @Option(
            names = "--loss",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of messages lost, 0 to 1; default: 0.")
    private double loss;

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            defaultValue = "1ms",
            description = "One-way latency; default: 1ms.")
    private Duration latency;

    @Option(
            names = "--jitter",
            paramLabel = "TIME",
            defaultValue = "1ms",
            description = "Maximum extra latency; default: 1ms.")
    private Duration jitter;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "Measured time in seconds; default: 60.")
    private long seconds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Random seed; default: 1.")
    private long seed;

    @Option(names = "--interval", paramLabel = "TIME", description = "Time between heartbeats; default: 2s.")
    private @Nullable Duration interval;

    @Option(names = "--timeout", paramLabel = "TIME", description = "Silence that means down; default: 5s.")
    private @Nullable Duration timeout;

    @Option(names = "--crashes", paramLabel = "N", description = "Nodes that crash; default: one in 10, at most 10.")
    private @Nullable Long crashes;

    @Option(names = "--hangs", paramLabel = "N", description = "Nodes that hang; default: one in 10, at most 10.")
    private @Nullable Long hangs;

    @Option(
            names = "--bursts",
            paramLabel = "N",
            defaultValue = "0",
            description = "Times of 10 s in which 3 of 10 requests to and from one node are lost; default: 0.")
    private long bursts;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Write a recording of the whole run into this new folder, as telltale record does.")
    private @Nullable Path record;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException {
        SimulationSettings settings;
        SimulationResult result;
        SimulatedRecording recording;
        long started = TimeSource.SYSTEM.nanos();
        try {
            settings = settings();
            checkMemory(settings);
            recording = record == null ? null : recording(settings);
            result = Simulation.run(
                    settings,
                    failures(settings),
                    Duration.ofSeconds(checked("--seconds", seconds, 1, MAX_SECONDS)),
                    recording == null ? SimulationObserver.NONE : recording);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        if (record != null && recording != null) {
            write(recording, record, result);
        }
        double took = (TimeSource.SYSTEM.nanos() - started) / NANOS;
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(toJson(settings, result, took));
        } else {
            print(out, settings, result, took);
        }
        out.flush();
        return ExitCode.OK;
    }

    private Simulation.Failures failures(SimulationSettings settings) {
        int some = Math.min(SOME_FAILURES, settings.nodes() / 10);
        return new Simulation.Failures(
                crashes == null ? some : checked("--crashes", crashes, 0, settings.nodes()),
                hangs == null ? some : checked("--hangs", hangs, 0, settings.nodes()),
                checked("--bursts", bursts, 0, MAX_SECONDS));
    }

    /** A recording is kept in memory until the end. */
    private SimulatedRecording recording(SimulationSettings settings) {
        double attempts = settings.lanes()
                * (seconds * NANOS / settings.heartbeat().interval().toNanos());
        if (settings.nodes() > ClusterConfig.MAX_NODES || attempts > MAX_RECORDED_ATTEMPTS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "--record takes at most %d nodes and %d attempts, found %d nodes and about %.0f attempts",
                    ClusterConfig.MAX_NODES,
                    MAX_RECORDED_ATTEMPTS,
                    settings.nodes(),
                    attempts));
        }
        return new SimulatedRecording(settings);
    }

    private static void write(SimulatedRecording recording, Path folder, SimulationResult result)
            throws CommandException {
        try {
            recording.write(folder, result.outages());
        } catch (RecordingException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
    }

    private SimulationSettings settings() {
        HeartbeatSettings defaults = HeartbeatSettings.DEFAULT;
        var heartbeat = new HeartbeatSettings(
                interval == null ? defaults.interval() : interval, timeout == null ? defaults.timeout() : timeout);
        int size = checked("--nodes", nodes, 2, SimulationSettings.MAX_NODES);
        int observerCount = observers == null ? size - 1 : checked("--observers", observers, 1, size - 1);
        List<DetectorKind> kinds = DetectorKind.ALL;
        DetectionSettings detection = DetectionSettings.DEFAULT;
        if (detector != null) {
            kinds = List.of(detector);
            detection = detection.withDeciding(detector);
        } else if ((long) size * observerCount > LARGE_LANES) {
            kinds = List.of(detection.deciding());
        }
        return new SimulationSettings(
                size, observerCount, heartbeat, detection, kinds, new VirtualNetwork(latency, jitter, loss), seed);
    }

    private static int checked(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(option + " is " + min + " to " + max + ", found " + value);
        }
        return (int) value;
    }

    private static void checkMemory(SimulationSettings settings) {
        long bytes = settings.lanes()
                * (BYTES_PER_LANE + BYTES_PER_DETECTOR * settings.detectors().size());
        long maxMemory = Runtime.getRuntime().maxMemory();
        if (bytes > maxMemory) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d nodes, each watched by %d others, need about %.1f GB of memory and Java has %.1f;"
                            + " use --observers 10 to have each watched by 10",
                    settings.nodes(),
                    settings.observers(),
                    bytes / 1e9,
                    maxMemory / 1e9));
        }
    }

    private void print(PrintWriter out, SimulationSettings settings, SimulationResult result, double took) {
        out.println(settings.nodes() + " nodes, each watched by " + settings.observers() + ", for " + seconds
                + " s; heartbeat every "
                + DurationFormat.setting(settings.heartbeat().interval()) + ", timeout "
                + DurationFormat.setting(settings.heartbeat().timeout()) + "; latency "
                + DurationFormat.range(latency, latency.plus(jitter)) + ", loss " + loss + "; seed " + seed);
        ScoreTable.lines(QualityRow.of(result.summaries())).forEach(out::println);
        out.println(String.format(
                Locale.ROOT,
                "%.1f messages per node and second; %,d events in %.1f s: %.2f million a second",
                result.messagesPerNodeAndSecond(),
                result.events(),
                took,
                result.events() / took / 1e6));
    }

    private static String toJson(SimulationSettings settings, SimulationResult result, double took) {
        var mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("nodes", settings.nodes());
        root.put("observers", settings.observers());
        root.put("seed", settings.seed());
        root.set("detectors", mapper.valueToTree(Scorecard.tree(QualityRow.of(result.summaries()))));
        root.put("messages_per_node_and_second", result.messagesPerNodeAndSecond());
        root.put("events", result.events());
        root.put("took_s", took);
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
