package dev.telltale.diagnosis.text;

import dev.telltale.diagnosis.analysis.Causes;
import dev.telltale.diagnosis.analysis.MatrixIndex;
import dev.telltale.diagnosis.analysis.SubjectSummary;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseSeverity;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.diagnosis.cause.Sign;
import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Silence;
import dev.telltale.model.StatusReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Patterns in words; findings of the same kind become one clause. */
final class SentenceParts {
    private final MatrixIndex sights;
    private final List<SubjectSummary> columns;

    SentenceParts(MatrixIndex sights, List<SubjectSummary> columns) {
        this.sights = sights;
        this.columns = columns;
    }

    /** Of findings whose first causes are of the same kind. */
    SentencePart of(List<Finding> group) {
        Cause first = group.get(0).causes().get(0);
        if (CauseSeverity.isMild(first) && group.stream().noneMatch(SentenceParts::isOfLinks)) {
            return mild(group, first);
        }
        if (first instanceof Cause.OfLinks || isOfLinks(group.get(0))) {
            return between(group).since(group.size() == 1 ? age(group.get(0)) : MatrixIndex.LONG_AGO);
        }
        return ofNodes(group, first).since(group.size() == 1 ? column(first).youngest : MatrixIndex.LONG_AGO);
    }

    private static boolean isOfLinks(Finding finding) {
        return finding.causes().stream().anyMatch(Cause.OfLinks.class::isInstance);
    }

    private SentencePart ofNodes(List<Finding> group, Cause first) {
        List<NodeId> nodes = nodes(group);
        boolean isOne = nodes.size() == 1;
        String names = NodeNames.of(nodes);
        if (first instanceof Cause.Left) {
            return SentencePart.of(names + " said goodbye", agreement(group));
        }
        if (first instanceof Cause.Absent) {
            boolean isOther = isOne && column(first).count(Sign.WRONG) > 0;
            return SentencePart.of(
                    names + (isOne ? " does not run" : " do not run"),
                    isOther ? "its address answers, but not as a node of this cluster" : "not heard so far");
        }
        if (first instanceof Cause.Failing) {
            return SentencePart.of(names + (isOne ? " answers" : " answer") + " with errors", agreement(group));
        }
        return group.get(0).causes().size() > 1
                ? SentencePart.of(names + (isOne ? " is down" : " are down"), agreement(group))
                : SentencePart.of(names + (isOne ? " has" : " have") + " crashed", agreement(group));
    }

    private SentencePart silent(List<Finding> group) {
        List<NodeId> nodes = nodes(group);
        String head = NodeNames.of(nodes) + (nodes.size() == 1 ? " hangs or is cut off" : " hang or are cut off");
        if (nodes.size() > 1) {
            return SentencePart.of(head, "no observer gets an answer");
        }
        SubjectSummary column = columns.get(sights.number(nodes.get(0)));
        String who = column.observers() == 1 ? "the only observer" : NodeNames.votes(column.down(), column.observers());
        return SentencePart.of(head, who + (column.down() == 1 ? " gets no answer" : " get no answer"))
                .since(column.youngest);
    }

    private String agreement(List<Finding> group) {
        List<SubjectSummary> about =
                group.stream().map(finding -> column(finding.causes().get(0))).toList();
        if (about.size() > 1) {
            return about.stream().allMatch(column -> column.down() == column.observers())
                    ? "all observers agree"
                    : "not all observers agree";
        }
        SubjectSummary column = about.get(0);
        int down = column.down();
        if (down == 1) {
            return (column.observers() == 1 ? "the only observer" : NodeNames.votes(1, column.observers()))
                    + " says so";
        }
        return NodeNames.votes(down, column.observers()) + " agree";
    }

    private SentencePart between(List<Finding> group) {
        Finding finding = group.get(0);
        Cause first = finding.causes().get(0);
        if (first instanceof Cause.Hang) {
            return silent(group);
        }
        if (first instanceof Cause.Crash) {
            return ofNodes(group, first);
        }
        boolean isSure = group.stream().allMatch(one -> one.causes().size() == 1);
        if (group.size() > 1) {
            return several(group, isSure);
        }
        if (isSure || isSame(finding)) {
            return sure(first);
        }
        return isDeaf(finding) ? deaf(finding) : SentencePart.of(observation(finding), alternatives(finding));
    }

    /** And not one that may be cut off from some by a partition. */
    private static boolean isDeaf(Finding finding) {
        return finding.causes().size() == 2
                && finding.causes().stream().anyMatch(Cause.Deaf.class::isInstance)
                && finding.causes().stream().allMatch(Cause.OfNode.class::isInstance);
    }

    /** An isolated node is a partition, too. */
    private static boolean isSame(Finding finding) {
        return finding.causes().size() == 2
                && finding.causes().get(0) instanceof Cause.Isolated
                && finding.causes().get(1) instanceof Cause.Partition;
    }

    private static SentencePart sure(Cause cause) {
        if (cause instanceof Cause.OneWay oneWay) {
            NodeId observer = oneWay.link().observer();
            NodeId subject = oneWay.link().subject();
            return SentencePart.of(
                    observer + " does not hear " + subject + ", but " + subject + " hears " + observer, "one-way link");
        }
        if (cause instanceof Cause.Broken broken) {
            return SentencePart.of(broken.one() + " and " + broken.other() + " do not hear each other", "broken link");
        }
        if (cause instanceof Cause.Isolated isolated) {
            return SentencePart.of(isolated.node() + " is isolated", "it and the others do not hear each other");
        }
        if (cause instanceof Cause.Mute mute) {
            return SentencePart.of(
                    "no node hears " + mute.node() + ", but it hears others", "cut off in one direction");
        }
        if (cause instanceof Cause.Partition partition) {
            String groups = partition.groups().stream()
                    .map(group ->
                            NodeNames.list(group.stream().map(NodeId::value).toList()))
                    .collect(Collectors.joining(" / "));
            return SentencePart.of("partition " + groups, "the groups do not hear each other");
        }
        return SentencePart.of(cause.words(), "");
    }

    private SentencePart deaf(Finding finding) {
        boolean isSick = finding.causes().get(0) instanceof Cause.SickObserver;
        NodeId node = ((Cause.OfNode) finding.causes().get(0)).node();
        return SentencePart.of(
                node + " hears no other node, but others hear it",
                isSick ? "it is lagging itself" : "cut off in one direction, or a sick observer");
    }

    private static SentencePart several(List<Finding> group, boolean isSure) {
        List<Cause> causes =
                group.stream().map(finding -> finding.causes().get(0)).toList();
        String links = NodeNames.list(causes.stream().map(SentenceParts::ends).toList());
        if (!isSure) {
            return SentencePart.of(causes.size() + " patterns of links", links);
        }
        if (causes.get(0) instanceof Cause.OneWay) {
            return SentencePart.of(causes.size() + " one-way links", links);
        }
        return causes.get(0) instanceof Cause.Broken
                ? SentencePart.of(causes.size() + " broken links", links)
                : SentencePart.of(
                        NodeNames.list(causes.stream().map(Cause::words).toList()), "");
    }

    private static String ends(Cause cause) {
        if (cause instanceof Cause.OneWay oneWay) {
            return oneWay.link().observer() + " to " + oneWay.link().subject();
        }
        return cause instanceof Cause.Broken broken ? broken.one() + " with " + broken.other() : cause.words();
    }

    /** What is seen, when the cause is not clear. */
    private String observation(Finding finding) {
        for (Cause cause : finding.causes()) {
            if (cause instanceof Cause.OneWay oneWay) {
                return oneWay.link().observer() + " does not hear "
                        + oneWay.link().subject();
            }
            if (cause instanceof Cause.Broken broken) {
                return broken.one() + " and " + broken.other() + " do not hear each other";
            }
        }
        return "some nodes do not hear each other";
    }

    private static String alternatives(Finding finding) {
        return finding.causes().stream()
                .map(cause -> cause instanceof Cause.OneWay ? "one-way link" : cause.words())
                .map(words -> words.startsWith("broken link") ? "broken link" : words)
                .collect(Collectors.joining(" or "));
    }

    private SentencePart mild(List<Finding> group, Cause first) {
        if (first instanceof Cause.Overload) {
            return SentencePart.of(NodeNames.of(sights.late()) + " are lagging", "overload");
        }
        List<NodeId> nodes = nodes(group);
        boolean isOne = nodes.size() == 1;
        int number = sights.number(nodes.get(0));
        SubjectSummary column = columns.get(number);
        if (first instanceof Cause.SickObserver) {
            return isOne ? late(nodes.get(0)) : SentencePart.of(NodeNames.of(nodes) + " are lagging", "");
        }
        if (first instanceof Cause.GrayStatus) {
            return isOne
                    ? gray(column)
                    : SentencePart.of(NodeNames.of(nodes) + " do not answer here, but observers see them up", "");
        }
        if (first instanceof Cause.Restart) {
            return isOne ? restart(column) : SentencePart.of(NodeNames.of(nodes) + " have restarted", "");
        }
        return isOne ? skew(number) : SentencePart.of("the clocks of " + NodeNames.of(nodes) + " differ from ours", "");
    }

    /** What its peers measured, if they missed it for that; else what it says of itself. */
    private SentencePart late(NodeId node) {
        int number = sights.number(node);
        Silence silence = sights.starvation(number);
        return silence == null
                ? SentencePart.of(node + " is lagging", lag(number))
                : SentencePart.of(node + " was " + silence.phrase(), "");
    }

    /** "up to 640 ms late"; empty if it does not say. */
    private String lag(int number) {
        StatusReport report = sights.row(number).report();
        Duration lag = report == null ? null : report.lag();
        return lag == null ? "" : "up to " + lag.toMillis() + " ms late";
    }

    SentencePart gray(SubjectSummary column) {
        int up = column.heard();
        return SentencePart.of(
                sights.node(column.subject) + " does not answer here, but " + NodeNames.votes(up, column.observers())
                        + (up == 1 ? " sees it up" : " see it up"),
                "");
    }

    private SentencePart restart(SubjectSummary column) {
        int hear = 0;
        for (int observer = 0; observer < sights.size(); observer++) {
            PeerReport belief = sights.belief(observer, column.subject);
            boolean isHeard = sights.sign(observer, column.subject) == Sign.HEARD;
            hear += belief != null && isHeard && belief.restarts() > 0 ? 1 : 0;
        }
        return SentencePart.of(
                sights.node(column.subject) + " has restarted",
                NodeNames.votes(hear, column.observers()) + (hear == 1 ? " hears" : " hear") + " its new process");
    }

    private SentencePart skew(int number) {
        Duration skew = sights.skew(number);
        String seconds = String.format(Locale.ROOT, "%.1f s", skew.abs().toMillis() / 1e3);
        return SentencePart.of(
                "the clock of " + sights.node(number) + " is " + seconds
                        + (skew.isNegative() ? " behind ours" : " ahead of ours"),
                "");
    }

    private static List<NodeId> nodes(List<Finding> group) {
        return group.stream()
                .map(finding -> ((Cause.OfNode) finding.causes().get(0)).node())
                .toList();
    }

    private SubjectSummary column(Cause cause) {
        return columns.get(sights.number(((Cause.OfNode) cause).node()));
    }

    /** Since when the last of its cells is down. */
    private Duration age(Finding finding) {
        Duration youngest = MatrixIndex.LONG_AGO;
        for (Cause cause : finding.causes()) {
            if (cause instanceof Cause.OfLinks ofLinks) {
                for (Link link : Causes.links(sights.matrix.nodes(), ofLinks)) {
                    int observer = sights.number(link.observer());
                    int subject = sights.number(link.subject());
                    Duration since = sights.since(observer, subject);
                    boolean isYounger = sights.sign(observer, subject).isDown() && since.compareTo(youngest) < 0;
                    youngest = isYounger ? since : youngest;
                }
            }
        }
        return youngest;
    }
}
