package dev.telltale.cli.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telltale.fault.Link;
import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.incident.Availability;
import dev.telltale.incident.Incident;
import dev.telltale.incident.IncidentText;
import dev.telltale.incident.IncidentTruth;
import dev.telltale.incident.Notice;
import dev.telltale.model.NodeId;
import dev.telltale.recording.incident.RecordedIncidents;
import dev.telltale.report.TextTable;
import dev.telltale.text.DurationFormat;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The incidents of a recording and the availability of its nodes, for people and for programs. */
final class IncidentsReport {
    private static final List<String> HEAD =
            List.of("#", "begin", "duration", "incident", "first noticed by", "wrong", "what really happened");
    private static final List<String> AVAILABILITY_HEAD =
            List.of("node", "last", "recorded", "up by all", "by a majority", "by at least one", "really");
    private static final String INDENT = "     ";

    private final RecordedIncidents found;
    private final Interval span;
    private final ZoneId zone;

    /** @param span the time that is listed; the availabilities are of the time before its end */
    IncidentsReport(RecordedIncidents found, Interval span, ZoneId zone) {
        this.found = found;
        this.span = span;
        this.zone = zone;
    }

    List<String> lines(List<Incident> incidents) {
        List<String> lines = new ArrayList<>();
        found.notes().forEach(note -> lines.add("Note: " + note));
        Duration length = Duration.between(span.from(), span.to());
        lines.add(found.info().cluster() + ", " + found.nodes().size() + " nodes: recorded "
                + DurationFormat.wholeSeconds(found.recorded(span)) + " of " + DurationFormat.wholeSeconds(length)
                + ", from " + DurationFormat.full(span.from(), zone) + " to " + DurationFormat.full(span.to(), zone));
        lines.add("");
        lines.addAll(table(incidents));
        lines.add("");
        lines.addAll(availabilities());
        lines.add(
                "Up: not reported down by the observers that were recorded then. Really: the process ran and answered;"
                        + " a share of the time of which that is known.");
        return lines;
    }

    private List<String> table(List<Incident> incidents) {
        if (incidents.isEmpty()) {
            return List.of("No incident.");
        }
        List<List<String>> table = new ArrayList<>();
        table.add(HEAD);
        for (Incident incident : incidents) {
            table.add(List.of(
                    String.valueOf(number(incident)),
                    DurationFormat.full(incident.from(), zone),
                    IncidentText.length(incident, span.to()),
                    incident.title(),
                    IncidentText.noticed(incident, zone),
                    IncidentText.wrong(incident),
                    IncidentText.truth(incident)));
        }
        List<String> rows = TextTable.lines(table, HEAD.size());
        List<String> lines = new ArrayList<>();
        lines.add(rows.get(0).stripTrailing());
        for (int i = 0; i < incidents.size(); i++) {
            lines.add(rows.get(i + 1).stripTrailing());
            if (!incidents.get(i).sentence().isEmpty()) {
                lines.add(INDENT + incidents.get(i).sentence());
            }
        }
        return lines;
    }

    /** Its number in the recording, from 1, whatever the filter. */
    private int number(Incident incident) {
        return found.incidents().indexOf(incident) + 1;
    }

    private List<String> availabilities() {
        List<List<String>> table = new ArrayList<>();
        table.add(AVAILABILITY_HEAD);
        for (NodeId node : found.nodes()) {
            for (Duration length : Availability.SPANS) {
                Availability one =
                        found.availability(node, new Interval(span.to().minus(length), span.to()));
                table.add(List.of(
                        node.value(),
                        Availability.spanText(length),
                        one.recordedText(),
                        Availability.percent(one.upByAll(), one.recorded()),
                        Availability.percent(one.upByMajority(), one.recorded()),
                        Availability.percent(one.upByOne(), one.recorded()),
                        Availability.percent(one.trulyUp(), one.known())));
            }
        }
        return TextTable.lines(table, 3);
    }

    /** One JSON object. Times are UTC, durations in seconds. */
    String json(List<Incident> incidents) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("cluster", found.info().cluster());
        root.put("from", span.from().toString());
        root.put("to", span.to().toString());
        root.put("recorded_s", seconds(found.recorded(span)));
        root.put("notes", found.notes());
        root.put("incidents", incidents.stream().map(this::tree).toList());
        List<Object> availabilities = new ArrayList<>();
        for (NodeId node : found.nodes()) {
            for (Duration length : Availability.SPANS) {
                availabilities.add(
                        tree(found.availability(node, new Interval(span.to().minus(length), span.to()))));
            }
        }
        root.put("availability", availabilities);
        try {
            return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> tree(Incident incident) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("number", number(incident));
        tree.put("id", incident.id());
        tree.put("from", incident.from().toString());
        put(tree, "until", text(incident.until()));
        tree.put("duration_s", seconds(incident.length(span.to())));
        tree.put("title", incident.title());
        put(tree, "cause", incident.cause() == null ? null : incident.cause().words());
        tree.put("sentence", incident.sentence());
        tree.put("nodes", incident.nodes().stream().map(NodeId::value).toList());
        tree.put("flaps", incident.flaps());
        tree.put(
                "notices",
                incident.notices().stream().map(IncidentsReport::tree).toList());
        tree.put(
                "not_watched",
                incident.gaps().stream().map(IncidentsReport::tree).toList());
        put(tree, "truth", incident.truth() == null ? null : tree(incident.truth()));
        return tree;
    }

    private static Map<String, Object> tree(Notice notice) {
        Map<String, Object> tree = link(notice.link());
        tree.put("suspected", notice.suspected().toString());
        put(tree, "down", text(notice.down()));
        put(
                tree,
                "evidence",
                notice.evidence() == null ? null : notice.evidence().id());
        return tree;
    }

    private static Map<String, Object> link(Link link) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("observer", link.observer().value());
        tree.put("subject", link.subject().value());
        return tree;
    }

    private static Map<String, Object> tree(Interval interval) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("from", interval.from().toString());
        tree.put("until", interval.to().toString());
        return tree;
    }

    private static Map<String, Object> tree(IncidentTruth truth) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("outages", truth.outages().stream().map(IncidentsReport::tree).toList());
        tree.put("wrong", truth.wrong().stream().map(IncidentsReport::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Outage outage) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("node", outage.node().value());
        tree.put("kind", outage.kind().label());
        put(
                tree,
                "observer",
                outage.observer() == null ? null : outage.observer().value());
        tree.put("from", outage.from().toString());
        put(tree, "until", text(outage.until()));
        return tree;
    }

    private static Map<String, Object> tree(IncidentTruth.Wrong wrong) {
        Map<String, Object> tree =
                link(new Link(wrong.detector().observer(), wrong.detector().subject()));
        tree.put("detector", wrong.detector().detector().id());
        tree.put("mistake", wrong.kind().id());
        tree.put("from", wrong.from().toString());
        return tree;
    }

    private static Map<String, Object> tree(Availability one) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("node", one.node().value());
        tree.put(
                "span_s", seconds(Duration.between(one.span().from(), one.span().to())));
        tree.put("recorded_s", seconds(one.recorded()));
        tree.put("up_by_all_s", seconds(one.upByAll()));
        tree.put("up_by_majority_s", seconds(one.upByMajority()));
        tree.put("up_by_one_s", seconds(one.upByOne()));
        tree.put("truth_known_s", seconds(one.known()));
        tree.put("really_up_s", seconds(one.trulyUp()));
        return tree;
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static void put(Map<String, Object> tree, String name, @Nullable Object value) {
        if (value != null) {
            tree.put(name, value);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
