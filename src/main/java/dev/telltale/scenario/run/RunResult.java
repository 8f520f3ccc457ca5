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
 * All that a report tells of one run, on one clock.
 *
 * @param title such as the scenario's name; may hold anything
 * @param about what it teaches, a sentence or two; may be empty
 * @param facts how it was run: settings, real or simulated, seed, in the order in which they are shown
 * @param end later than the start
 * @param deciding the detector whose beliefs are drawn
 * @param done oldest first
 * @param beliefs of all detectors or of the deciding one; before a lane's first change it is unknown
 */
public record RunResult(
        String title,
        String about,
        List<Fact> facts,
        Instant start,
        Instant end,
        List<NodeId> nodes,
        DetectorKind deciding,
        List<InjectedFault> done,
        List<StatusHistory> beliefs,
        List<ExpectationResult> verdicts,
        Quality quality) {
    public RunResult {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("a run ends after it starts, found " + start + " to " + end);
        }
        facts = List.copyOf(facts);
        nodes = List.copyOf(nodes);
        done = List.copyOf(done);
        beliefs = List.copyOf(beliefs);
        verdicts = List.copyOf(verdicts);
    }

    /** One thing about how it was run: "heartbeat interval", "200ms". */
    public record Fact(String name, String value) {
        private static final String SKIPPED = "skipped";

        /** That a step was not done, and why. */
        public static Fact skipped(String sentence) {
            return new Fact(SKIPPED, sentence);
        }
    }

    /**
     * What was really done, to nodes or to links.
     *
     * @param label in a word or two: "killed", "paused", "cut", "delay 300ms"
     * @param until null if it lasted beyond the end
     * @param nodes empty if it was done to links
     * @param links empty if it was done to nodes
     */
    public record InjectedFault(
            String label, Instant from, @Nullable Instant until, List<NodeId> nodes, List<Link> links) {
        public InjectedFault {
            if (nodes.isEmpty() == links.isEmpty()) {
                throw new IllegalArgumentException("a deed is done to nodes or to links, found " + nodes + links);
            }
            nodes = List.copyOf(nodes);
            links = List.copyOf(links);
        }

        public static InjectedFault toNode(String label, Instant from, @Nullable Instant until, NodeId node) {
            return new InjectedFault(label, from, until, List.of(node), List.of());
        }

        public static InjectedFault toLinks(String label, Instant from, @Nullable Instant until, List<Link> links) {
            return new InjectedFault(label, from, until, List.of(), links);
        }
    }

    /** Every result has its sign and its word, so that colour is never alone. */
    public enum Result {
        PASSED("✓", "passed"),
        FAILED("✕", "failed"),
        /** The run ended before it could be told. */
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

        public String word() {
            return word;
        }
    }

    /**
     * What was expected, and what came of it.
     *
     * @param text the expectation as a sentence
     * @param detail what was found instead, or measured; may be empty
     * @param at when it was settled; null if that is not known
     * @param isObserverLate whether it failed, and the observers that were too late reported that they got no processor
     *     time themselves: then it may be the machine and not the cluster that failed
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

    /** A sentence for each step that was not done. */
    public List<String> skipped() {
        return facts.stream()
                .filter(fact -> fact.name().equals(Fact.SKIPPED))
                .map(Fact::value)
                .toList();
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    public long count(Result result) {
        return verdicts.stream().filter(verdict -> verdict.result() == result).count();
    }

    /** No expectation failed, and each was tried. */
    public boolean isPassed() {
        return count(Result.PASSED) == verdicts.size();
    }
}
