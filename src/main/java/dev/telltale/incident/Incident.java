package dev.telltale.incident;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.groundtruth.Interval;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One cause, from the first suspicion to the last green.
 *
 * @param id unique: the time (UTC) at which it was found and what it was called then; stays the same while it is open
 * @param from the first suspicion that belongs to it, or the first diagnosis
 * @param until when the last of its links was up again, or when a mild cause was no longer named; null if it is open
 * @param nodes that it concerns: those of the cause, else the subject
 * @param cause the most severe one that the diagnosis named; null if it was over before the diagnosis named one
 * @param sentence of the diagnosis when it first named the cause, without its age; it may name other causes too
 * @param notices for each link on which it was noticed, the first one first; empty for a mild cause
 * @param flaps how often it ended and came back within the flap window
 * @param gaps in which none of its links was watched, oldest first
 * @param truth what really happened; null if that is not known
 */
public record Incident(
        String id,
        Instant from,
        @Nullable Instant until,
        List<NodeId> nodes,
        @Nullable Cause cause,
        String sentence,
        List<Notice> notices,
        int flaps,
        List<Interval> gaps,
        @Nullable IncidentTruth truth) {
    /** By start, the oldest first. */
    public static final Comparator<Incident> ORDER =
            Comparator.comparing(Incident::from).thenComparing(Incident::id);

    public Incident {
        nodes = List.copyOf(nodes);
        notices = List.copyOf(notices);
        gaps = List.copyOf(gaps);
        if (until != null && until.isBefore(from)) {
            throw new IllegalArgumentException(
                    "an incident does not end before it begins, found " + from + " to " + until);
        }
    }

    /** The same with what really happened. */
    public Incident with(@Nullable IncidentTruth known) {
        return new Incident(id, from, until, nodes, cause, sentence, notices, flaps, gaps, known);
    }

    public boolean isOpen() {
        return until == null;
    }

    /** Its length so far. */
    public Duration length(Instant now) {
        return Duration.between(from, Interval.earlier(now, until));
    }

    /** Whether a part of it lies between two instants, of which the second is exclusive. */
    public boolean overlaps(Instant start, Instant end) {
        return from.isBefore(end) && (until == null || until.isAfter(start) || from.equals(start));
    }

    /** The first observer that reported down; the first that suspected if none did. */
    public Optional<Notice> first() {
        return notices.stream()
                .min(Comparator.comparing((Notice notice) -> notice.down() == null)
                        .thenComparing(Notice::firstReport));
    }

    /** What it is called: "crash of node2"; "node2 down" without a cause. */
    public String title() {
        return cause == null ? nodes.get(0) + " down" : cause.words();
    }
}
