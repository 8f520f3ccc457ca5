package dev.telltale.incident;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the incidents in a sequence of moments. Each finding of the diagnosis is an incident, and so is a down that is
 * over before the diagnosis names a cause. These are one incident: findings that name a common cause; ends of one node,
 * such as a hang that turns out to be a crash, and its return; cut links that grow into a pattern; and all of these
 * again, if they come back within the flap window. An incident ends only when one of the observers that noticed it
 * reports up, and no observer reports suspect or down; an observer that is not watched ends nothing.
 *
 * <p>The diagnosis also changes with time alone, so moments are wanted after each change and once a second while a link
 * is suspect or down. Not thread-safe. Keeps the finished incidents, and of the moments only the newest.
 */
public final class IncidentTracker {
    /** How long after its end an incident is followed by the return of its node. */
    private static final Duration RETURN_WINDOW = Cause.RESTART_REPORTED_FOR.multipliedBy(2);

    /** The oldest are forgotten. */
    private static final int MAX_FINISHED = 10_000;

    private final List<NodeId> nodes;
    private final Duration flapWindow;
    private final List<Incident> finished = new ArrayList<>();
    private final List<OpenIncident> current = new ArrayList<>();
    private final Map<Link, Notice> troubles = new HashMap<>();
    private Set<Link> watchedBefore = Set.of();
    private Instant before = Instant.MIN;
    private Instant newest = Instant.MIN;

    /**
     * Starts without incidents.
     *
     * @param flapWindow as in the nodes' settings; zero or more
     */
    public IncidentTracker(List<NodeId> nodes, Duration flapWindow) {
        this.nodes = List.copyOf(nodes);
        this.flapWindow = flapWindow;
    }

    /** All incidents in these moments, by their start. */
    public static List<Incident> incidents(List<NodeId> nodes, Duration flapWindow, List<Moment> moments) {
        var tracker = new IncidentTracker(nodes, flapWindow);
        moments.forEach(tracker::add);
        return tracker.incidents();
    }

    /**
     * Adds the next moment.
     *
     * @throws IllegalArgumentException if it is earlier than the one before it
     */
    public void add(Moment moment) {
        if (moment.at().isBefore(newest)) {
            throw new IllegalArgumentException(
                    "moments are in the order of time, found " + moment.at() + " after " + newest);
        }
        before = newest;
        newest = moment.at();
        finish();
        Map<Link, LinkStatus> watched = new LinkedHashMap<>();
        moment.links().forEach(status -> watched.put(status.link(), status));
        List<LinkStatus> troubled = remember(watched);
        Set<OpenIncident> named = match(moment);
        assign(troubled);
        for (OpenIncident incident : List.copyOf(current)) {
            if (incident.isOpen()) {
                incident.watch(watched, newest);
            }
            if (incident.isOpen() && !named.contains(incident)) {
                endIfOver(incident, watched);
            }
        }
        watchedBefore = watched.keySet();
    }

    /** All incidents so far by their start, the open ones too. */
    public List<Incident> incidents() {
        return Stream.concat(finished.stream(), current.stream().map(open -> open.incident(newest)))
                .sorted(Incident.ORDER)
                .toList();
    }

    /** Incidents that cannot come back any more are finished. */
    private void finish() {
        Instant earliest = newest.minus(flapWindow.compareTo(RETURN_WINDOW) > 0 ? flapWindow : RETURN_WINDOW);
        current.removeIf(incident -> {
            boolean isOver = incident.isOver(earliest);
            if (isOver) {
                finished.add(incident.incident(newest));
                if (finished.size() > MAX_FINISHED) {
                    finished.remove(0);
                }
            }
            return isOver;
        });
    }

    /** Remembers since when each link is suspect or down; over a gap only if the status is still that of before. */
    private List<LinkStatus> remember(Map<Link, LinkStatus> watched) {
        List<LinkStatus> troubled = new ArrayList<>();
        watched.forEach((link, status) -> {
            if (status.status().isSuspectOrDown()) {
                boolean isKnown =
                        watchedBefore.contains(link) || !status.since().isAfter(before);
                troubles.merge(link, Notice.of(status), (first, again) -> isKnown ? first.updatedBy(status) : again);
                troubled.add(status);
            } else {
                troubles.remove(link);
            }
        });
        return troubled;
    }

    /** Gives each finding to the incident that it fits best, or to a new one. Returns those that are still named. */
    private Set<OpenIncident> match(Moment moment) {
        Set<OpenIncident> named = new HashSet<>();
        for (Finding finding : moment.findings()) {
            OpenIncident best = best(finding, named);
            boolean isReturn = best == null && current.stream().anyMatch(open -> open.isFollowedBy(finding.first()));
            if (isReturn) {
                continue;
            }
            if (best == null) {
                best = OpenIncident.of(nodes, finding, moment.at(), moment.statement());
                current.add(best);
            } else {
                best.reopen();
                best.add(nodes, finding, moment.statement());
            }
            named.add(best);
            absorbUndiagnosed(best, finding);
        }
        return named;
    }

    /** The incident that fits best, apart from those that another finding has; null if none fits. */
    private @Nullable OpenIncident best(Finding finding, Set<OpenIncident> taken) {
        return current.stream()
                .filter(incident -> !taken.contains(incident) && !incident.isOver(newest.minus(flapWindow)))
                .filter(incident -> incident.match(nodes, finding) > 0)
                .max(Comparator.comparing(incident -> incident.match(nodes, finding)))
                .orElse(null);
    }

    /** A pattern of links may have begun as a down of several subjects. */
    private void absorbUndiagnosed(OpenIncident found, Finding finding) {
        current.removeIf(other -> {
            boolean isPart =
                    other != found && other.isOpen() && other.isUndiagnosed() && other.match(nodes, finding) > 0;
            if (isPart) {
                found.absorb(other);
            }
            return isPart;
        });
    }

    /** Notes each suspicion in the incidents that it belongs to; a down that belongs to none begins one. */
    private void assign(List<LinkStatus> troubled) {
        for (LinkStatus status : troubled) {
            Notice since = troubles.getOrDefault(status.link(), Notice.of(status));
            List<OpenIncident> own = current.stream()
                    .filter(OpenIncident::isOpen)
                    .filter(incident -> incident.mayBeNoticedOn(status.link()))
                    .toList();
            if (own.isEmpty() && status.status() == Status.DOWN) {
                own = List.of(OpenIncident.undiagnosed(nodes, status.link(), since.suspected()));
                current.addAll(own);
            }
            own.forEach(incident -> incident.notice(status, since));
        }
    }

    private void endIfOver(OpenIncident incident, Map<Link, LinkStatus> watched) {
        if (!incident.isMild()) {
            incident.endIfGreen(watched, newest);
            if (incident.isUndiagnosed() && !incident.isOpen()) {
                mergeFlap(incident);
            }
        } else if (!watched.isEmpty()) {
            incident.end(newest);
        }
    }

    /** A down that came and went again shortly after an incident of its subject is the same incident. */
    private void mergeFlap(OpenIncident incident) {
        Instant earliest = incident.from().minus(flapWindow);
        current.stream()
                .filter(other -> other.isContinuedBy(incident, earliest))
                .findFirst()
                .ifPresent(other -> {
                    other.continueWith(incident);
                    current.remove(incident);
                });
    }
}
