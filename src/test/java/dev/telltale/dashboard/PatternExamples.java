package dev.telltale.dashboard;

import static dev.telltale.testkit.TestValues.link;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;

import dev.telltale.diagnosis.Cause;
import dev.telltale.diagnosis.Causes;
import dev.telltale.model.Effect;
import dev.telltale.model.Links;
import dev.telltale.model.Page;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An example of every pattern in the document about reading the grid; cause, cells and times agree. */
final class PatternExamples {
    /** Before any of its observers has called a node down. */
    private static final Duration BEGAN = Duration.ofSeconds(15);

    private PatternExamples() {}

    static Map<String, ClusterFixture> all() {
        Map<String, ClusterFixture> all = new LinkedHashMap<>();
        all.put("all-well", up(3));
        all.put("crash", up(3).killed(2));
        all.put("goodbye", up(3).stopped(2, Duration.ofSeconds(10)));
        all.put("hung", up(3).paused(2, BEGAN).with(new Cause.Hang(node(2))).silent(2, "does not answer", BEGAN));
        String error = "answers with status 500";
        Effect fail = new Effect.Fail(node(2), false);
        all.put(
                "errors",
                up(3).withFault(BEGAN, fail).with(new Cause.Failing(node(2))).silent(2, error, BEGAN));
        Effect gray = new Effect.Gray(node(2), Page.STATUS);
        all.put("gray-status", up(3).withFault(BEGAN, gray).silent(2, error, BEGAN));
        all.put("isolated", cut(3, new Cause.Isolated(node(2))));
        all.put("mute", cut(3, new Cause.Mute(node(2))));
        all.put("deaf", cut(3, new Cause.Deaf(node(1))));
        all.put("sick", up(3).sick(1, 5));
        all.put("one-way", cut(3, new Cause.OneWay(link(1, 3))));
        all.put("broken-link", cut(3, new Cause.Broken(node(1), node(3))));
        all.put("partition", cut(4, new Cause.Partition(List.of(nodes(2), List.of(node(3), node(4))))));
        all.put("overload", up(3).with(new Cause.Overload()));
        all.put("restart", up(3).restarted(2, Duration.ofSeconds(3)));
        Effect skew = new Effect.Skew(node(2), Duration.ofSeconds(5));
        all.put("skewed", up(3).withFault(BEGAN, skew).with(new Cause.Skewed(node(2))));
        Effect unnoticed = new Effect.Cut(Links.row(nodes(3), node(1)));
        all.put("unnoticed", up(3).withFault(Duration.ofMillis(1_400), unnoticed));
        all.put("past", up(3).pausedBefore(2, Duration.ofSeconds(22)).killed(2));
        return all;
    }

    private static ClusterFixture up(int nodes) {
        return new ClusterFixture(nodes).allUp();
    }

    private static ClusterFixture cut(int nodes, Cause.OfLinks cause) {
        return up(nodes)
                .withFault(BEGAN, new Effect.Cut(Causes.links(nodes(nodes), cause)))
                .with(cause);
    }
}
