package dev.telltale.diagnosis.text;

import dev.telltale.diagnosis.analysis.MatrixIndex;
import dev.telltale.diagnosis.analysis.PatternAnalyzer;
import dev.telltale.diagnosis.analysis.SubjectSummary;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseSeverity;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.diagnosis.cause.Sign;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is going on, in one line that a stranger understands. It says what observers say, never more. */
public final class Sentence {
    private static final int MAX_LENGTH = 110;

    private final MatrixIndex sights;
    private final PatternAnalyzer reading;
    private final SentenceParts clauses;
    private final Set<NodeId> ended;
    private final int nodes;

    private Sentence(MatrixIndex sights, PatternAnalyzer reading, Set<NodeId> ended) {
        this.sights = sights;
        this.reading = reading;
        this.ended = ended;
        clauses = new SentenceParts(sights, reading.columns());
        nodes = sights.size();
    }

    public static String of(MatrixIndex sights, PatternAnalyzer reading, Set<NodeId> ended) {
        return sights.answering() == 0
                ? "No node answers. Start the cluster, or start nodes in a terminal."
                : new Sentence(sights, reading, ended).text();
    }

    private String text() {
        List<List<Finding>> groups = groups(reading.findings());
        List<SentencePart> told = new ArrayList<>();
        groups.stream().filter(group -> !isMild(group)).forEach(group -> told.add(clauses.of(group)));
        if (!reading.pending().isEmpty()) {
            told.add(pending(reading.pending().stream().toList()));
        }
        List<Integer> suspects = withSome(Sign.SUSPECT);
        if (told.isEmpty() && !suspects.isEmpty()) {
            told.add(suspect(suspects));
        }
        boolean isWell = told.isEmpty() && isAllUp();
        groups.stream().filter(Sentence::isMild).forEach(group -> told.add(clauses.of(group)));
        if (told.isEmpty()) {
            return quiet();
        }
        return joined(isWell && nodes > 1 ? "All " + nodes + " nodes up; " : "", told);
    }

    private static boolean isMild(List<Finding> group) {
        return CauseSeverity.isMild(group.get(0).causes().get(0));
    }

    /** Those of the same kind stand beside each other already. */
    private static List<List<Finding>> groups(List<Finding> findings) {
        List<List<Finding>> groups = new ArrayList<>();
        List<Class<?>> before = List.of();
        for (Finding finding : findings) {
            List<Class<?>> kind =
                    finding.causes().stream().<Class<?>>map(Cause::getClass).toList();
            if (!kind.equals(before)) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(finding);
            before = kind;
        }
        return groups;
    }

    /** As much as a line holds. */
    private static String joined(String start, List<SentencePart> told) {
        SentencePart first = told.get(0);
        List<SentencePart> others = told.subList(1, told.size());
        if (others.isEmpty()) {
            String all = start + first.textWithAge();
            return all.length() <= MAX_LENGTH
                    ? all
                    : start
                            + SentencePart.of(first.head(), "")
                                    .since(first.age())
                                    .textWithAge();
        }
        String heads = others.stream().map(SentencePart::head).collect(Collectors.joining("; "));
        String full = start + first.text() + "; " + heads;
        if (full.length() <= MAX_LENGTH) {
            return full;
        }
        String shorter = start + first.head() + "; " + heads;
        return shorter.length() <= MAX_LENGTH ? shorter : start + first.text() + "; and " + others.size() + " more";
    }

    private SentencePart pending(List<Integer> subjects) {
        if (reading.isReturning()) {
            return returning(subjects);
        }
        if (subjects.size() > 1) {
            return SentencePart.of(names(subjects) + " stop answering", "the observers do not agree yet");
        }
        SubjectSummary column = reading.columns().get(subjects.get(0));
        String down = NodeNames.votes(column.down(), column.observers())
                + (column.down() == 1 ? " says it is down" : " say it is down");
        String suspect = column.suspect() == 0
                ? ""
                : ", " + column.suspect() + (column.suspect() == 1 ? " suspects it" : " suspect it");
        return SentencePart.of(names(subjects) + " stops answering", down + suspect);
    }

    private SentencePart returning(List<Integer> subjects) {
        if (subjects.size() > 1) {
            return SentencePart.of(names(subjects) + " come back", "not all observers say so yet");
        }
        SubjectSummary column = reading.columns().get(subjects.get(0));
        return SentencePart.of(
                names(subjects) + " comes back",
                NodeNames.votes(column.down(), column.observers())
                        + (column.down() == 1 ? " still says it is down" : " still say it is down"));
    }

    private SentencePart suspect(List<Integer> subjects) {
        if (subjects.size() > 1) {
            return SentencePart.of(names(subjects) + " are suspect", "observers missed a heartbeat");
        }
        SubjectSummary column = reading.columns().get(subjects.get(0));
        return SentencePart.of(
                names(subjects) + " is suspect",
                NodeNames.votes(column.suspect(), column.observers()) + " missed a heartbeat");
    }

    /** No pattern: nothing is wrong, or not all have spoken yet. */
    private String quiet() {
        List<Integer> silent = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            if (!sights.answers(node)) {
                silent.add(node);
            }
        }
        if (!silent.isEmpty()) {
            silent.removeIf(node -> ended.contains(sights.node(node)));
            return silent.isEmpty() ? "" : silent(silent);
        }
        if (!isAllUp()) {
            return "All " + nodes + " nodes answer, but not all have heard each other yet";
        }
        return nodes == 1 ? sights.node(0) + " is up and has no peers" : "All " + nodes + " nodes up, all agree";
    }

    private String silent(List<Integer> silent) {
        SubjectSummary first = reading.columns().get(silent.get(0));
        if (silent.size() == 1 && first.heard() > 0 && !first.isHeardLatelyOnly()) {
            return clauses.gray(first).text();
        }
        int answering = sights.answering();
        return answering + " of " + nodes + (answering == 1 ? " nodes answers" : " nodes answer") + "; nothing from "
                + names(silent) + " yet";
    }

    private boolean isAllUp() {
        return sights.answering() == nodes
                && reading.columns().stream().allMatch(column -> column.heard() == nodes - 1);
    }

    private List<Integer> withSome(Sign sign) {
        return reading.columns().stream()
                .filter(column -> column.count(sign) > 0)
                .map(column -> column.subject)
                .toList();
    }

    private String names(List<Integer> numbers) {
        List<NodeId> ids = numbers.stream().map(sights::node).toList();
        return NodeNames.of(ids);
    }
}
