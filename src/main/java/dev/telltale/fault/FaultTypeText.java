package dev.telltale.fault;

import dev.telltale.text.DurationFormat;
import java.util.Locale;
import java.util.Set;

/** Describes a fault in a few words. */
public final class FaultTypeText {
    private static final int MAX_LINKS = 2;

    private static final LinkFault.Cases<String, RuntimeException> LINKS = new LinkFault.Cases<>() {
        @Override
        public String cut(LinkFault.Cut cut) {
            return "cut " + links(cut.links());
        }

        @Override
        public String delay(LinkFault.Delay delay) {
            return "delay " + links(delay.links()) + " by "
                    + DurationFormat.range(delay.delay(), delay.delay().plus(delay.jitter()));
        }

        @Override
        public String drop(LinkFault.Drop drop) {
            return String.format(Locale.ROOT, "drop %.0f %% of %s", drop.share() * 100, links(drop.links()));
        }
    };

    private static final NodeFault.Cases<String, RuntimeException> NODE = new NodeFault.Cases<>() {
        @Override
        public String stall(NodeFault.Stall stall) {
            return stall.node() + " stalled";
        }

        @Override
        public String slow(NodeFault.Slow slow) {
            return slow.node() + " slow by "
                    + DurationFormat.range(slow.delay(), slow.delay().plus(slow.jitter()));
        }

        @Override
        public String fail(NodeFault.Fail fail) {
            return fail.node() + (fail.isGarbage() ? " answers garbage" : " answers 500");
        }

        @Override
        public String gray(NodeFault.Gray gray) {
            return gray.node() + " gray: " + gray.broken().id() + " broken";
        }

        @Override
        public String skew(NodeFault.Skew skew) {
            return skew.node() + "'s clock "
                    + DurationFormat.setting(skew.ahead().abs()) + (skew.ahead().isNegative() ? " behind" : " ahead");
        }
    };

    private FaultTypeText() {}

    /** Such as "cut node1 to node3" or "node2 slow by 300ms". */
    public static String of(FaultType effect) {
        return effect.match(LINKS, NODE);
    }

    private static String links(Set<Link> links) {
        if (links.size() > MAX_LINKS) {
            return links.size() + " links";
        }
        Link first = links.iterator().next();
        if (links.size() == 1) {
            return first.toString();
        }
        return links.contains(first.reversed())
                ? first.observer() + " and " + first.subject() + " from each other"
                : String.join(" and ", links.stream().map(Link::toString).toList());
    }
}
