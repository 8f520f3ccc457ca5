package dev.telltale.diagnosis.text;

import dev.telltale.diagnosis.analysis.MatrixIndex;
import dev.telltale.diagnosis.analysis.SubjectSummary;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.diagnosis.cause.Sign;
import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Silence;
import dev.telltale.model.StatusReport;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Formats findings; findings of the same kind become one part of the sentence. */
final class SentenceParts {
    private final MatrixIndex index;
    private final List<SubjectSummary> summaries;

    SentenceParts(MatrixIndex index, List<SubjectSummary> summaries) {
        this.index = index;
        this.summaries = summaries;
    }

    /** The part for findings whose causes are of the same kinds; with an age if it is one finding of cells that are down. */
    SentencePart of(List<Finding> group) {
        Finding finding = group.get(0);
        boolean isOfLinks =
                finding.causes().stream().anyMatch(cause -> cause.kind().isOfLinks());
        SentencePart part = isOfLinks && !finding.first().kind().isSilence() ? ofLinks(group) : ofNodes(group);
        return group.size() == 1 ? part.withAge(age(finding)) : part;
    }

    private SentencePart ofNodes(List<Finding> group) {
        Cause first = group.get(0).first();
        List<NodeId> nodes = first.kind() == CauseKind.OVERLOAD
                ? index.lagging()
                : group.stream().map(finding -> finding.first().node()).toList();
        boolean isOne = group.size() == 1;
        String names = NodeNames.of(nodes);
        return switch (first.kind()) {
            case CRASH ->
                group.get(0).causes().size() > 1
                        ? SentencePart.of(names + (isOne ? " is down" : " are down"), agreement(group))
                        : SentencePart.of(names + (isOne ? " has" : " have") + " crashed", agreement(group));
            case LEFT -> SentencePart.of(names + (isOne ? " has left" : " have left"), agreement(group));
            case ABSENT ->
                SentencePart.of(
                        names + (isOne ? " does not run" : " do not run"),
                        isOne && summary(first).count(Sign.DOWN_ERROR) > 0
                                ? "its address answers, but not as a node of this cluster"
                                : "not heard so far");
            case HANG ->
                SentencePart.of(
                        names + (isOne ? " hangs or is cut off" : " hang or are cut off"),
                        isOne ? unanswered(summary(first)) : "no observer gets an answer");
            case FAILING ->
                SentencePart.of(names + (isOne ? " answers" : " answer") + " with errors", agreement(group));
            case OVERLOAD -> SentencePart.of(names + " are lagging", "overload");
            case SICK_OBSERVER -> isOne ? lagging(first.node()) : SentencePart.of(names + " are lagging", "");
            case GRAY_STATUS ->
                isOne
                        ? gray(summary(first))
                        : SentencePart.of(names + " do not answer here, but observers see them up", "");
            case RESTART -> isOne ? restart(summary(first)) : SentencePart.of(names + " have restarted", "");
            case SKEWED ->
                isOne ? skew(first.node()) : SentencePart.of("the clocks of " + names + " differ from ours", "");
            case PARTITION, ISOLATED, MUTE, DEAF, BROKEN, ONE_WAY -> ofLinks(group);
        };
    }

    private static String unanswered(SubjectSummary summary) {
        return NodeNames.observers(summary.downCount(), summary.observerCount())
                + (summary.downCount() == 1 ? " gets no answer" : " get no answer");
    }

    private String agreement(List<Finding> group) {
        List<SubjectSummary> about =
                group.stream().map(finding -> summary(finding.first())).toList();
        if (about.size() > 1) {
            return about.stream().allMatch(summary -> summary.downCount() == summary.observerCount())
                    ? "all observers agree"
                    : "not all observers agree";
        }
        SubjectSummary summary = about.get(0);
        int down = summary.downCount();
        return down == 1
                ? NodeNames.observers(1, summary.observerCount()) + " says so"
                : NodeNames.votes(down, summary.observerCount()) + " agree";
    }

    private static SentencePart ofLinks(List<Finding> group) {
        List<Cause> causes = group.get(0).causes();
        Cause first = causes.get(0);
        if (group.size() > 1) {
            return several(group.stream().map(Finding::first).toList(), causes.size() == 1);
        }
        boolean hasTwo = causes.size() == 2;
        // An isolated node is also a partition.
        boolean isSame =
                hasTwo && first.kind() == CauseKind.ISOLATED && causes.get(1).kind() == CauseKind.PARTITION;
        if (causes.size() == 1 || isSame) {
            return certain(first);
        }
        boolean isDeaf = hasTwo
                && causes.stream().anyMatch(cause -> cause.kind() == CauseKind.DEAF)
                && causes.stream().allMatch(cause -> cause.kind().isOfNode());
        if (isDeaf) {
            return SentencePart.of(
                    first.node() + " hears no other node, but others hear it",
                    first.kind() == CauseKind.SICK_OBSERVER
                            ? "it is lagging"
                            : "cut off in one direction, or a sick observer");
        }
        String alternatives = causes.stream()
                .map(cause -> cause.kind().isOfPair() ? cause.kind().text() : cause.words())
                .collect(Collectors.joining(" or "));
        return SentencePart.of(observation(causes), alternatives);
    }

    private static SentencePart certain(Cause cause) {
        return switch (cause.kind()) {
            case ONE_WAY -> {
                NodeId subject = cause.nodes().get(1);
                yield SentencePart.of(
                        notHeard(cause) + ", but " + subject + " hears " + cause.node(),
                        cause.kind().text());
            }
            case BROKEN -> SentencePart.of(notHeard(cause), cause.kind().text());
            case ISOLATED -> SentencePart.of(cause.node() + " is isolated", "it and the others do not hear each other");
            case MUTE ->
                SentencePart.of("no node hears " + cause.node() + ", but it hears others", "cut off in one direction");
            case PARTITION -> {
                String groups = cause.groups().stream()
                        .map(group ->
                                NodeNames.list(group.stream().map(NodeId::value).toList()))
                        .collect(Collectors.joining(" / "));
                yield SentencePart.of("partition " + groups, "the groups do not hear each other");
            }
            case DEAF, CRASH, LEFT, ABSENT, HANG, FAILING, OVERLOAD, SICK_OBSERVER, GRAY_STATUS, RESTART, SKEWED ->
                SentencePart.of(cause.words(), "");
        };
    }

    private static SentencePart several(List<Cause> causes, boolean isCertain) {
        CauseKind kind = causes.get(0).kind();
        if (isCertain && !kind.isOfPair()) {
            return SentencePart.of(
                    NodeNames.list(causes.stream().map(Cause::words).toList()), "");
        }
        String separator = kind == CauseKind.ONE_WAY ? " to " : " with ";
        String ends = NodeNames.list(causes.stream()
                .map(cause -> cause.kind().isOfPair()
                        ? cause.node() + separator + cause.nodes().get(1)
                        : cause.words())
                .toList());
        return SentencePart.of(causes.size() + (isCertain ? " " + kind.text() + "s" : " patterns of links"), ends);
    }

    /** The observation, for a finding whose cause is not clear. */
    private static String observation(List<Cause> causes) {
        return causes.stream()
                .filter(cause -> cause.kind().isOfPair())
                .findFirst()
                .map(SentenceParts::notHeard)
                .orElse("some nodes do not hear each other");
    }

    /** @param pair a cause of two nodes */
    private static String notHeard(Cause pair) {
        NodeId other = pair.nodes().get(1);
        return pair.kind() == CauseKind.ONE_WAY
                ? pair.node() + " does not hear " + other
                : pair.node() + " and " + other + " do not hear each other";
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
        return lag == null ? "" : "up to " + DurationFormat.measured(lag) + " late";
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
            up += report != null && isHeard && report.returns().restarts() > 0 ? 1 : 0;
        }
        return SentencePart.of(
                index.node(summary.subject) + " has restarted",
                NodeNames.votes(up, summary.observerCount()) + (up == 1 ? " hears" : " hear") + " its new process");
    }

    private SentencePart skew(NodeId node) {
        Duration skew = index.skew(index.number(node));
        return SentencePart.of(
                "the clock of " + node + " is " + DurationFormat.span(skew.abs())
                        + (skew.isNegative() ? " behind ours" : " ahead of ours"),
                "");
    }

    private SubjectSummary summary(Cause cause) {
        return summaries.get(index.number(cause.node()));
    }

    /** How long the newest down cell of the finding has been down. */
    private Duration age(Finding finding) {
        Duration newest = MatrixIndex.LONG_AGO;
        for (Cause cause : finding.causes()) {
            for (Link link : cause.downCells(index.matrix.nodes())) {
                int observer = index.number(link.observer());
                int subject = index.number(link.subject());
                Duration age = index.statusAge(observer, subject);
                boolean isNewer = index.sign(observer, subject).isDown() && age.compareTo(newest) < 0;
                newest = isNewer ? age : newest;
            }
        }
        return newest;
    }
}
