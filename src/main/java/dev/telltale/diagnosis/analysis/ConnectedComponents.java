package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.analysis.LinkPatterns.LinkState;
import java.util.ArrayList;
import java.util.List;

/** Finds the groups of nodes that are connected by links which work in at least one direction. */
final class ConnectedComponents {
    private final LinkState[][] links;
    private final boolean[] isVisited;

    private ConnectedComponents(LinkState[][] links) {
        this.links = links;
        isVisited = new boolean[links.length];
    }

    /** Returns the groups with a cut link to or from them. A node without any known link is in none. */
    static List<List<Integer>> of(LinkState[][] links) {
        var components = new ConnectedComponents(links);
        List<List<Integer>> found = new ArrayList<>();
        for (int node = 0; node < links.length; node++) {
            if (!components.isVisited[node]) {
                List<Integer> group = components.connectedTo(node);
                if (components.hasCutLink(group)) {
                    found.add(group);
                }
            }
        }
        return found;
    }

    private List<Integer> connectedTo(int first) {
        List<Integer> group = new ArrayList<>(List.of(first));
        isVisited[first] = true;
        for (int reached = 0; reached < group.size(); reached++) {
            int node = group.get(reached);
            for (int other = 0; other < links.length; other++) {
                if (!isVisited[other]
                        && (links[node][other] == LinkState.WORKING || links[other][node] == LinkState.WORKING)) {
                    isVisited[other] = true;
                    group.add(other);
                }
            }
        }
        return group;
    }

    private boolean hasCutLink(List<Integer> group) {
        boolean[] isInside = new boolean[links.length];
        group.forEach(node -> isInside[node] = true);
        for (int node : group) {
            for (int other = 0; other < links.length; other++) {
                if (!isInside[other] && (links[node][other] == LinkState.CUT || links[other][node] == LinkState.CUT)) {
                    return true;
                }
            }
        }
        return false;
    }
}
