package dev.telltale.cli;

import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.node.NodeListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a node tells its terminal: a line for each change, never one for each heartbeat. */
final class NodeLog implements NodeListener {
    private final NodeId self;
    private final LineQueue lines;
    private volatile @Nullable Throwable failure;

    NodeLog(NodeId self, LineQueue lines) {
        this.self = self;
        this.lines = lines;
    }

    @Override
    public void onTransition(Transition transition) {
        lines.put(TransitionLine.of(transition, Paint.NONE));
    }

    @Override
    public void onLate(Duration late) {
        lines.put(self + " itself slept for " + late.toMillis() + " ms, and blames nobody for that time");
    }

    @Override
    public void onRemark(String remark) {
        lines.put(self + " " + remark);
    }

    @Override
    public void onFailure(Throwable cause) {
        failure = cause;
        lines.close();
    }

    /** What ended the node's loop; null while all is well. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
