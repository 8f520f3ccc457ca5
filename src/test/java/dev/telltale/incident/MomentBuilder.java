package dev.telltale.incident;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.testkit.TestValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the moments of a cluster of four nodes by hand. All times are milliseconds from the epoch. */
final class MomentBuilder {
    static final List<NodeId> NODES = TestValues.nodes(4);
    static final NodeId ONE = NODES.get(0);
    static final NodeId TWO = NODES.get(1);
    static final NodeId THREE = NODES.get(2);
    static final NodeId FOUR = NODES.get(3);

    private final Map<Link, LinkStatus> links = new LinkedHashMap<>();
    private final List<Moment> moments = new ArrayList<>();
    private List<Finding> findings = List.of();

    MomentBuilder() {
        LinkSets.split(NODES.stream().map(List::of).toList()).forEach(link -> set(link, Status.UP, 0, Evidence.OK));
        moments.add(moment(0));
    }

    static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private void set(Link link, Status status, long millis, @Nullable Evidence evidence) {
        links.put(link, new LinkStatus(link, status, at(millis), evidence));
    }

    MomentBuilder status(long millis, Status status, @Nullable Evidence evidence, Link... changed) {
        Arrays.stream(changed).forEach(link -> set(link, status, millis, evidence));
        moments.add(moment(millis));
        return this;
    }

    MomentBuilder suspect(long millis, Link... changed) {
        return status(millis, Status.SUSPECT, Evidence.TIMEOUT, changed);
    }

    MomentBuilder down(long millis, Evidence evidence, Link... changed) {
        return status(millis, Status.DOWN, evidence, changed);
    }

    MomentBuilder up(long millis, Link... changed) {
        return status(millis, Status.UP, Evidence.OK, changed);
    }

    /** The observers of this node, apart from itself. */
    static Link[] column(NodeId subject) {
        return LinkSets.column(NODES, subject).toArray(Link[]::new);
    }

    /** The diagnosis names these causes from now on. */
    MomentBuilder named(long millis, Cause... causes) {
        findings = Arrays.stream(causes).map(Finding::of).toList();
        moments.add(moment(millis));
        return this;
    }

    /** The observer does not answer from now on. */
    MomentBuilder unwatched(long millis, NodeId observer) {
        LinkSets.row(NODES, observer).forEach(links::remove);
        moments.add(moment(millis));
        return this;
    }

    MomentBuilder unrecorded(long millis) {
        moments.add(Moment.unrecorded(at(millis)));
        return this;
    }

    private Moment moment(long millis) {
        String statement =
                findings.isEmpty() ? "" : "It is the " + findings.get(0).first().words();
        return new Moment(at(millis), List.copyOf(links.values()), findings, statement);
    }

    List<Incident> incidents() {
        return IncidentTracker.incidents(NODES, Duration.ofSeconds(60), moments);
    }
}
