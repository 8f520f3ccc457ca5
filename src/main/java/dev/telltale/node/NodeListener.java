package dev.telltale.node;

import dev.telltale.model.Transition;
import java.time.Duration;

/** Receives the events of a node for its log. Called on the node loop unless stated otherwise; must not block. */
public interface NodeListener {
    /** The status of a peer changed, or a peer restarted. */
    void onTransition(Transition transition);

    /** The node itself was paused for this long; that time is not counted as silence of its peers. */
    void onPause(Duration length);

    /** Another log line, without the node's name. Called on an I/O thread or the thread that starts the node. */
    void onRemark(String remark);

    /** An internal error ended the node loop; the node does not work any more. */
    void onFailure(Throwable failure);
}
