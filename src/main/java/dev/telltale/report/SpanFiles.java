package dev.telltale.report;

import dev.telltale.fault.Link;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.incident.Incident;
import dev.telltale.incident.IncidentText;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.qos.Quality;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingReader;
import dev.telltale.recording.export.SpanExport;
import dev.telltale.recording.incident.RecordedIncidents;
import dev.telltale.recording.load.RecordedSpan;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.RunResult.Fact;
import dev.telltale.scenario.run.RunResult.InjectedFault;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Writes a span of a recording, such as an incident, to a file of a form that the ending of its name tells. */
public final class SpanFiles {
    /** The endings that are known, the one that opens in Telltale first. */
    public static final List<String> SUFFIXES = List.of(SpanExport.SUFFIX, ".html", ".csv", ".png");

    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private SpanFiles() {}

    /** Whether the name has an ending that is known. */
    public static boolean isKnown(Path file) {
        return SUFFIXES.stream().anyMatch(suffix -> has(file, suffix));
    }

    private static boolean has(Path file, String suffix) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(suffix);
    }

    /** The span of an incident; of one that is open, up to an instant. */
    public static Interval spanOf(Incident incident, Instant end) {
        Instant until = Interval.earlier(Interval.later(end, incident.from()), incident.until());
        return new Interval(
                incident.from(),
                until.isAfter(incident.from()) ? until : incident.from().plusMillis(1));
    }

    /**
     * Writes the file. Blocks; texts have the {@link LocaleFormat} of the thread.
     *
     * @param span of the incident, without a margin
     * @throws IOException with one sentence, if the recording cannot be read, has nothing in the span, or if the file
     *     cannot be written
     * @throws IllegalArgumentException if the ending of the name is not known
     */
    public static void write(Path recording, Interval span, Path file) throws IOException {
        try {
            writeByName(recording, span, file);
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + RecordingException.reason(e), e);
        }
    }

    private static void writeByName(Path recording, Interval span, Path file) throws IOException {
        if (has(file, SpanExport.SUFFIX)) {
            SpanExport.write(recording, span, file);
        } else if (has(file, ".csv")) {
            Interval wide = withMargin(span);
            var changes = RecordedSpan.read(new RecordingReader(recording), wide.from(), wide.to());
            Files.writeString(file, SpanChanges.csv(changes));
        } else if (has(file, ".html")) {
            Files.writeString(file, HtmlReport.of(List.of(run(recording, span))));
        } else if (has(file, ".png")) {
            if (!ImageIO.write(Timeline.picture(run(recording, span)), "png", file.toFile())) {
                throw new IOException("this Java writes no PNG");
            }
        } else {
            throw new IllegalArgumentException(
                    "a file ends with " + String.join(", ", SUFFIXES) + ", found " + file.getFileName());
        }
    }

    private static Interval withMargin(Interval span) {
        return new Interval(span.from().minus(SpanExport.MARGIN), span.to().plus(SpanExport.MARGIN));
    }

    private static RunResult run(Path recording, Interval span) throws IOException {
        Interval wide = withMargin(span);
        return run(RecordedIncidents.read(recording, wide.from(), wide.to()), span);
    }

    /** The span with a minute around it, as far as it was recorded. */
    private static RunResult run(RecordedIncidents found, Interval span) throws RecordingException {
        if (found.recorded().isEmpty()) {
            throw new RecordingException("nothing was recorded in this time");
        }
        Interval wide = withMargin(span);
        Instant start = Interval.later(wide.from(), found.recorded().get(0).from());
        Instant end = Interval.earlier(wide.to(), found.end());
        List<Outage> outages = found.outages().stream()
                .filter(outage -> outage.overlaps(start, end))
                .toList();
        HeartbeatSettings heartbeat = found.info().heartbeat();
        return new RunResult(
                new RunResult.About(title(found, span), description(found, span), facts(found, span, start, end)),
                start,
                end,
                found.nodes(),
                found.info().detection().deciding(),
                outages.stream().map(SpanFiles::fault).toList(),
                found.histories(),
                List.of(),
                Quality.of(new GroundTruth(start, end, outages), found.histories(), heartbeat, TOLERANCE));
    }

    private static InjectedFault fault(Outage outage) {
        NodeId observer = outage.observer();
        String label = outage.kind().label();
        return observer == null
                ? InjectedFault.onNode(label, outage.from(), outage.until(), outage.node())
                : InjectedFault.onLinks(
                        label, outage.from(), outage.until(), List.of(new Link(observer, outage.node())));
    }

    private static List<Incident> incidents(RecordedIncidents found, Interval span) {
        return found.incidents().stream()
                .filter(incident -> incident.overlaps(span.from(), span.to()))
                .toList();
    }

    private static String title(RecordedIncidents found, Interval span) {
        List<Incident> incidents = incidents(found, span);
        String cluster = found.info().cluster();
        return incidents.size() == 1
                ? cluster + ": " + incidents.get(0).title()
                : cluster + ": " + NumberFormat.count(incidents.size(), "incident");
    }

    private static String description(RecordedIncidents found, Interval span) {
        return String.join(
                " ",
                incidents(found, span).stream()
                        .filter(incident -> !incident.sentence().isEmpty())
                        .map(incident -> incident.sentence() + ".")
                        .toList());
    }

    private static List<Fact> facts(RecordedIncidents found, Interval span, Instant start, Instant end) {
        ZoneId zone = ZoneId.systemDefault();
        List<Fact> facts = new ArrayList<>();
        for (Incident incident : incidents(found, span)) {
            facts.add(new Fact(
                    incident.title(),
                    "from " + DurationFormat.full(incident.from(), zone) + ", "
                            + IncidentText.length(incident, found.end() == null ? end : found.end())
                            + "; first noticed by " + IncidentText.noticed(incident, zone)
                            + "; wrong: " + IncidentText.wrong(incident)
                            + "; what really happened: " + IncidentText.truth(incident)));
        }
        facts.add(new Fact("drawn from", DurationFormat.full(start, zone)));
        facts.add(new Fact(
                "recorded",
                DurationFormat.measured(found.recorded(new Interval(start, end))) + " of "
                        + DurationFormat.measured(Duration.between(start, end))));
        HeartbeatSettings heartbeat = found.info().heartbeat();
        facts.add(new Fact("heartbeat interval", DurationFormat.setting(heartbeat.interval())));
        facts.add(new Fact("timeout", DurationFormat.setting(heartbeat.timeout())));
        facts.add(new Fact(
                "deciding detector", found.info().detection().deciding().id()));
        return facts;
    }
}
