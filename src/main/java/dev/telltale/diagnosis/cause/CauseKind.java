package dev.telltale.diagnosis.cause;

import dev.telltale.model.NodeId;
import java.util.Arrays;
import java.util.List;

/** The kinds of causes, most severe first: the order in a sentence and in a list of findings. */
public enum CauseKind {
    /** The process of the node has ended. */
    CRASH(Effect.SILENCE, "crash of"),
    /** The process of the node ended after it had announced that it leaves. */
    LEFT(Effect.SILENCE, "goodbye of"),
    /** No process listens at the address, and no observer has received a heartbeat from it since its own start. */
    ABSENT(Effect.SILENCE, "absent"),
    /** The node accepts requests and answers none: paused, stalled, or without processor time. */
    HANG(Effect.SILENCE, "hung"),
    /** The node answers its peers with errors or with a body that is not a heartbeat. */
    FAILING(Effect.SILENCE, "errors of"),
    /** Requests between different groups fail. */
    PARTITION(Effect.CUT_LINKS, "partition", " / ", CauseKind.MANY),
    /** Requests from and to the node fail. Only in clusters of three or more nodes. */
    ISOLATED(Effect.CUT_LINKS, "isolated"),
    /** Requests to the node fail, requests from it succeed. Only in clusters of three or more nodes. */
    MUTE(Effect.CUT_LINKS, "mute"),
    /** Requests from the node fail, requests to it succeed. Only in clusters of three or more nodes. */
    DEAF(Effect.CUT_LINKS, "deaf"),
    /** Requests between two nodes fail in both directions. */
    BROKEN(Effect.CUT_LINKS, "broken link", " and ", 2),
    /** Requests of the first node, the observer, to the second fail; requests in the other direction succeed. */
    ONE_WAY(Effect.CUT_LINKS, "one-way link", " to ", 2),
    /** Most nodes are lagging. */
    OVERLOAD(Effect.MILD, "overload", "", 0),
    /** The observer is lagging, or reports many subjects down that all other observers report up. */
    SICK_OBSERVER(Effect.MILD, "sick observer"),
    /** Observers report the node up, but it does not answer requests for its status. */
    GRAY_STATUS(Effect.MILD, "gray status of"),
    /** A new incarnation of the node is up since less than {@link Cause#RESTART_REPORTED_FOR}. */
    RESTART(Effect.MILD, "restart of"),
    /** The wall clock of the node differs from that of this process. */
    SKEWED(Effect.MILD, "skewed clock of");

    /** The {@link #size} of a kind that names two or more groups of nodes. */
    private static final int MANY = Integer.MAX_VALUE;

    private enum Effect {
        /** No observer receives the node's heartbeats. */
        SILENCE,
        /** Links between running nodes are cut. */
        CUT_LINKS,
        /** All nodes may be up at every observer. */
        MILD
    }

    private final Effect effect;
    private final String text;
    final String separator;
    private final int size;

    CauseKind(Effect effect, String text) {
        this(effect, text, "", 1);
    }

    CauseKind(Effect effect, String text, String separator, int size) {
        this.effect = effect;
        this.text = text;
        this.separator = separator;
        this.size = size;
    }

    /** The cause of this kind that names these nodes, each a group of its own. */
    public Cause of(NodeId... nodes) {
        return new Cause(this, Arrays.stream(nodes).map(List::of).toList());
    }

    /** The text of the kind, before the nodes: "crash of". */
    public String text() {
        return text;
    }

    /** Whether a cause of this kind names one node. */
    public boolean isOfNode() {
        return size == 1;
    }

    /** Whether a cause of this kind names the two ends of a link. */
    public boolean isOfPair() {
        return size == 2;
    }

    /** Whether a cause of this kind cuts links between nodes that run. */
    public boolean isOfLinks() {
        return effect == Effect.CUT_LINKS;
    }

    /** Whether a cause of this kind by itself keeps every observer from receiving the node's heartbeats. */
    public boolean isSilence() {
        return effect == Effect.SILENCE;
    }

    /** Whether all nodes may be up at every observer in spite of a cause of this kind. */
    public boolean isMild() {
        return effect == Effect.MILD;
    }

    /** Whether these groups are what a cause of this kind names. */
    boolean accepts(List<List<NodeId>> groups) {
        return size == MANY
                ? groups.size() > 1
                : groups.size() == size
                        && groups.stream().distinct().count() == size
                        && groups.stream().allMatch(group -> group.size() == 1);
    }
}
