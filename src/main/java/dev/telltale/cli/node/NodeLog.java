package dev.telltale.cli.node;

import dev.telltale.cli.base.AsyncPrinter;
import dev.telltale.cli.base.TerminalStyle;
import dev.telltale.cli.base.TransitionLine;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.node.NodeListener;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a node tells its terminal: a line for each change, never one for each heartbeat. */
final class NodeLog implements NodeListener {
    private static final String TOO_MANY_FILES = "Too many open files";

    private final NodeId self;
    private final AsyncPrinter lines;
    private boolean hasToldOfFiles;
    private volatile @Nullable Throwable failure;
    /** Only so that it is read. */
    @SuppressWarnings("unused")
    private volatile @Nullable ZoneId zone;

    NodeLog(NodeId self, AsyncPrinter lines) {
        this.self = self;
        this.lines = lines;
        // Java reads the time zones from a file, which it cannot open any more when all descriptors are in use. It
        // takes
        // 15 ms, in which the server starts.
        var zones = new Thread(() -> zone = ZoneId.systemDefault(), "time-zone");
        zones.setDaemon(true);
        zones.start();
    }

    @Override
    public void onTransition(Transition transition) {
        lines.put(TransitionLine.of(transition, TerminalStyle.NONE));
        if (!hasToldOfFiles && String.valueOf(transition.error()).contains(TOO_MANY_FILES)) {
            hasToldOfFiles = true;
            lines.put(self + " itself can open no more files and sockets: raise the limit with ulimit -n");
        }
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
