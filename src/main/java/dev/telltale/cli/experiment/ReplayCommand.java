package dev.telltale.cli.experiment;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.ModelConverters;
import dev.telltale.config.DetectionKeys;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.load.LoadedRecording;
import dev.telltale.recording.load.ReportedVerdicts;
import dev.telltale.replay.ReplayCheck;
import dev.telltale.replay.ReplayScore;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.text.DurationFormat;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TraceHeader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        description = {
            "Repeats a recording with its own and with other settings, by the nodes' own code.",
            "Prints what each detector said and would have said, and how exact that is."
        },
        footer = {
            "",
            "Examples:",
            "  telltale replay recording --timeout 3s",
            "  telltale replay recording --detector phi --tune threshold=10 --json",
            "  telltale replay recording --verify",
            "",
            "A larger interval is a multiple of the recorded one. A smaller one needs requests that were not made: use"
                    + " telltale simulate."
        })
public final class ReplayCommand implements Callable<Integer> {
    /** Of the detector: the value of phi, or the number of failed attempts. */
    private static final String THRESHOLD = "threshold=";

    @Parameters(paramLabel = "FILE|DIR", description = "A recording: a file of it, or its folder.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path recording;

    @Option(names = "--interval", paramLabel = "TIME", description = "Time between heartbeats; default: as recorded.")
    private @Nullable Duration interval;

    @Option(names = "--timeout", paramLabel = "TIME", description = "Silence that means down; default: as recorded.")
    private @Nullable Duration timeout;

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            completionCandidates = ModelConverters.DetectorWords.class,
            description = "evidence, timeout, phi or swim: only this one, and it decides; default: all, as recorded.")
    private @Nullable DetectorKind detector;

    @Option(
            names = "--tune",
            paramLabel = "KEY=VALUE",
            description = "A detection setting as in cluster.json, or threshold=N of the detector. Repeatable.")
    private List<String> tuning = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Option(
            names = "--verify",
            description =
                    "Check that the replay gives the verdicts that the nodes reported; exit code 1 if it does not.")
    private boolean isVerified;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException {
        LoadedRecording loaded = TuneCommand.load(recording);
        if (isVerified) {
            return verify(loaded);
        }
        List<NodeTrace> traces = loaded.traces();
        List<DetectorKind> kinds = detector == null ? DetectorKind.ALL : List.of(detector);
        List<Outage> outages = loaded.outages();
        ReplayScore recorded;
        ReplayScore wished;
        try {
            recorded = ReplayScore.of(traces, UnaryOperator.identity(), kinds, outages);
            wished = hasWish() ? ReplayScore.of(traces, this::wished, kinds, outages) : null;
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        if (recorded.summaries().isEmpty()) {
            throw CommandException.negative("The recording is too short to measure: after a gap the detectors need 2"
                    + " timeouts and 100 intervals");
        }
        var report = new ReplayReport(recorded, wished);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json());
        } else {
            TraceHeader first = traces.get(0).header();
            out.println("recorded: " + words(ReplaySettings.of(first)) + "; "
                    + DurationFormat.wholeSeconds(recorded.watched()) + " of all links");
            if (wished != null) {
                out.println("wished: " + words(wished(ReplaySettings.of(first))));
            }
            report.lines().forEach(out::println);
        }
        out.flush();
        return ExitCode.OK;
    }

    private Integer verify(LoadedRecording loaded) throws CommandException {
        if (hasWish() || json) {
            throw CommandException.usage("--verify takes the recorded settings, and no other option");
        }
        ReplayCheck.Result result;
        try {
            result = ReplayCheck.of(loaded.traces(), ReportedVerdicts.read(recording), loaded.incidents());
        } catch (RecordingException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        ReplayCheckText.lines(result).forEach(out::println);
        out.flush();
        return result.isRight() ? ExitCode.OK : ExitCode.NEGATIVE_RESULT;
    }

    private boolean hasWish() {
        return interval != null || timeout != null || detector != null || !tuning.isEmpty();
    }

    private ReplaySettings wished(ReplaySettings recorded) {
        HeartbeatSettings heartbeat = recorded.heartbeat();
        DetectionSettings detection = recorded.detection();
        if (detector != null) {
            detection = detection.withDeciding(detector);
        }
        for (String setting : tuning) {
            boolean isPhi = detection.deciding() == DetectorKind.PHI;
            boolean isShort = setting.startsWith(THRESHOLD);
            detection = DetectionKeys.with(detection, (isShort ? isPhi ? "phi_" : "failure_" : "") + setting);
        }
        return new ReplaySettings(
                new HeartbeatSettings(
                        interval == null ? heartbeat.interval() : interval,
                        timeout == null ? heartbeat.timeout() : timeout),
                detection);
    }

    private static String words(ReplaySettings settings) {
        DetectionSettings detection = settings.detection();
        return "heartbeat every " + DurationFormat.setting(settings.heartbeat().interval()) + ", timeout "
                + DurationFormat.setting(settings.heartbeat().timeout()) + ", "
                + detection.deciding().id() + " decides"
                + String.join(
                        "",
                        DetectionKeys.differences(detection).stream()
                                .map(one -> ", " + one)
                                .toList());
    }
}
