package dev.telltale.fault;

import dev.telltale.text.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** An effect in a few words: what is broken, and how. */
public final class FaultTypeText {
    private static final int MAX_LINKS = 2;

    private FaultTypeText() {}

    /** Such as "cut node1 to node3" or "node2 slow by 300ms". */
    public static String of(FaultType effect) {
        if (effect instanceof FaultType.Cut cut) {
            return "cut " + links(cut.links());
        } else if (effect instanceof FaultType.Delay delay) {
            return "delay " + links(delay.links()) + " by " + span(delay.delay(), delay.jitter());
        } else if (effect instanceof FaultType.Drop drop) {
            return String.format(Locale.ROOT, "drop %.0f %% of %s", drop.share() * 100, links(drop.links()));
        } else if (effect instanceof FaultType.Stall stall) {
            return stall.node() + " stalled";
        } else if (effect instanceof FaultType.Slow slow) {
            return slow.node() + " slow by " + span(slow.delay(), slow.jitter());
        } else if (effect instanceof FaultType.Fail fail) {
            return fail.node() + (fail.isGarbage() ? " answers garbage" : " answers 500");
        } else if (effect instanceof FaultType.Gray gray) {
            return gray.node() + " gray: " + gray.broken().word() + " broken";
        }
        FaultType.Skew skew = (FaultType.Skew) effect;
        return skew.node() + "'s clock " + Durations.format(skew.ahead().abs())
                + (skew.ahead().isNegative() ? " behind" : " ahead");
    }

    private static String links(Set<Link> links) {
        if (links.size() > MAX_LINKS) {
            return links.size() + " links";
        }
        Link first = links.iterator().next();
        if (links.size() == 1) {
            return first.toString();
        }
        return links.contains(first.back())
                ? first.observer() + " and " + first.subject() + " from each other"
                : String.join(" and ", links.stream().map(Link::toString).toList());
    }

    private static String span(Duration least, Duration jitter) {
        return jitter.isZero()
                ? Durations.format(least)
                : Durations.format(least) + " to " + Durations.format(least.plus(jitter));
    }
}
