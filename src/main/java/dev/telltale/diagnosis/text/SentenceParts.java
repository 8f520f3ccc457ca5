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

/** Formats findings; findings of the same kind become one part of the sentence. */
final class SentenceParts {
    private final MatrixIndex index;
    private final List<SubjectSummary> summaries;

    SentenceParts(MatrixIndex index, List<SubjectSummary> summaries) {
        this.index = index;
        this.summaries = summaries;
    }

    /** The part for findings whose first causes are of the same kind. */
    SentencePart of(List<Finding> group) {
        Cause first = group.get(0).causes().get(0);
        if (CauseSeverity.isMild(first) && group.stream().noneMatch(SentenceParts::isOfLinks)) {
            return mild(group, first);
        }
        if (first instanceof Cause.OfLinks || isOfLinks(group.get(0))) {
            return between(group).withAge(group.size() == 1 ? age(group.get(0)) : MatrixIndex.LONG_AGO);
        }
        return ofNodes(group, first).withAge(group.size() == 1 ? summary(first).newestDownAge : MatrixIndex.LONG_AGO);
    }

    private static boolean isOfLinks(Finding finding) {
        return finding.causes().stream().anyMatch(Cause.OfLinks.class::isInstance);
    }

    private SentencePart ofNodes(List<Finding> group, Cause first) {
        List<NodeId> nodes = nodes(group);
        boolean isOne = nodes.size() == 1;
        String names = NodeNames.of(nodes);
        if (first instanceof Cause.Left) {
            return SentencePart.of(names + (isOne ? " has left" : " have left"), agreement(group));
        }
        if (first instanceof Cause.Absent) {
            boolean isOther = isOne && summary(first).count(Sign.DOWN_ERROR) > 0;
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
        SubjectSummary summary = summaries.get(index.number(nodes.get(0)));
        String who = NodeNames.observers(summary.downCount(), summary.observerCount());
        return SentencePart.of(head, who + (summary.downCount() == 1 ? " gets no answer" : " get no answer"))
                .withAge(summary.newestDownAge);
    }

    private String agreement(List<Finding> group) {
        List<SubjectSummary> about =
                group.stream().map(finding -> summary(finding.causes().get(0))).toList();
        if (about.size() > 1) {
            return about.stream().allMatch(summary -> summary.downCount() == summary.observerCount())
                    ? "all observers agree"
                    : "not all observers agree";
        }
        SubjectSummary summary = about.get(0);
        int down = summary.downCount();
        if (down == 1) {
            return NodeNames.observers(1, summary.observerCount()) + " says so";
        }
        return NodeNames.votes(down, summary.observerCount()) + " agree";
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

    /** Whether the finding is a deaf node or a sick observer, and cannot be a partition. */
    private static boolean isDeaf(Finding finding) {
        return finding.causes().size() == 2
                && finding.causes().stream().anyMatch(Cause.Deaf.class::isInstance)
                && finding.causes().stream().allMatch(Cause.OfNode.class::isInstance);
    }

    /** Whether both causes are the same: an isolated node is also a partition. */
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
                isSick ? "it is lagging" : "cut off in one direction, or a sick observer");
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

    /** The observation, for a finding whose cause is not clear. */
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
            return SentencePart.of(NodeNames.of(index.lagging()) + " are lagging", "overload");
        }
        List<NodeId> nodes = nodes(group);
        boolean isOne = nodes.size() == 1;
        int number = index.number(nodes.get(0));
        SubjectSummary summary = summaries.get(number);
        if (first instanceof Cause.SickObserver) {
            return isOne ? lagging(nodes.get(0)) : SentencePart.of(NodeNames.of(nodes) + " are lagging", "");
        }
        if (first instanceof Cause.GrayStatus) {
            return isOne
                    ? gray(summary)
                    : SentencePart.of(NodeNames.of(nodes) + " do not answer here, but observers see them up", "");
        }
        if (first instanceof Cause.Restart) {
            return isOne ? restart(summary) : SentencePart.of(NodeNames.of(nodes) + " have restarted", "");
        }
        return isOne ? skew(number) : SentencePart.of("the clocks of " + NodeNames.of(nodes) + " differ from ours", "");
    }

    /** The silence that its peers measured, if the node was down because of it; otherwise the lag that it reports. */
    private SentencePart lagging(NodeId node) {
        Silence silence = index.starvation(index.number(node));
        return silence == null
                ? SentencePart.of(node + " is lagging", lag(node))
                : SentencePart.of(node + " was " + silence.phrase(), "");
    }

    /** "up to 640 ms late"; empty if the node does not report a lag. */
    private String lag(NodeId node) {
        StatusReport report = index.row(index.number(node)).report();
        Duration lag = report == null ? null : report.lag();
        return lag == null ? "" : "up to " + lag.toMillis() + " ms late";
    }

    SentencePart gray(SubjectSummary summary) {
        int up = summary.upCount();
        return SentencePart.of(
                index.node(summary.subject) + " does not answer here, but "
                        + NodeNames.votes(up, summary.observerCount()) + (up == 1 ? " sees it up" : " see it up"),
                "");
    }

    private SentencePart restart(SubjectSummary summary) {
        int up = 0;
        for (int observer = 0; observer < index.size(); observer++) {
            PeerReport report = index.peerReport(observer, summary.subject);
            boolean isHeard = index.sign(observer, summary.subject) == Sign.UP;
            up += report != null && isHeard && report.restarts() > 0 ? 1 : 0;
        }
        return SentencePart.of(
                index.node(summary.subject) + " has restarted",
                NodeNames.votes(up, summary.observerCount()) + (up == 1 ? " hears" : " hear") + " its new process");
    }

    private SentencePart skew(int number) {
        Duration skew = index.skew(number);
        String seconds = String.format(Locale.ROOT, "%.1f s", skew.abs().toMillis() / 1e3);
        return SentencePart.of(
                "the clock of " + index.node(number) + " is " + seconds
                        + (skew.isNegative() ? " behind ours" : " ahead of ours"),
                "");
    }

    private static List<NodeId> nodes(List<Finding> group) {
        return group.stream()
                .map(finding -> ((Cause.OfNode) finding.causes().get(0)).node())
                .toList();
    }

    private SubjectSummary summary(Cause cause) {
        return summaries.get(index.number(((Cause.OfNode) cause).node()));
    }

    /** How long the newest down cell of the finding's links has been down. */
    private Duration age(Finding finding) {
        Duration newest = MatrixIndex.LONG_AGO;
        for (Cause cause : finding.causes()) {
            if (cause instanceof Cause.OfLinks ofLinks) {
                for (Link link : Causes.links(index.matrix.nodes(), ofLinks)) {
                    int observer = index.number(link.observer());
                    int subject = index.number(link.subject());
                    Duration age = index.statusAge(observer, subject);
                    boolean isNewer = index.sign(observer, subject).isDown() && age.compareTo(newest) < 0;
                    newest = isNewer ? age : newest;
                }
            }
        }
        return newest;
    }
}
