package dev.telltale.scenario;

import dev.telltale.diagnosis.Cause;
import dev.telltale.model.Link;
import dev.telltale.model.NodeId;
import dev.telltale.model.Quoted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The words of a cause, brought into the form that a diagnosis uses; so a misspelt one is an error and not a failure. */
final class CauseWords {
    private static final Map<String, Function<NodeId, Cause>> OF_NODE = new LinkedHashMap<>();

    static {
        OF_NODE.put("crash of", Cause.Crash::new);
        OF_NODE.put("goodbye of", Cause.Left::new);
        OF_NODE.put("hung", Cause.Hang::new);
        OF_NODE.put("errors of", Cause.Failing::new);
        OF_NODE.put("gray status of", Cause.GrayStatus::new);
        OF_NODE.put("restart of", Cause.Restart::new);
        OF_NODE.put("sick observer", Cause.SickObserver::new);
        OF_NODE.put("skewed clock of", Cause.Skewed::new);
        OF_NODE.put("isolated", Cause.Isolated::new);
        OF_NODE.put("mute", Cause.Mute::new);
        OF_NODE.put("deaf", Cause.Deaf::new);
    }

    private static final String ONE_WAY = "one-way link ";
    private static final String BROKEN = "broken link ";
    private static final String PARTITION = "partition ";

    private CauseWords() {}

    /**
     * The same in the normal form.
     *
     * @throws IllegalArgumentException with what was found and what would be right
     */
    static String normal(String text, Names names) {
        String words = text.strip().replaceAll("\\s+", " ");
        if (words.equals(Expectation.Says.ALL_WELL)) {
            return words;
        }
        return cause(words, names).words();
    }

    private static Cause cause(String words, Names names) {
        if (words.equals(new Cause.Overload().words())) {
            return new Cause.Overload();
        } else if (words.startsWith(ONE_WAY)) {
            NodeId[] ends = ends(words, ONE_WAY, " to ", names);
            return new Cause.OneWay(new Link(ends[0], ends[1]));
        } else if (words.startsWith(BROKEN)) {
            NodeId[] ends = ends(words, BROKEN, " and ", names);
            return new Cause.Broken(ends[0], ends[1]);
        } else if (words.startsWith(PARTITION)) {
            return new Cause.Partition(names.groups(words.substring(PARTITION.length())));
        }
        for (Map.Entry<String, Function<NodeId, Cause>> one : OF_NODE.entrySet()) {
            if (words.startsWith(one.getKey() + " ")) {
                return one.getValue()
                        .apply(names.one(words.substring(one.getKey().length())));
            }
        }
        throw new IllegalArgumentException(
                "found " + Quoted.of(words) + "; a diagnosis is \"" + Expectation.Says.ALL_WELL
                        + "\", \"overload\", \"one-way link node1 to node3\", \"broken link node1 and node3\","
                        + " \"partition node1, node2 / node3\", or one of these with a node behind it: "
                        + String.join(", ", OF_NODE.keySet()));
    }

    private static NodeId[] ends(String words, String prefix, String between, Names names) {
        String[] ends = words.substring(prefix.length()).split(between, -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException(
                    "found " + Quoted.of(words) + "; write \"" + prefix + "node1" + between + "node2\"");
        }
        return new NodeId[] {names.one(ends[0]), names.one(ends[1])};
    }
}
