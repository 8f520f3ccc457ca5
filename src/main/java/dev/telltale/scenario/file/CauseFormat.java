package dev.telltale.scenario.file;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Expectation;
import dev.telltale.text.SafeText;
import java.util.List;

/** The words of a diagnosis in a scenario, in their normal form; so a misspelt one is an error and not a failure. */
final class CauseFormat {
    private static final String RIGHT = "; a diagnosis is \"" + Expectation.Says.ALL_WELL
            + "\", \"overload\", \"one-way link node1 to node3\", \"broken link node1 and node3\","
            + " \"partition node1, node2 / node3\", or one of these with a node behind it: crash of, goodbye of, absent, hung,"
            + " errors of, gray status of, restart of, sick observer, skewed clock of, isolated, mute, deaf";

    private CauseFormat() {}

    /**
     * The same in the normal form.
     *
     * @throws IllegalArgumentException with what was found and what would be right
     */
    static String normal(String text, NodeNameParser names) {
        String words = text.strip().replaceAll("\\s+", " ");
        if (words.equals(Expectation.Says.ALL_WELL)) {
            return words;
        }
        Cause cause = Cause.ofWords(words)
                .orElseThrow(() -> new IllegalArgumentException("found " + SafeText.of(words) + RIGHT));
        nodes(cause).forEach(node -> names.one(node.value()));
        return cause.words();
    }

    private static List<NodeId> nodes(Cause cause) {
        if (cause instanceof Cause.OfNode one) {
            return List.of(one.node());
        } else if (cause instanceof Cause.OneWay one) {
            return List.of(one.link().observer(), one.link().subject());
        } else if (cause instanceof Cause.Broken broken) {
            return List.of(broken.one(), broken.other());
        } else if (cause instanceof Cause.Partition partition) {
            return partition.groups().stream().flatMap(List::stream).toList();
        }
        return List.of();
    }
}
