package dev.telltale.cli.experiment;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.load.LoadedRecording;
import dev.telltale.report.curve.CurveSvg;
import dev.telltale.text.Durations;
import dev.telltale.tune.ConfigSnippet;
import dev.telltale.tune.Goals;
import dev.telltale.tune.Recommendation;
import dev.telltale.tune.RecommendationText;
import dev.telltale.whatif.Advisor;
import dev.telltale.whatif.CurveCalculation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        description = {
            "Recommends interval, timeout and detector from a recording, and says how sure that is.",
            "Replays the recording with some forty settings."
        },
        footer = {
            "",
            "Examples:",
            "  telltale tune recording --detect-within 3s --mistakes 1/month",
            "  telltale tune recording --curve curve.svg",
            "",
            "Exit code 0 if a setting meets both goals and the recording supports it, else 1."
        })
public final class TuneCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE|DIR", description = "A recording: a file of it, or its folder.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path recording;

    @Option(
            names = "--detect-within",
            paramLabel = "TIME",
            description = "99 of 100 failures are detected in this time; default: the recorded timeout.")
    private @Nullable String detectWithin;

    @Option(
            names = "--mistakes",
            paramLabel = "N/PERIOD",
            defaultValue = "1/month",
            description =
                    "At most so many false alarms for each link; default: ${DEFAULT-VALUE}. PERIOD: hour, day, week,"
                            + " month or year.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String mistakes;

    @Option(
            names = "--curve",
            paramLabel = "FILE",
            description = "Draw mistakes against detection time of all detectors into this SVG file.")
    private @Nullable Path curve;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException {
        LoadedRecording loaded = load(recording);
        var advisor = new Advisor(loaded.traces(), loaded.outages());
        Recommendation recommendation;
        try {
            String within = detectWithin != null
                    ? detectWithin
                    : Durations.format(advisor.recording().heartbeat().timeout());
            recommendation = advisor.recommend(Goals.parse(within, mistakes));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        if (curve != null) {
            writeCurve(curve, loaded);
        }
        PrintWriter out = spec.commandLine().getOut();
        loaded.notes().forEach(note -> out.println("Note: " + note));
        RecommendationText.lines(recommendation).forEach(out::println);
        boolean isSupported = recommendation.outcome() == Recommendation.Outcome.SUPPORTED;
        if (isSupported) {
            printSnippet(recommendation, out);
        }
        out.flush();
        return isSupported ? ExitCode.OK : ExitCode.NEGATIVE_RESULT;
    }

    private static void writeCurve(Path file, LoadedRecording loaded) throws CommandException {
        var calculation = new CurveCalculation(loaded.traces(), loaded.outages());
        try {
            Files.writeString(file, CurveSvg.svg(calculation.recording(), calculation.curves(1)));
        } catch (IOException e) {
            throw CommandException.environment("The curve cannot be written to " + file + ": " + e.getMessage());
        }
    }

    private static void printSnippet(Recommendation recommendation, PrintWriter out) {
        var snippet = new ConfigSnippet(
                recommendation.recording(), recommendation.best().candidate());
        List<String> changes = snippet.changes();
        out.println();
        if (changes.isEmpty()) {
            out.println("It is the setting of the recording: cluster.json needs no change.");
            return;
        }
        out.println("In cluster.json:");
        out.print(snippet.lines());
        out.println("What changes: " + String.join("; ", changes) + ".");
    }

    /** Reads a recording; a problem ends the command with its sentence. */
    static LoadedRecording load(Path recording) throws CommandException {
        try {
            return LoadedRecording.read(recording);
        } catch (RecordingException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
    }
}
