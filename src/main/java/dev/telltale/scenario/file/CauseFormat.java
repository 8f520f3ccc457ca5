package dev.telltale.scenario.file;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.scenario.Expectation;
import dev.telltale.text.SafeText;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Checks and normalizes the text of a diagnosis in a scenario file, so that a misspelt cause is reported as an error.
 */
final class CauseFormat {
    private static final String RIGHT = "; a diagnosis is \"" + Expectation.DiagnosisShows.ALL_WELL
            + "\", \"overload\", \"one-way link node1 to node3\", \"broken link node1 and node3\","
            + " \"partition node1, node2 / node3\", or one of these with a node behind it: "
            + Arrays.stream(CauseKind.values())
                    .filter(CauseKind::isOfNode)
                    .map(CauseKind::text)
                    .collect(Collectors.joining(", "));

    private CauseFormat() {}

    /**
     * Returns the text in its normal form.
     *
     * @throws IllegalArgumentException if it names no cause or an unknown node; the message says what is allowed
     */
    static String normal(String text, NodeNameParser names) {
        String words = text.strip().replaceAll("\\s+", " ");
        if (words.equals(Expectation.DiagnosisShows.ALL_WELL)) {
            return words;
        }
        Cause cause = Cause.ofWords(words)
                .orElseThrow(() -> new IllegalArgumentException("found " + SafeText.of(words) + RIGHT));
        cause.nodes().forEach(node -> names.one(node.value()));
        return cause.words();
    }
}
