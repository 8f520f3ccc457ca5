package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the fewest link causes that explain a set of cut links; the state of some links may be unknown. */
final class LinkPatterns {
    /** What is known about one link. */
    enum LinkState {
        UNKNOWN,
        WORKING,
        CUT
    }

    private final List<NodeId> nodes;
    private final LinkState[][] links;
    private final List<Finding> findings = new ArrayList<>();
    private final boolean[][] explained;

    private LinkPatterns(List<NodeId> nodes, LinkState[][] links) {
        this.nodes = nodes;
        this.links = links;
        explained = new boolean[nodes.size()][nodes.size()];
    }

    static List<Finding> of(List<NodeId> nodes, LinkState[][] links) {
        var patterns = new LinkPatterns(nodes, links);
        patterns.explain();
        return List.copyOf(patterns.findings);
    }

    private void explain() {
        List<List<Integer>> groups = ConnectedComponents.of(links);
        if (groups.size() >= 2) {
            var oneByOne = new LinkPatterns(nodes, links);
            oneByOne.explainOneByOne();
            addSeparated(groups, oneByOne.findings);
        }
        explainOneByOne();
    }

    /** Adds one finding for separated groups. With unknown links, simpler causes may explain the same cells. */
    private void addSeparated(List<List<Integer>> groups, List<Finding> oneByOne) {
        Set<Cause> causes = new LinkedHashSet<>();
        int alone = (int) groups.stream().filter(group -> group.size() == 1).count();
        if (groups.size() == 2 && alone == 2 && oneByOne.size() == 1) {
            causes.addAll(oneByOne.get(0).causes());
        }
        if (nodes.size() > 2 && groups.size() == 2 && alone > 0) {
            groups.stream()
                    .filter(group -> group.size() == 1)
                    .forEach(group -> causes.add(CauseKind.ISOLATED.of(nodes.get(group.get(0)))));
        }
        if (nodes.size() > 2) {
            causes.add(new Cause(
                    CauseKind.PARTITION,
                    groups.stream()
                            .map(group -> group.stream().map(nodes::get).toList())
                            .toList()));
        }
        if (oneByOne.size() == 1) {
            causes.addAll(oneByOne.get(0).causes());
        }
        findings.add(new Finding(List.copyOf(causes)));
        markExplainedBetween(groups);
    }

    private void markExplainedBetween(List<List<Integer>> groups) {
        for (List<Integer> group : groups) {
            for (List<Integer> other : groups) {
                if (group != other) {
                    group.forEach(one -> other.forEach(remote -> explained[one][remote] = true));
                }
            }
        }
    }

    private void explainOneByOne() {
        addLines();
        for (int observer = 0; observer < nodes.size(); observer++) {
            for (int subject = 0; subject < nodes.size(); subject++) {
                if (isUnexplained(observer, subject)) {
                    findings.add(new Finding(ofLink(observer, subject)));
                }
            }
        }
    }

    /** Causes of a cut link that no larger pattern explains for certain; with unknown links, one of them may. */
    private List<Cause> ofLink(int observer, int subject) {
        LinkState back = links[subject][observer];
        Cause broken = CauseKind.BROKEN.of(nodes.get(observer), nodes.get(subject));
        List<Cause> causes = new ArrayList<>();
        if (back == LinkState.CUT) {
            causes.add(broken);
            explained[subject][observer] = true;
        } else {
            causes.add(CauseKind.ONE_WAY.of(nodes.get(observer), nodes.get(subject)));
            if (back == LinkState.UNKNOWN) {
                causes.add(broken);
            }
            if (isLine(observer, true)) {
                causes.add(CauseKind.DEAF.of(nodes.get(observer)));
            }
            if (isLine(subject, false)) {
                causes.add(CauseKind.MUTE.of(nodes.get(subject)));
            }
        }
        explained[observer][subject] = true;
        return causes;
    }

    /** Adds whole rows and columns, those that explain most cut links first. */
    private void addLines() {
        List<Line> lines = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            for (boolean isRow : new boolean[] {true, false}) {
                if (isLine(node, isRow)) {
                    lines.add(new Line(node, isRow, unexplained(node, isRow)));
                }
            }
        }
        lines.sort(Comparator.comparingInt((Line line) -> -line.explains));
        for (Line line : lines) {
            if (unexplained(line.node, line.isRow) > 1) {
                NodeId node = nodes.get(line.node);
                findings.add(Finding.of(line.isRow ? CauseKind.DEAF.of(node) : CauseKind.MUTE.of(node)));
                for (int other = 0; other < nodes.size(); other++) {
                    explained[line.isRow ? line.node : other][line.isRow ? other : line.node] = true;
                }
            }
        }
    }

    private record Line(int node, boolean isRow, int explains) {}

    /** Whether no link of the row, or of the column, is known to work. */
    private boolean isLine(int node, boolean isRow) {
        if (nodes.size() < 3) {
            return false;
        }
        for (int other = 0; other < nodes.size(); other++) {
            if (other != node && (isRow ? links[node][other] : links[other][node]) == LinkState.WORKING) {
                return false;
            }
        }
        return true;
    }

    private int unexplained(int node, boolean isRow) {
        int count = 0;
        for (int other = 0; other < nodes.size(); other++) {
            count += isRow ? (isUnexplained(node, other) ? 1 : 0) : isUnexplained(other, node) ? 1 : 0;
        }
        return count;
    }

    private boolean isUnexplained(int observer, int subject) {
        return links[observer][subject] == LinkState.CUT && !explained[observer][subject];
    }
}
