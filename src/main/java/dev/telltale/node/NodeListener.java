package dev.telltale.node;

import dev.telltale.model.Transition;
import java.time.Duration;

/** Hears what a node notices, on the node's loop thread; must not block. */
public interface NodeListener {
    void onTransition(Transition transition);

    /** The node itself slept for this long and blames nobody for it. */
    void onLate(Duration late);

    /** What else is worth a line, without the node's name; called on an I/O thread, or the thread that starts the node. */
    void onRemark(String remark);

    /** A fault in the program ended the loop; the node is of no use any more. */
    void onFailure(Throwable failure);
}
