package dev.telltale.dashboard.viewmodel.incident;

import dev.telltale.groundtruth.Interval;
import dev.telltale.recording.incident.PastIncidents;
import dev.telltale.recording.incident.PastIncidents.Found;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
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
        List<Found> incidents = past.in(away).stream()
                .filter(found -> !found.incident().from().isBefore(away.from())
                        || !found.incident().isOpen())
                .toList();
        Duration length = Duration.between(away.from(), away.to());
        boolean isAll = recorded.compareTo(length) >= 0;
        return "Since you were away (" + DurationFormat.wholeSeconds(length)
                + (isAll ? ", all recorded" : "; recorded " + DurationFormat.wholeSeconds(recorded) + " of it") + "): "
                + (incidents.isEmpty() ? "no incident" : counted(incidents) + ": " + named(incidents)) + ".";
    }

    private static String counted(List<Found> incidents) {
        return incidents.size() == 1 ? "1 incident" : incidents.size() + " incidents";
    }

    private static String named(List<Found> incidents) {
        String longest = incidents.stream()
                .sorted(Comparator.comparing((Found found) -> found.incident().length(found.end()))
                        .reversed())
                .limit(NAMED)
                .map(found -> found.incident().title() + " for " + found.lengthText())
                .collect(Collectors.joining(", "));
        int more = incidents.size() - NAMED;
        return longest + (more > 0 ? " and " + more + " more" : "");
    }
}
