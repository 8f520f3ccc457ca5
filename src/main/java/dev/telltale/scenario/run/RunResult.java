package dev.telltale.scenario.run;

import dev.telltale.fault.Link;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one run, on one clock: the content of a report.
 *
 * @param about the text at the head of a report
 * @param end later than the start
 * @param deciding the detector whose statuses are drawn
 * @param faults oldest first
 * @param histories of all detectors or of the deciding one; unknown before the first change
 */
public record RunResult(
        About about,
        Instant start,
        Instant end,
        List<NodeId> nodes,
        DetectorKind deciding,
        List<InjectedFault> faults,
        List<StatusHistory> histories,
        List<ExpectationResult> expectations,
        Quality quality) {
    public RunResult {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("a run ends after it starts, found " + start + " to " + end);
        }
        nodes = List.copyOf(nodes);
        faults = List.copyOf(faults);
        histories = List.copyOf(histories);
        expectations = List.copyOf(expectations);
    }

    /**
     * What the run was.
     *
     * @param title such as the scenario's title; not sanitized
     * @param description what the scenario shows, a sentence or two; may be empty
     * @param facts properties of the run, such as settings and seed, in display order
     */
    public record About(String title, String description, List<Fact> facts) {
        public About {
            facts = List.copyOf(facts);
        }
    }

    /** A property of the run, such as "heartbeat interval" with "200ms". */
    public record Fact(String name, String value) {
        private static final String SKIPPED = "skipped";

        /** The fact that a step was skipped, with its reason. */
        public static Fact skipped(String sentence) {
            return new Fact(SKIPPED, sentence);
        }
    }

    /**
     * A fault of nodes or links, with its interval.
     *
     * @param label one or two words: "killed", "paused", "cut", "delay 300ms"
     * @param until null if it lasted beyond the end of the run
     * @param nodes empty for a fault of links
     * @param links empty for a fault of nodes
     */
    public record InjectedFault(
            String label, Instant from, @Nullable Instant until, List<NodeId> nodes, List<Link> links) {
        public InjectedFault {
            if (nodes.isEmpty() == links.isEmpty()) {
                throw new IllegalArgumentException("a fault affects either nodes or links, found " + nodes + links);
            }
            nodes = List.copyOf(nodes);
            links = List.copyOf(links);
        }

        public static InjectedFault onNode(String label, Instant from, @Nullable Instant until, NodeId node) {
            return new InjectedFault(label, from, until, List.of(node), List.of());
        }

        public static InjectedFault onLinks(String label, Instant from, @Nullable Instant until, List<Link> links) {
            return new InjectedFault(label, from, until, List.of(), links);
        }
    }

    /** The result of an expectation. Each has a sign and a word, so that it does not depend on colour. */
    public enum Result {
        PASSED("✓", "passed"),
        FAILED("✕", "failed"),
        /** Not evaluated: the step that it refers to was not executed. */
        SKIPPED("–", "not tried");

        private final String sign;
        private final String word;

        Result(String sign, String word) {
            this.sign = sign;
            this.word = word;
        }

        public String sign() {
            return sign;
        }

        public String label() {
            return word;
        }
    }

    /**
     * An expectation with its result.
     *
     * @param text the expectation as a sentence
     * @param detail what was measured, or found instead; may be empty
     * @param at when the result was determined; null if not known
     * @param isObserverLate whether it failed, and all observers that were late reported a lag: then the machine may
     *     have been overloaded
     */
    public record ExpectationResult(
            String text,
            Result result,
            String detail,
            @Nullable Instant at,
            boolean isObserverLate) {
        public ExpectationResult(String text, Result result, String detail, @Nullable Instant at) {
            this(text, result, detail, at, false);
        }
    }

    /** One sentence for each skipped step. */
    public List<String> skipped() {
        return about.facts().stream()
                .filter(fact -> fact.name().equals(Fact.SKIPPED))
                .map(Fact::value)
                .toList();
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    public long count(Result result) {
        return expectations.stream()
                .filter(expectation -> expectation.result() == result)
                .count();
    }

    /** Whether every expectation passed. */
    public boolean isPassed() {
        return count(Result.PASSED) == expectations.size();
    }
}
