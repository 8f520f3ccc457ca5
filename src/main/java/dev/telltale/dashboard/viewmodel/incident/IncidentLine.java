package dev.telltale.dashboard.viewmodel.incident;

import dev.telltale.groundtruth.Interval;
import dev.telltale.incident.Incident;
import dev.telltale.incident.IncidentText;
import dev.telltale.model.NodeId;
import dev.telltale.recording.incident.PastIncidents;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import dev.telltale.text.NameList;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of incidents.
 *
 * @param recording the recording that it is in; null for one of this session
 * @param begin time of day; with the date if it is not today
 * @param length "12 s"; "12 s so far"; "at least 12 s" if its recording ended before it
 * @param detail who noticed it first, which detectors were wrong, and what really happened
 */
public record IncidentLine(
        Incident incident, @Nullable Path recording, String begin, String fullBegin, String length, String detail) {

    /** Of this session. */
    static IncidentLine of(Incident incident, Instant now, ZoneId zone) {
        return of(incident, null, IncidentText.length(incident, now), now, zone);
    }

    /** Of a recording. */
    static IncidentLine of(PastIncidents.Found found, Instant now, ZoneId zone) {
        return of(found.incident(), found.recording(), found.lengthText(), now, zone);
    }

    private static IncidentLine of(
            Incident incident, @Nullable Path recording, String length, Instant now, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(incident.from(), zone);
        String clock = LocaleFormat.clock(incident.from(), zone, LocaleFormat.Precision.SECONDS);
        return new IncidentLine(
                incident,
                recording,
                day.equals(LocalDate.ofInstant(now, zone)) ? clock : day + " " + clock,
                DurationFormat.full(incident.from(), zone),
                length,
                detail(incident, zone));
    }

    private static String detail(Incident incident, ZoneId zone) {
        if (incident.notices().isEmpty()) {
            return incident.sentence();
        }
        var detail = new StringBuilder("noticed first by ").append(IncidentText.noticed(incident, zone));
        if (incident.flaps() > 0) {
            detail.append("; came back ").append(incident.flaps()).append(incident.flaps() == 1 ? " time" : " times");
        }
        if (!incident.gaps().isEmpty()) {
            detail.append("; not watched for ").append(DurationFormat.exactSpan(Interval.length(incident.gaps())));
        }
        if (incident.truth() != null) {
            detail.append("; really: ").append(IncidentText.truth(incident));
            String wrong = IncidentText.wrong(incident);
            detail.append(wrong.equals("none") ? "" : "; " + wrong);
        }
        return detail.toString();
    }

    /** What it is called: "crash of node2". */
    public String title() {
        return incident.title();
    }

    /** Whether it goes on now. */
    public boolean isOpen() {
        return incident.isOpen() && recording == null;
    }

    /** The whole line in words. */
    public String text() {
        return fullBegin + ", " + length + ": " + title() + "; " + detail
                + (detail.contains(incident.sentence()) ? "" : "; " + incident.sentence());
    }

    boolean isOf(NodeId node) {
        return incident.nodes().contains(node)
                || incident.notices().stream()
                        .anyMatch(notice -> notice.link().subject().equals(node));
    }

    /** The kind of its cause; "down" if it has none. */
    public String kind() {
        return incident.cause() == null ? "down" : incident.cause().kind().text();
    }

    boolean hasAll(List<String> words) {
        String all = (text() + " " + NameList.of(incident.nodes())).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(all::contains);
    }
}
