package dev.telltale.incident;

import dev.telltale.groundtruth.Interval;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What happened in a span of time, such as since the window was last open.
 *
 * @param count incidents of which a part lies in the span
 * @param open how many of them have not ended
 * @param falseAlarms how many are known to have been about nodes that were well
 * @param unrecorded the part of the span that was not recorded, and of which nothing is known
 * @param longest at most three, the longest first
 */
public record IncidentSummary(
        Interval span, int count, int open, int falseAlarms, Duration unrecorded, List<Incident> longest) {
    private static final int LONGEST = 3;

    public IncidentSummary {
        longest = List.copyOf(longest);
    }

    /** Summarises the incidents in a span that ends now. */
    public static IncidentSummary of(List<Incident> incidents, Interval span, Duration unrecorded) {
        List<Incident> inSpan = incidents.stream()
                .filter(incident -> incident.overlaps(span.from(), span.to()))
                .toList();
        return new IncidentSummary(
                span,
                inSpan.size(),
                (int) inSpan.stream().filter(Incident::isOpen).count(),
                (int) inSpan.stream()
                        .filter(incident ->
                                incident.truth() != null && incident.truth().isFalseAlarm())
                        .count(),
                unrecorded,
                inSpan.stream()
                        .sorted(Comparator.comparing((Incident incident) -> incident.length(span.to()))
                                .reversed()
                                .thenComparing(Incident.ORDER))
                        .limit(LONGEST)
                        .toList());
    }

    /** A sentence with the counts, then one for each of the longest incidents. */
    public List<String> sentences(ZoneId zone) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Since " + DurationFormat.full(span.from(), zone) + ": " + counts());
        longest.forEach(incident -> sentences.add(sentence(incident, zone)));
        return sentences;
    }

    private String counts() {
        var text = new StringBuilder(count == 0 ? "no incident" : count == 1 ? "1 incident" : count + " incidents");
        if (open > 0) {
            text.append(", ").append(open).append(" still open");
        }
        if (falseAlarms > 0) {
            text.append(", ").append(falseAlarms).append(falseAlarms == 1 ? " false alarm" : " false alarms");
        }
        if (!unrecorded.isZero()) {
            text.append("; ").append(DurationFormat.wholeSeconds(unrecorded)).append(" were not recorded");
        }
        return text.append('.').toString();
    }

    private String sentence(Incident incident, ZoneId zone) {
        var text = new StringBuilder(incident.title())
                .append(", from ")
                .append(DurationFormat.full(incident.from(), zone))
                .append(incident.isOpen() ? ", open for " : ", for ")
                .append(DurationFormat.exactSpan(incident.length(span.to())));
        if (incident.flaps() > 0) {
            text.append(", came back ").append(incident.flaps() == 1 ? "once" : incident.flaps() + " times");
        }
        incident.first()
                .ifPresent(notice -> text.append("; first noticed by ")
                        .append(notice.observer())
                        .append(" (")
                        .append(IncidentText.phrase(notice.evidence()))
                        .append(')'));
        if (!incident.gaps().isEmpty()) {
            text.append("; not watched for ").append(DurationFormat.exactSpan(Interval.length(incident.gaps())));
        }
        IncidentTruth truth = incident.truth();
        if (truth != null) {
            IncidentText.wrong(truth).forEach(part -> text.append("; ").append(part));
        }
        return text.append('.').toString();
    }
}
