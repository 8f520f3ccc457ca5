package dev.telltale.cli.cluster;

import dev.telltale.cli.base.AsyncPrinter;
import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ConfigOption;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.HeartbeatOptions;
import dev.telltale.config.ClusterConfig;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.observe.ClusterWatch;
import dev.telltale.platform.UserDirs;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingLimits;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.recording.live.ClusterTraces;
import dev.telltale.recording.live.MachineTruth;
import dev.telltale.recording.live.RecordingFolders;
import dev.telltale.recording.recorder.Recorder;
import dev.telltale.recording.recorder.TraceSource;
import dev.telltale.text.ByteSizes;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.Durations;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        description = "Records a cluster that runs: every attempt, verdict, fault and gap, until Ctrl+C.",
        footer = {
            "",
            "Examples:",
            "  telltale record",
            "  telltale record --for 24h --out monday",
            "  telltale record --nodes 5 --keep 7d --max-size 200MB",
            "",
            "The nodes may be started before or afterwards. A recording holds names and addresses of nodes, no keys."
        })
public final class RecordCommand implements Callable<Integer> {
    private static final Duration MIN_LENGTH = Duration.ofSeconds(1);
    private static final Duration MAX_LENGTH = Duration.ofDays(10_000);
    private static final Duration ROUND = Duration.ofMillis(100);
    private static final Duration END_TIME = Duration.ofSeconds(15);

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder of the recording; an earlier recording of the same cluster is continued. Default: a new"
                            + " folder in this user's folder for state.")
    private @Nullable Path out;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "How long to record, 1s to 10000d; default: until Ctrl+C.")
    private @Nullable Duration length;

    @Option(
            names = "--keep",
            paramLabel = "DURATION",
            defaultValue = "30d",
            description = "Delete what is older, 1h to 10000d; default: ${DEFAULT-VALUE}.")
    private Duration keep = RecordingLimits.DEFAULT.keep();

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            defaultValue = "1GB",
            description = "Delete the oldest beyond this size, 1MB to 1000GB; default: ${DEFAULT-VALUE}.")
    private String maxSize = "1GB";

    @Mixin
    private ConfigOption config;

    @Mixin
    private HeartbeatOptions rhythm;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        RecordingLimits limits = limits();
        if (length != null && (length.compareTo(MIN_LENGTH) < 0 || length.compareTo(MAX_LENGTH) > 0)) {
            throw CommandException.usage("--for is 1s to 10000d, found " + Durations.format(length));
        }
        ClusterConfig cluster = rhythm.over(config.read());
        TraceSource traces = traces(cluster);
        TimeSource clock = TimeSource.SYSTEM;
        ClockReading start = clock.now();
        var folders = new RecordingFolders(UserDirs.ofThisUser().state());
        Path folder =
                (out != null ? out : folders.dated(cluster, start.wall(), ZoneId.systemDefault())).toAbsolutePath();
        var stopped = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, ended), "stop-recording"));
        EndWithParent.ifRequested();
        var messages = new AsyncPrinter(System.err);
        try {
            RecordingWriter writer =
                    RecordingWriter.open(folder, RecordingInfo.of(cluster, start.wall()), limits, clock, messages::put);
            try {
                record(cluster, writer, folder, new Run(traces, clock, start, stopped, messages));
            } finally {
                writer.close();
            }
            print(summary(clock.now().since(start), writer.totals(), folder));
            return ExitCode.OK;
        } catch (RecordingException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        } finally {
            ended.countDown();
        }
    }

    private record Run(
            TraceSource traces, TimeSource clock, ClockReading start, CountDownLatch stopped, AsyncPrinter messages) {}

    private RecordingLimits limits() throws CommandException {
        long bytes;
        try {
            bytes = ByteSizes.parse(maxSize);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--max-size: " + e.getMessage());
        }
        try {
            return new RecordingLimits(keep, bytes);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--keep and --max-size: " + e.getMessage());
        }
    }

    private static TraceSource traces(ClusterConfig cluster) throws CommandException {
        try {
            return ClusterTraces.of(cluster);
        } catch (IOException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
    }

    private void record(ClusterConfig cluster, RecordingWriter writer, Path folder, Run run)
            throws InterruptedException {
        var nodes = new RunningNodes();
        try (var watch = new ClusterWatch(cluster.nodes(), run.clock, view -> {})) {
            var changes = new Recorder.Changes(
                    watch.journal(),
                    watch.verdicts(),
                    new MachineTruth(() -> Incidents.NONE, () -> nodes.of(cluster), run.clock));
            try (var recorder = new Recorder(cluster.nodes(), run.traces, changes, writer, run.clock)) {
                watch.start();
                recorder.start();
                print("Recording " + cluster.cluster() + ", " + cluster.nodes().size() + " nodes, to " + folder + " "
                        + (length == null ? "until Ctrl+C" : "for " + DurationFormat.setting(length)));
                while (!run.stopped.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)
                        && (length == null || run.clock.now().since(run.start).compareTo(length) < 0)) {
                    run.messages.printFor(Duration.ZERO);
                }
            }
        }
        run.messages.printFor(Duration.ZERO);
    }

    private static String summary(Duration took, RecordingWriter.Totals totals, Path folder) {
        return "Recorded " + DurationFormat.span(took) + ": " + totals.text() + " in " + folder;
    }

    private void print(String line) {
        PrintWriter printer = spec.commandLine().getOut();
        printer.println(line);
        printer.flush();
    }

    /** Shutdown hook: lets the command end, which writes what waits. */
    private static void stop(CountDownLatch stopped, CountDownLatch ended) {
        stopped.countDown();
        try {
            var unused = ended.await(END_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
