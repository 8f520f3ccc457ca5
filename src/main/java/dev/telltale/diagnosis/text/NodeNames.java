package dev.telltale.diagnosis.text;

import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.List;

/** Formats node names and counts for a sentence. */
final class NodeNames {
    private static final int MAX_NAMES = 3;

    private NodeNames() {}

    /** "node1", "node1 and node2", "node1, node2 and 7 others". */
    static String of(List<NodeId> nodes) {
        List<String> shown =
                new ArrayList<>(shown(nodes.stream().map(NodeId::value).toList()));
        String last = shown.remove(shown.size() - 1);
        return shown.isEmpty() ? last : String.join(", ", shown) + " and " + last;
    }

    /** "node1, node2, 7 others". */
    static String list(List<String> words) {
        return String.join(", ", shown(words));
    }

    private static List<String> shown(List<String> words) {
        if (words.size() <= MAX_NAMES) {
            return words;
        }
        List<String> shown = new ArrayList<>(words.subList(0, MAX_NAMES - 1));
        shown.add(words.size() - shown.size() + " others");
        return shown;
    }

    /** "1 of 2 observers"; "the only observer" if there is just one. */
    static String observers(int votes, int of) {
        return of == 1 ? "the only observer" : votes(votes, of);
    }

    /** "1 of 2 observers". */
    static String votes(int votes, int of) {
        return votes + " of " + of + (of == 1 ? " observer" : " observers");
    }
}
