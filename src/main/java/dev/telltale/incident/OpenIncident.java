package dev.telltale.incident;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.groundtruth.Interval;
import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An incident that is open, or ended within the flap window. Confined to its tracker. */
final class OpenIncident {
    private final String id;
    private final NodeId subject;
    private final Set<Cause> causes = new HashSet<>();
    /** The links on which it may be noticed. */
    private final Set<Link> links = new HashSet<>();

    private final Map<Link, Notice> notices = new HashMap<>();
    private final List<Interval> gaps = new ArrayList<>();
    private Instant from;
    private @Nullable Instant until;
    private @Nullable Instant gapSince;
    private @Nullable Cause cause;
    private String sentence = "";
    private int flaps;

    private OpenIncident(String id, NodeId subject, Instant from) {
        this.id = id;
        this.subject = subject;
        this.from = from;
    }

    /** A down that no finding explains yet. */
    static OpenIncident undiagnosed(List<NodeId> nodes, Link link, Instant from) {
        var opened = new OpenIncident(id(from, "down " + link.subject()), link.subject(), from);
        opened.links.addAll(LinkSets.column(nodes, link.subject()));
        return opened;
    }

    static OpenIncident of(List<NodeId> nodes, Finding finding, Instant from, String statement) {
        Cause first = finding.first();
        NodeId subject = first.nodes().isEmpty() ? nodes.get(0) : first.nodes().get(0);
        var opened = new OpenIncident(id(from, first.words()), subject, from);
        opened.add(nodes, finding, statement);
        return opened;
    }

    private static String id(Instant from, String words) {
        return from.toString().replaceAll("[^0-9TZ]", "") + "-" + words.replaceAll("[^A-Za-z0-9._]+", "-");
    }

    /** Takes a finding as its own; the most severe cause names it. */
    void add(List<NodeId> nodes, Finding finding, String statement) {
        Cause first = finding.first();
        causes.addAll(finding.causes());
        links.addAll(first.downCells(nodes));
        if (cause == null || first.kind().compareTo(cause.kind()) < 0) {
            cause = first;
            sentence = statement;
        }
    }

    /** Takes over what another one found, which then is no incident of its own. */
    void absorb(OpenIncident other) {
        other.notices.forEach((link, notice) -> {
            notices.merge(link, notice, (a, b) -> a.suspected().isAfter(b.suspected()) ? b : a);
            links.add(link);
        });
        gaps.addAll(other.gaps);
        from = other.from.isBefore(from) ? other.from : from;
        flaps += other.flaps;
    }

    /** Takes over one that ended, as the next time that this one came and went. */
    void continueWith(OpenIncident other) {
        absorb(other);
        flaps++;
        until = other.until;
    }

    /** Whether that one, which ended without a cause, is this one again. */
    boolean isContinuedBy(OpenIncident other, Instant earliest) {
        return other != this
                && !isOpen()
                && !isOver(earliest)
                && other.subject.equals(subject)
                && links.containsAll(other.notices.keySet());
    }

    Instant from() {
        return from;
    }

    /** How well a finding fits: 0 not at all; the largest number is the best. */
    int match(List<NodeId> nodes, Finding finding) {
        Cause found = finding.first();
        if (finding.causes().stream().anyMatch(causes::contains)) {
            return 4;
        }
        if (found.kind().isMild()) {
            return 0;
        }
        Cause own = cause;
        if (own == null) {
            return Collections.disjoint(notices.keySet(), found.downCells(nodes)) ? 0 : 1;
        }
        if (own.kind().isSilence() && found.kind().isSilence()) {
            return own.node().equals(found.node()) ? 3 : 0;
        }
        boolean areOfLinks = own.kind().isOfLinks() && found.kind().isOfLinks();
        return areOfLinks && !Collections.disjoint(links, found.links(nodes)) ? 2 : 0;
    }

    /** Whether the finding is the end of this incident: the node is back, with a new process or with some delay. */
    boolean isFollowedBy(Cause found) {
        boolean isReturn = found.kind() == CauseKind.RESTART || found.kind() == CauseKind.SICK_OBSERVER;
        return isReturn && !isMild() && subject.equals(found.node());
    }

    boolean isUndiagnosed() {
        return cause == null;
    }

    boolean isMild() {
        return cause != null && cause.kind().isMild();
    }

    boolean isOpen() {
        return until == null;
    }

    boolean mayBeNoticedOn(Link link) {
        return links.contains(link);
    }

    /** Whether it ended so long ago that it cannot come back. */
    boolean isOver(Instant earliest) {
        return until != null && until.isBefore(earliest);
    }

    void reopen() {
        if (until != null) {
            until = null;
            flaps++;
        }
    }

    void end(Instant at) {
        until = at.isBefore(from) ? from : at;
        closeGap(at);
    }

    void notice(LinkStatus status, Notice since) {
        Notice first = notices.computeIfAbsent(status.link(), unused -> since);
        notices.put(status.link(), first.updatedBy(status));
        if (since.suspected().isBefore(from) && flaps == 0) {
            from = since.suspected();
        }
    }

    /** Ends it if a link is up again on which it was noticed, and none that is watched is suspect or down. */
    void endIfGreen(Map<Link, LinkStatus> watched, Instant at) {
        Instant green = null;
        for (Link link : notices.keySet()) {
            LinkStatus status = watched.get(link);
            if (status != null && (green == null || status.since().isAfter(green))) {
                green = status.since();
            }
        }
        boolean isTroubled = links.stream()
                .map(watched::get)
                .anyMatch(status -> status != null && status.status().isSuspectOrDown());
        if (green != null && !isTroubled) {
            end(green);
        }
    }

    /** Counts the time in which none of its links is watched. */
    void watch(Map<Link, LinkStatus> watched, Instant at) {
        boolean isWatched =
                isMild() ? !watched.isEmpty() : notices.keySet().stream().anyMatch(watched::containsKey);
        if (isWatched) {
            closeGap(at);
        } else if (gapSince == null) {
            gapSince = at;
        }
    }

    private void closeGap(Instant at) {
        if (gapSince != null && gapSince.isBefore(at)) {
            gaps.add(new Interval(gapSince, at));
        }
        gapSince = null;
    }

    /** The incident as it is known at this instant. */
    Incident incident(Instant now) {
        List<Interval> all = new ArrayList<>(gaps);
        if (gapSince != null && gapSince.isBefore(now)) {
            all.add(new Interval(gapSince, now));
        }
        List<Notice> inOrder = notices.values().stream()
                .sorted(Comparator.comparing(Notice::suspected)
                        .thenComparing(notice -> notice.link().toString()))
                .toList();
        List<NodeId> nodes = cause == null ? List.of(subject) : cause.nodes();
        return new Incident(id, from, until, nodes, cause, sentence, inOrder, flaps, Interval.united(all), null);
    }
}
