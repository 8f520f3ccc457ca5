package dev.telltale.dashboard.viewmodel.incident;

import dev.telltale.groundtruth.Interval;
import dev.telltale.incident.Incident;
import dev.telltale.incident.IncidentText;
import dev.telltale.recording.incident.PastIncidents;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What happened while the window was closed, in one sentence. Pure. */
public final class AwayText {
    private static final int NAMED = 3;

    private AwayText() {}

    /**
     * The sentence; empty if nothing was recorded in this time, since then nothing is known of it.
     *
     * @param away from the last time that the window was open until now
     */
    public static String of(PastIncidents past, Interval away) {
        Duration recorded = past.recorded(away);
        if (recorded.isZero() || !away.from().isBefore(away.to())) {
            return "";
        }
        // One that began before and was not seen to end says nothing of this time.
        List<Incident> incidents = past.in(away).stream()
                .filter(incident -> !incident.from().isBefore(away.from()) || !incident.isOpen())
                .toList();
        Duration length = Duration.between(away.from(), away.to());
        boolean isAll = recorded.compareTo(length) >= 0;
        return "Since you were away (" + DurationFormat.wholeSeconds(length)
                + (isAll ? ", all recorded" : "; recorded " + DurationFormat.wholeSeconds(recorded) + " of it") + "): "
                + (incidents.isEmpty() ? "no incident" : counted(incidents) + ": " + named(incidents, lastRecorded(past, away))) + ".";
    }

    private static Instant lastRecorded(PastIncidents past, Interval away) {
        List<Interval> parts = Interval.within(past.recorded(), away);
        return parts.get(parts.size() - 1).to();
    }

    private static String counted(List<Incident> incidents) {
        return incidents.size() == 1 ? "1 incident" : incidents.size() + " incidents";
    }

    private static String named(List<Incident> incidents, Instant now) {
        String longest = incidents.stream()
                .sorted(Comparator.comparing((Incident incident) -> incident.length(now))
                        .reversed()
                        .thenComparing(Incident.ORDER))
                .limit(NAMED)
                .map(incident -> incident.title() + " for " + IncidentText.length(incident, now))
                .collect(Collectors.joining(", "));
        int more = incidents.size() - NAMED;
        return longest + (more > 0 ? " and " + more + " more" : "");
    }
}
