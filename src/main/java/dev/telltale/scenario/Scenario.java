package dev.telltale.scenario;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A script of timed steps on a cluster, with expectations. Scenario time begins when every node reports every other
 * node up.
 *
 * @param name such as {@code one-way-cut}
 * @param title one line for people; may be empty
 * @param description what the scenario shows; may be empty
 * @param order the place in a list of scenarios, 1 to {@link #MAX_ORDER}; 0 for none, which is after all others
 * @param nodes the number of nodes, {@link #MIN_NODES} to {@link #MAX_NODES}; they are named node1, node2 and so on
 * @param steps in the order of their times, at most {@link #MAX_STEPS}
 * @param expectations at most {@link #MAX_EXPECTATIONS}
 * @param end the time at which the scenario ends, at most {@link #MAX_DURATION}
 */
public record Scenario(
        String name,
        String title,
        String description,
        int order,
        int nodes,
        HeartbeatSettings heartbeat,
        DetectionSettings detection,
        List<Step> steps,
        List<Expectation> expectations,
        Duration end) {
    public static final int MAX_ORDER = 1_000;
    public static final int MIN_NODES = 2;
    public static final int MAX_NODES = 30;
    public static final int MAX_STEPS = 200;
    public static final int MAX_EXPECTATIONS = 200;
    public static final Duration MAX_DURATION = Duration.ofHours(1);

    /** By {@link #order}; those without one last, by {@link #heading}. */
    public static final Comparator<Scenario> BY_ORDER = Comparator.comparing((Scenario scenario) -> scenario.order == 0)
            .thenComparing(Scenario::order)
            .thenComparing(Scenario::heading, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Scenario::name);

    public Scenario {
        steps = List.copyOf(steps);
        expectations = List.copyOf(expectations);
    }

    public List<NodeId> ids() {
        return ids(nodes);
    }

    public static List<NodeId> ids(int nodes) {
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(number -> new NodeId("node" + number))
                .toList();
    }

    /** The title, or the name if the title is empty. */
    public String heading() {
        return title.isEmpty() ? name : title;
    }

    /** The cluster that it is written for, and its length: "5 nodes · 500 ms / 1.5 s · 13 s". */
    public String sizeInWords() {
        return nodes + " nodes · " + DurationFormat.setting(heartbeat.interval()) + " / "
                + DurationFormat.setting(heartbeat.timeout()) + " · " + DurationFormat.setting(end);
    }
}
