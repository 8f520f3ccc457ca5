package dev.telltale.dashboard;

import dev.telltale.model.Effect;
import dev.telltale.model.Evidence;
import dev.telltale.model.Link;
import dev.telltale.model.Links;
import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
import dev.telltale.model.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every pattern that the document about reading the grid shows, as a story in which cause, cells and times agree. */
final class Patterns {
    /** Long enough ago for a silence to be a verdict. */
    private static final Duration DONE_AGO = Duration.ofSeconds(9);

    private static final String NO_ANSWER = "no answer within 2000 ms";
    private static final String ERROR = "answers with status 500";

    private Patterns() {}

    static Map<String, Story> all() {
        Map<String, Story> all = new LinkedHashMap<>();
        all.put("all-well", up(3));
        all.put("crash", up(3).killed(2));
        all.put("goodbye", up(3).stopped(2, Duration.ofMillis(4_020)));
        all.put("hung", silenced(up(3).paused(2, DONE_AGO), Evidence.TIMEOUT).silent(2, NO_ANSWER, DONE_AGO));
        all.put(
                "errors",
                silenced(done(3, new Effect.Fail(node(2), false)), Evidence.BAD_STATUS)
                        .silent(2, ERROR, DONE_AGO));
        all.put("gray-status", done(3, new Effect.Gray(node(2), Page.STATUS)).silent(2, ERROR, DONE_AGO));
        all.put("isolated", cut(3, Links.isolate(ids(3), node(2))));
        all.put("mute", cut(3, Links.column(ids(3), node(2))));
        all.put("deaf", cut(3, Links.row(ids(3), node(1))));
        all.put("sick", up(3).sick(1, 5));
        all.put("one-way", cut(3, Set.of(new Link(node(1), node(3)))));
        all.put("broken-link", cut(3, Links.between(node(1), node(3))));
        all.put("partition", cut(4, Links.halves(ids(4))));
        all.put("overload", up(3).late(1, 4).late(2, 5).late(3, 3));
        all.put("restart", up(3).restarted(2, Duration.ofMillis(2_940)));
        all.put(
                "skewed",
                done(3, new Effect.Skew(node(2), Duration.ofSeconds(5))).ahead(2, Duration.ofSeconds(5)));
        all.put("unnoticed", up(3).broken(Duration.ofMillis(1_400), new Effect.Cut(Links.row(ids(3), node(1)))));
        all.put("past", up(3).pausedBefore(2, Duration.ofSeconds(22)).killed(2));
        return all;
    }

    private static Story up(int nodes) {
        return new Story(nodes).allUp();
    }

    private static Story done(int nodes, Effect effect) {
        return up(nodes).broken(DONE_AGO, effect);
    }

    private static Story cut(int nodes, Set<Link> links) {
        return tellDown(done(nodes, new Effect.Cut(links)), links, Evidence.TIMEOUT);
    }

    /** What all others hold of node 2 is a silence, or an error, since a timeout after it began. */
    private static Story silenced(Story story, Evidence evidence) {
        return tellDown(story, Links.column(story.config().ids(), node(2)), evidence);
    }

    private static Story tellDown(Story story, Set<Link> links, Evidence evidence) {
        int nth = 0;
        for (Link link : Links.sorted(links, story.config().ids())) {
            // Observers do not ask at the same instant.
            story.tells(link, Status.DOWN, evidence, Duration.ofMillis(4_610 - 130L * (nth++ % 4)));
        }
        return story;
    }

    private static NodeId node(int number) {
        return Story.node(number);
    }

    private static List<NodeId> ids(int nodes) {
        return new Story(nodes).config().ids();
    }
}
