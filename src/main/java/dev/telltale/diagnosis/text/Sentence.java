package dev.telltale.diagnosis.text;

import dev.telltale.diagnosis.analysis.MatrixIndex;
import dev.telltale.diagnosis.analysis.PatternAnalyzer;
import dev.telltale.diagnosis.analysis.SubjectSummary;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.diagnosis.cause.Sign;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Formats the findings, or else the progress of observers, as one line of at most 110 characters where possible. */
public final class Sentence {
    private static final int MAX_LENGTH = 110;

    private final MatrixIndex index;
    private final PatternAnalyzer analyzer;
    private final SentenceParts parts;
    private final Set<NodeId> ended;
    private final int nodes;

    private Sentence(MatrixIndex index, PatternAnalyzer analyzer, Set<NodeId> ended) {
        this.index = index;
        this.analyzer = analyzer;
        this.ended = ended;
        parts = new SentenceParts(index, analyzer.summaries());
        nodes = index.size();
    }

    /** The sentence; empty if the only news is that nodes which have ended do not answer. */
    public static SentencePart of(MatrixIndex index, PatternAnalyzer analyzer, Set<NodeId> ended) {
        return index.answering() == 0
                ? SentencePart.of("No node answers. Start the cluster, or start nodes in a terminal.", "")
                : new Sentence(index, analyzer, ended).whole();
    }

    private SentencePart whole() {
        List<List<Finding>> groups = groups(analyzer.findings());
        List<SentencePart> shown = new ArrayList<>();
        groups.stream().filter(group -> !isMild(group)).forEach(group -> shown.add(parts.of(group)));
        if (!analyzer.pending().isEmpty()) {
            shown.add(pending(analyzer.pending().stream().toList()));
        }
        List<Integer> suspects = subjectsWith(Sign.SUSPECT);
        if (shown.isEmpty() && !suspects.isEmpty()) {
            shown.add(suspect(suspects));
        }
        boolean isWell = shown.isEmpty() && index.matrix.isAllUp();
        groups.stream().filter(Sentence::isMild).forEach(group -> shown.add(parts.of(group)));
        if (shown.isEmpty()) {
            return SentencePart.of(withoutFindings(), "");
        }
        return joined(isWell && nodes > 1 ? "All " + nodes + " nodes up; " : "", shown);
    }

    private static boolean isMild(List<Finding> group) {
        return group.get(0).first().kind().isMild();
    }

    /** Findings with the same kinds of causes, which are adjacent after sorting by severity. */
    private static List<List<Finding>> groups(List<Finding> findings) {
        List<List<Finding>> groups = new ArrayList<>();
        List<CauseKind> before = List.of();
        for (Finding finding : findings) {
            List<CauseKind> kind = finding.causes().stream().map(Cause::kind).toList();
            if (!kind.equals(before)) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(finding);
            before = kind;
        }
        return groups;
    }

    /** Joins the parts; drops details, then the ages and parts that do not fit into one line. */
    private static SentencePart joined(String start, List<SentencePart> shown) {
        SentencePart first = shown.get(0);
        List<SentencePart> others = shown.subList(1, shown.size());
        if (others.isEmpty()) {
            SentencePart all =
                    SentencePart.of(start + first.head(), first.detail()).withAge(first.age());
            boolean isShort = all.text().length() + all.ageText().length() <= MAX_LENGTH;
            return isShort ? all : SentencePart.of(all.head(), "").withAge(first.age());
        }
        String heads = others.stream().map(SentencePart::head).collect(Collectors.joining("; "));
        String full = start + first.text() + "; " + heads;
        String shorter = start + first.head() + "; " + heads;
        String text = full.length() <= MAX_LENGTH
                ? full
                : shorter.length() <= MAX_LENGTH ? shorter : start + first.text() + "; and " + others.size() + " more";
        return SentencePart.of(text, "");
    }

    private SentencePart pending(List<Integer> subjects) {
        if (analyzer.isRecovering()) {
            return recovering(subjects);
        }
        if (subjects.size() > 1) {
            return SentencePart.of(names(subjects) + " stop answering", "the observers do not agree yet");
        }
        SubjectSummary summary = analyzer.summaries().get(subjects.get(0));
        String down = NodeNames.votes(summary.downCount(), summary.observerCount())
                + (summary.downCount() == 1 ? " says it is down" : " say it is down");
        String suspect = summary.suspectCount() == 0
                ? ""
                : ", " + summary.suspectCount() + (summary.suspectCount() == 1 ? " suspects it" : " suspect it");
        return SentencePart.of(names(subjects) + " stops answering", down + suspect);
    }

    private SentencePart recovering(List<Integer> subjects) {
        if (subjects.size() > 1) {
            return SentencePart.of(names(subjects) + " come back", "not all observers have detected it yet");
        }
        SubjectSummary summary = analyzer.summaries().get(subjects.get(0));
        return SentencePart.of(
                names(subjects) + " comes back",
                NodeNames.votes(summary.downCount(), summary.observerCount())
                        + (summary.downCount() == 1 ? " still says it is down" : " still say it is down"));
    }

    private SentencePart suspect(List<Integer> subjects) {
        if (subjects.size() > 1) {
            return SentencePart.of(names(subjects) + " are suspect", "observers missed a heartbeat");
        }
        SubjectSummary summary = analyzer.summaries().get(subjects.get(0));
        return SentencePart.of(
                names(subjects) + " is suspect",
                NodeNames.votes(summary.suspectCount(), summary.observerCount()) + " missed a heartbeat");
    }

    /** The sentence without any pattern: all is well, or some nodes have not answered yet. */
    private String withoutFindings() {
        List<Integer> silent = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            if (!index.answers(node)) {
                silent.add(node);
            }
        }
        if (!silent.isEmpty()) {
            silent.removeIf(node -> ended.contains(index.node(node)));
            return silent.isEmpty() ? "" : silent(silent);
        }
        if (!index.matrix.isAllUp()) {
            return "All " + nodes + " nodes answer, but not all have heard each other yet";
        }
        return nodes == 1 ? index.node(0) + " is up and has no peers" : "All " + nodes + " nodes up, all agree";
    }

    private String silent(List<Integer> silent) {
        SubjectSummary first = analyzer.summaries().get(silent.get(0));
        if (silent.size() == 1 && first.upCount() > 0 && !first.isOnlyRecentlyUp()) {
            return parts.gray(first).text();
        }
        int answering = index.answering();
        return answering + " of " + nodes + (answering == 1 ? " nodes answers" : " nodes answer") + "; nothing from "
                + names(silent) + " yet";
    }

    private List<Integer> subjectsWith(Sign sign) {
        return analyzer.summaries().stream()
                .filter(summary -> summary.count(sign) > 0)
                .map(summary -> summary.subject)
                .toList();
    }

    private String names(List<Integer> numbers) {
        List<NodeId> ids = numbers.stream().map(index::node).toList();
        return NodeNames.of(ids);
    }
}
