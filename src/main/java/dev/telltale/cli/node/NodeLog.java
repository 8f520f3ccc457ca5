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

/** Prints a line for each change of status, never one for each heartbeat. */
final class NodeLog implements NodeListener {
    private static final String TOO_MANY_FILES = "Too many open files";

    private final NodeId self;
    private final AsyncPrinter lines;
    private boolean hasReportedFiles;
    private volatile @Nullable Throwable failure;
    /** Written only to force loading the time zones. */
    @SuppressWarnings("unused")
    private volatile @Nullable ZoneId zone;

    NodeLog(NodeId self, AsyncPrinter lines) {
        this.self = self;
        this.lines = lines;
        // Java loads the time zones from a file, which it cannot open once all descriptors are in use. Takes 15 ms, in
        // parallel to the start of the server.
        var zones = new Thread(() -> zone = ZoneId.systemDefault(), "time-zone");
        zones.setDaemon(true);
        zones.start();
    }

    @Override
    public void onTransition(Transition transition) {
        lines.put(TransitionLine.of(transition, TerminalStyle.NONE));
        if (!hasReportedFiles && String.valueOf(transition.error()).contains(TOO_MANY_FILES)) {
            hasReportedFiles = true;
            lines.put(self + " cannot open more files or sockets: raise the limit with ulimit -n");
        }
    }

    @Override
    public void onPause(Duration length) {
        lines.put(self + " itself was late by " + length.toMillis() + " ms, and reports no peer as down for that time");
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

    /** The error that ended the node's loop; null if there was none. Any thread. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
