package dev.telltale.diagnosis.cause;

import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the text of a cause, see {@link Cause#words()}. Accepts equivalent forms, such as another order of the groups.
 */
final class CauseText {
    private static final String ID = "([A-Za-z0-9._-]+)";
    private static final Map<Pattern, Function<MatchResult, Cause>> FORMS = Map.ofEntries(
            ofNode("crash of ", Cause.Crash::new),
            ofNode("goodbye of ", Cause.Left::new),
            ofNode("absent ", Cause.Absent::new),
            ofNode("hung ", Cause.Hang::new),
            ofNode("errors of ", Cause.Failing::new),
            ofNode("gray status of ", Cause.GrayStatus::new),
            ofNode("restart of ", Cause.Restart::new),
            ofNode("sick observer ", Cause.SickObserver::new),
            ofNode("skewed clock of ", Cause.Skewed::new),
            ofNode("isolated ", Cause.Isolated::new),
            ofNode("mute ", Cause.Mute::new),
            ofNode("deaf ", Cause.Deaf::new),
            Map.entry(Pattern.compile("overload"), found -> new Cause.Overload()),
            Map.entry(
                    Pattern.compile("one-way link " + ID + " to " + ID),
                    found -> new Cause.OneWay(new Link(id(found.group(1)), id(found.group(2))))),
            Map.entry(
                    Pattern.compile("broken link " + ID + " and " + ID),
                    found -> new Cause.Broken(id(found.group(1)), id(found.group(2)))),
            Map.entry(Pattern.compile("partition (.+/.+)"), found -> partition(found.group(1))));

    private CauseText() {}

    /** Returns the cause, or empty if the text names none. */
    static Optional<Cause> read(String words) {
        for (Map.Entry<Pattern, Function<MatchResult, Cause>> form : FORMS.entrySet()) {
            Matcher found = form.getKey().matcher(words);
            if (found.matches()) {
                return cause(form.getValue(), found);
            }
        }
        return Optional.empty();
    }

    private static Optional<Cause> cause(Function<MatchResult, Cause> form, MatchResult found) {
        try {
            return Optional.of(form.apply(found));
        } catch (IllegalArgumentException e) {
            // The name is not valid for a node, or both ends of the link are the same node.
            return Optional.empty();
        }
    }

    private static Map.Entry<Pattern, Function<MatchResult, Cause>> ofNode(
            String words, Function<NodeId, Cause> cause) {
        return Map.entry(Pattern.compile(words + ID), found -> cause.apply(id(found.group(1))));
    }

    private static Cause partition(String groups) {
        return new Cause.Partition(
                Arrays.stream(groups.split("/", -1)).map(CauseText::group).toList());
    }

    private static List<NodeId> group(String names) {
        return Arrays.stream(names.split(",", -1)).map(name -> id(name.strip())).toList();
    }

    private static NodeId id(String name) {
        return new NodeId(name);
    }
}
