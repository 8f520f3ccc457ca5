package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.analysis.LinkPatterns.Known;
import java.util.ArrayList;
import java.util.List;

/** Who is connected by at least one direction of a link that works. */
final class ConnectedComponents {
    private final Known[][] links;
    private final boolean[] isTaken;

    private ConnectedComponents(Known[][] links) {
        this.links = links;
        isTaken = new boolean[links.length];
    }

    /** The groups with a cut link to or from them; a node of which nothing is known is in none. */
    static List<List<Integer>> of(Known[][] links) {
        var groups = new ConnectedComponents(links);
        List<List<Integer>> found = new ArrayList<>();
        for (int node = 0; node < links.length; node++) {
            if (!groups.isTaken[node]) {
                List<Integer> group = groups.around(node);
                if (groups.isCutOff(group)) {
                    found.add(group);
                }
            }
        }
        return found;
    }

    private List<Integer> around(int first) {
        List<Integer> group = new ArrayList<>(List.of(first));
        isTaken[first] = true;
        for (int reached = 0; reached < group.size(); reached++) {
            int node = group.get(reached);
            for (int other = 0; other < links.length; other++) {
                if (!isTaken[other] && (links[node][other] == Known.FINE || links[other][node] == Known.FINE)) {
                    isTaken[other] = true;
                    group.add(other);
                }
            }
        }
        return group;
    }

    private boolean isCutOff(List<Integer> group) {
        boolean[] isInside = new boolean[links.length];
        group.forEach(node -> isInside[node] = true);
        for (int node : group) {
            for (int other = 0; other < links.length; other++) {
                if (!isInside[other] && (links[node][other] == Known.CUT || links[other][node] == Known.CUT)) {
                    return true;
                }
            }
        }
        return false;
    }
}
