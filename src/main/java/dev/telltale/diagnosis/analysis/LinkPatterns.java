package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The fewest causes between nodes that explain which of them do not hear each other, where some cells may not be known. */
final class LinkPatterns {
    /** What is known of one link. */
    enum Known {
        OPEN,
        FINE,
        CUT
    }

    private final List<NodeId> nodes;
    private final Known[][] links;
    private final List<Finding> findings = new ArrayList<>();
    private final boolean[][] explained;

    private LinkPatterns(List<NodeId> nodes, Known[][] links) {
        this.nodes = nodes;
        this.links = links;
        explained = new boolean[nodes.size()][nodes.size()];
    }

    static List<Finding> of(List<NodeId> nodes, Known[][] links) {
        var patterns = new LinkPatterns(nodes, links);
        patterns.explain();
        return List.copyOf(patterns.findings);
    }

    private void explain() {
        List<List<Integer>> groups = ConnectedComponents.of(links);
        if (groups.size() >= 2) {
            var simple = new LinkPatterns(nodes, links);
            simple.explainOneByOne();
            separated(groups, simple.findings);
        }
        explainOneByOne();
    }

    /** Nobody hears anybody of another group; the same cells may have a simple cause too, as others are not known. */
    private void separated(List<List<Integer>> groups, List<Finding> simple) {
        Set<Cause> causes = new LinkedHashSet<>();
        int alone = (int) groups.stream().filter(group -> group.size() == 1).count();
        if (groups.size() == 2 && alone == 2 && simple.size() == 1) {
            causes.addAll(simple.get(0).causes());
        }
        if (nodes.size() > 2 && groups.size() == 2 && alone > 0) {
            groups.stream()
                    .filter(group -> group.size() == 1)
                    .forEach(group -> causes.add(new Cause.Isolated(nodes.get(group.get(0)))));
        }
        if (nodes.size() > 2) {
            causes.add(new Cause.Partition(groups.stream()
                    .map(group -> group.stream().map(nodes::get).toList())
                    .toList()));
        }
        if (simple.size() == 1) {
            causes.addAll(simple.get(0).causes());
        }
        findings.add(new Finding(List.copyOf(causes)));
        explainBetween(groups);
    }

    private void explainBetween(List<List<Integer>> groups) {
        for (List<Integer> group : groups) {
            for (List<Integer> other : groups) {
                if (group != other) {
                    group.forEach(one -> other.forEach(far -> explained[one][far] = true));
                }
            }
        }
    }

    private void explainOneByOne() {
        wholeLines();
        for (int observer = 0; observer < nodes.size(); observer++) {
            for (int subject = 0; subject < nodes.size(); subject++) {
                if (isLeft(observer, subject)) {
                    findings.add(new Finding(ofLink(observer, subject)));
                }
            }
        }
    }

    /** Of one link that no larger pattern explains; but where little is known, one of them might. */
    private List<Cause> ofLink(int observer, int subject) {
        Known back = links[subject][observer];
        Cause broken = new Cause.Broken(nodes.get(observer), nodes.get(subject));
        List<Cause> causes = new ArrayList<>();
        if (back == Known.CUT) {
            causes.add(broken);
            explained[subject][observer] = true;
        } else {
            causes.add(new Cause.OneWay(new Link(nodes.get(observer), nodes.get(subject))));
            if (back == Known.OPEN) {
                causes.add(broken);
            }
            if (isLine(observer, true)) {
                causes.add(new Cause.Deaf(nodes.get(observer)));
            }
            if (isLine(subject, false)) {
                causes.add(new Cause.Mute(nodes.get(subject)));
            }
        }
        explained[observer][subject] = true;
        return causes;
    }

    /** Whole rows and columns, those that explain most first. */
    private void wholeLines() {
        List<Line> lines = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            for (boolean isRow : new boolean[] {true, false}) {
                if (isLine(node, isRow)) {
                    lines.add(new Line(node, isRow, left(node, isRow)));
                }
            }
        }
        lines.sort(Comparator.comparingInt((Line line) -> -line.explains));
        for (Line line : lines) {
            if (left(line.node, line.isRow) > 1) {
                NodeId node = nodes.get(line.node);
                findings.add(Finding.of(line.isRow ? new Cause.Deaf(node) : new Cause.Mute(node)));
                for (int other = 0; other < nodes.size(); other++) {
                    explained[line.isRow ? line.node : other][line.isRow ? other : line.node] = true;
                }
            }
        }
    }

    private record Line(int node, boolean isRow, int explains) {}

    /** Whether nothing in the row, or in the column, is fine. */
    private boolean isLine(int node, boolean isRow) {
        if (nodes.size() < 3) {
            return false;
        }
        for (int other = 0; other < nodes.size(); other++) {
            if (other != node && (isRow ? links[node][other] : links[other][node]) == Known.FINE) {
                return false;
            }
        }
        return true;
    }

    private int left(int node, boolean isRow) {
        int left = 0;
        for (int other = 0; other < nodes.size(); other++) {
            left += isRow ? (isLeft(node, other) ? 1 : 0) : isLeft(other, node) ? 1 : 0;
        }
        return left;
    }

    private boolean isLeft(int observer, int subject) {
        return links[observer][subject] == Known.CUT && !explained[observer][subject];
    }
}
