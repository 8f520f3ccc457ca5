package dev.telltale.sim;

import dev.telltale.model.Effect;
import dev.telltale.model.Evidence;
import dev.telltale.model.Link;
import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the faults of a story mean for each lane, worked out from their effects and not from the books that enforce them. */
final class LaneFaults {
    /** How every attempt of a lane ends while it lasts. */
    enum Way {
        FREE,
        /** Nobody knows: some come through. */
        CHANCE,
        SILENT,
        ERROR,
        GARBAGE
    }

    private final SimulatedCluster cluster;
    private final Way[][] ways;
    private final long[][] since;

    LaneFaults(SimulatedCluster cluster) {
        this.cluster = cluster;
        int nodes = cluster.settings().nodes();
        ways = new Way[nodes][nodes];
        since = new long[nodes][nodes];
        changed();
    }

    /** After something was broken or healed. */
    void changed() {
        List<Effect> effects = cluster.faults().effects();
        for (int observer = 0; observer < ways.length; observer++) {
            for (int subject = 0; subject < ways.length; subject++) {
                if (observer != subject) {
                    Way way = way(effects, new Link(SimulatedNode.id(observer), SimulatedNode.id(subject)));
                    if (way != ways[observer][subject]) {
                        ways[observer][subject] = way;
                        since[observer][subject] = cluster.now();
                    }
                }
            }
        }
    }

    private static Way way(List<Effect> effects, Link link) {
        Way way = Way.FREE;
        for (Effect effect : effects) {
            Way one = way(effect, link);
            if (one == Way.SILENT) {
                return one;
            } else if (one != Way.FREE) {
                // Of several that are not plain silence only this is sure: nobody knows.
                way = way == Way.FREE ? one : Way.CHANCE;
            }
        }
        return way;
    }

    private static Way way(Effect effect, Link link) {
        NodeId subject = link.subject();
        if (effect instanceof Effect.Cut cut) {
            return cut.links().contains(link) ? Way.SILENT : Way.FREE;
        } else if (effect instanceof Effect.Drop drop) {
            return !drop.links().contains(link) ? Way.FREE : drop.share() == 1 ? Way.SILENT : Way.CHANCE;
        } else if (effect instanceof Effect.Delay delay) {
            return delay.links().contains(link) ? Way.CHANCE : Way.FREE;
        } else if (!effect.nodes().contains(subject)) {
            return Way.FREE;
        } else if (effect instanceof Effect.Stall) {
            return Way.SILENT;
        } else if (effect instanceof Effect.Fail fail) {
            return fail.isGarbage() ? Way.GARBAGE : Way.ERROR;
        } else if (effect instanceof Effect.Gray gray) {
            return gray.broken() == Page.HEARTBEAT ? Way.ERROR : Way.FREE;
        }
        return effect instanceof Effect.Slow ? Way.CHANCE : Way.FREE;
    }

    /** Whether the lane has been so for that long, and both of its ends have run as long. */
    private boolean isSteady(int observer, int subject, long nanos) {
        SimulatedNode one = cluster.node(observer);
        SimulatedNode other = cluster.node(subject);
        long now = cluster.now();
        return one.life == Life.RUNNING
                && other.life == Life.RUNNING
                && now - one.since > nanos
                && now - other.since > nanos
                && now - since[observer][subject] > nanos;
    }

    boolean isFree(int observer, int subject, long nanos) {
        return ways[observer][subject] == Way.FREE && isSteady(observer, subject, nanos);
    }

    boolean isFreeSince(int observer, int subject, long nanos) {
        return ways[observer][subject] == Way.FREE && since[observer][subject] <= nanos;
    }

    /** How an attempt that ends now must have ended; null if nobody knows. */
    @Nullable
    Evidence expected(int observer, int subject, long nanos) {
        if (!isSteady(observer, subject, nanos)) {
            return null;
        }
        boolean isLossy = cluster.settings().network().loss() > 0;
        return switch (ways[observer][subject]) {
            case FREE -> isLossy ? null : Evidence.OK;
            case CHANCE -> null;
            case SILENT -> Evidence.TIMEOUT;
            case ERROR -> isLossy ? null : Evidence.BAD_STATUS;
            case GARBAGE -> isLossy ? null : Evidence.BAD_BODY;
        };
    }
}
