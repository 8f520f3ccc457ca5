package dev.telltale.incident;

import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.NameList;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of an incident in words. */
public final class IncidentText {
    private IncidentText() {}

    /** Its length, {@code 3 min 2 s}; of an open one with "so far". */
    public static String length(Incident incident, Instant now) {
        String length = DurationFormat.exactSpan(incident.length(now));
        return incident.isOpen() ? length + " so far" : length;
    }

    /** Who noticed it first, when and on what evidence; "nobody" for a mild cause. */
    public static String noticed(Incident incident, ZoneId zone) {
        return incident.first()
                .map(notice -> notice.observer() + " at " + DurationFormat.clock(notice.firstReport(), zone)
                        + (notice.down() == null ? ", suspect" : "") + " (" + phrase(notice.evidence()) + ")")
                .orElse("nobody");
    }

    /** Which detectors were wrong: "false alarm of phi; missed by swim"; "none", or "not known" without the truth. */
    public static String wrong(Incident incident) {
        IncidentTruth truth = incident.truth();
        if (truth == null) {
            return "not known";
        }
        String text = String.join("; ", wrong(truth));
        return text.isEmpty() ? "none" : text;
    }

    /** The kinds of mistakes that were made, each with its detectors. */
    static List<String> wrong(IncidentTruth truth) {
        List<String> parts = new ArrayList<>();
        addDetectors(parts, "false alarm of ", truth.wrong(IncidentTruth.Kind.FALSE_ALARM));
        addDetectors(parts, "missed by ", truth.wrong(IncidentTruth.Kind.MISSED));
        return parts;
    }

    private static void addDetectors(List<String> parts, String words, Collection<DetectorKind> detectors) {
        if (!detectors.isEmpty()) {
            parts.add(
                    words + NameList.of(detectors.stream().map(DetectorKind::id).toList()));
        }
    }

    /** What really happened: "node2 crash for 12 s"; "no outage is known"; "not known". */
    public static String truth(Incident incident) {
        IncidentTruth truth = incident.truth();
        if (truth == null) {
            return "not known";
        }
        return truth.isFalseAlarm()
                ? "no outage is known"
                : truth.outages().stream().map(IncidentText::outage).distinct().collect(Collectors.joining("; "));
    }

    private static String outage(Outage outage) {
        Instant until = outage.until();
        return outage.node() + " " + outage.kind().label()
                + (outage.observer() == null ? "" : " from " + outage.observer())
                + (until == null
                        ? ", not ended"
                        : " for "
                                + DurationFormat.exactSpan(
                                        Interval.length(List.of(new Interval(outage.from(), until)))));
    }

    static String phrase(@Nullable Evidence evidence) {
        return evidence == null ? "silence" : evidence.phrase();
    }
}
