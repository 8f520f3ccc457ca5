package dev.telltale.cli.experiment;

import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.groundtruth.Interval;
import dev.telltale.incident.Incident;
import dev.telltale.model.NodeId;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.incident.RecordedIncidents;
import dev.telltale.report.SpanFiles;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.Durations;
import dev.telltale.text.SafeText;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        description = {
            "Lists what happened in a recording, who noticed it, and how available each node was.",
            "An incident lasts from the first suspicion to the last green; time that was not recorded counts for nothing."
        },
        footer = {
            "",
            "Examples:",
            "  telltale incidents recording --since 24h",
            "  telltale incidents recording --node node2 --cause crash --json",
            "  telltale incidents recording --export 3 --out incident.telltale",
            "  telltale incidents recording --from 2026-11-30T11:00 --to 2026-11-30T11:30 --out morning.html",
            "",
            "A file that ends with .telltale has attempts, settings, changes and ground truth, and opens in another"
                    + " Telltale; .html, .csv and .png are for people and other programs."
        })
public final class IncidentsCommand implements Callable<Integer> {
    private static final Duration MAX_SINCE = Duration.ofDays(10_000);

    @Parameters(paramLabel = "FILE|DIR", description = "A recording: its folder, or an exported .telltale file.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path recording;

    @Option(names = "--node", paramLabel = "NODE", description = "Only incidents of this node. Repeatable.")
    private List<NodeId> nodes = List.of();

    @Option(
            names = "--cause",
            paramLabel = "TEXT",
            description = "Only incidents whose cause contains this text, such as crash or partition.")
    private @Nullable String cause;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only the last so much of the recording, such as 24h; default: all of it.")
    private @Nullable Duration since;

    @Option(
            names = "--from",
            paramLabel = "WHEN",
            description = "Only from this time on: 2026-11-30T11:00, local, or with Z or an offset.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "WHEN", description = "Only up to this time.")
    private @Nullable String to;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Option(names = "--export", paramLabel = "N", description = "Export the incident with this number of the list.")
    private @Nullable Long number;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to export it, or the time from --from to --to: .telltale, .html, .csv or .png.")
    private @Nullable Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException {
        Interval asked = asked();
        RecordedIncidents found = read(asked);
        Instant end = found.end();
        if (end == null) {
            throw CommandException.negative("Nothing was recorded in this time");
        }
        Interval span = span(asked, found, end);
        List<Incident> listed = found.incidents().stream()
                .filter(incident -> incident.overlaps(span.from(), span.to()))
                .filter(this::isWanted)
                .toList();
        PrintWriter printer = spec.commandLine().getOut();
        if (out != null) {
            export(out, found, span, printer);
            return ExitCode.OK;
        }
        var report = new IncidentsReport(found, span, ZoneId.systemDefault());
        if (json) {
            printer.println(report.json(listed));
        } else {
            report.lines(listed).forEach(printer::println);
        }
        printer.flush();
        return ExitCode.OK;
    }

    private void export(Path file, RecordedIncidents found, Interval span, PrintWriter printer)
            throws CommandException {
        Interval exported = span;
        if (number != null) {
            if (number < 1 || number > found.incidents().size()) {
                throw CommandException.usage("--export is the number of an incident, 1 to "
                        + found.incidents().size() + ", found " + number);
            }
            exported = SpanFiles.spanOf(found.incidents().get(number.intValue() - 1), span.to());
        }
        try {
            SpanFiles.write(recording, exported, file);
        } catch (IOException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
        printer.println("Exported " + DurationFormat.span(Duration.between(exported.from(), exported.to())) + " from "
                + DurationFormat.full(exported.from(), ZoneId.systemDefault()) + " to " + file);
        printer.flush();
    }

    private Interval asked() throws CommandException {
        if (number != null && out == null) {
            throw CommandException.usage("--export needs --out FILE");
        }
        if (out != null && number == null && from == null && to == null && since == null) {
            throw CommandException.usage("--out needs --export N, --since, or --from and --to");
        }
        if (out != null && !SpanFiles.isKnown(out)) {
            throw CommandException.usage("--out is a file that ends with " + String.join(", ", SpanFiles.SUFFIXES)
                    + ", found " + out.getFileName());
        }
        if (since != null && (from != null || to != null)) {
            throw CommandException.usage("--since and --from or --to exclude each other");
        }
        if (since != null && (since.isZero() || since.compareTo(MAX_SINCE) > 0)) {
            throw CommandException.usage("--since is 1ms to 10000d, found " + Durations.format(since));
        }
        Instant first = from == null ? Instant.EPOCH : instant("--from", from);
        Instant last = to == null ? TimeSource.SYSTEM.now().wall().plus(MAX_SINCE) : instant("--to", to);
        if (!first.isBefore(last)) {
            throw CommandException.usage("--from is before --to");
        }
        return new Interval(first, last);
    }

    private static Instant instant(String option, String text) throws CommandException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noOffset) {
            try {
                return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
            } catch (DateTimeException e) {
                throw CommandException.usage(option + " is a time like 2026-11-30T11:00 or 2026-11-30T11:00:00Z, found "
                        + SafeText.of(text));
            }
        }
    }

    private RecordedIncidents read(Interval asked) throws CommandException {
        try {
            return RecordedIncidents.read(recording, asked.from(), asked.to());
        } catch (RecordingException e) {
            throw CommandException.environment(String.valueOf(e.getMessage()));
        }
    }

    /** What is listed: the wanted time, as far as there is a recording of it. */
    private Interval span(Interval asked, RecordedIncidents found, Instant end) {
        Instant last = Interval.earlier(asked.to(), end);
        Instant first = found.recorded().get(0).from();
        if (since != null) {
            return new Interval(last.minus(since), last);
        }
        return new Interval(from == null ? first : asked.from(), to == null ? last : asked.to());
    }

    private boolean isWanted(Incident incident) {
        boolean isOfNode = nodes.isEmpty() || incident.nodes().stream().anyMatch(nodes::contains);
        String words = cause;
        return isOfNode
                && (words == null
                        || incident.title().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)));
    }
}
