package dev.telltale.cli;

import dev.telltale.model.Address;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.node.Identity;
import dev.telltale.node.http.HttpNode;
import dev.telltale.time.NanoClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One node's life in this process, from its port to its end. The calling thread prints and watches the parent. */
final class NodeRun {
    private static final Duration PARENT_CHECK = Duration.ofMillis(500);
    /** Whatever hangs, the process ends this long after it was asked to. */
    private static final Duration LAST_RESORT = Duration.ofMillis(1_800);

    private final NodeId id;
    private final Address listen;
    private final List<Member> peers;
    private final HeartbeatSettings settings;
    private final @Nullable ParentProcess parent;
    private final PrintWriter out;
    private final NanoClock clock = NanoClock.SYSTEM;
    private final NodeLog log;

    NodeRun(
            NodeId id,
            Address listen,
            List<Member> peers,
            HeartbeatSettings settings,
            @Nullable ParentProcess parent,
            PrintWriter out) {
        this.id = id;
        this.listen = listen;
        this.peers = peers;
        this.settings = settings;
        this.parent = parent;
        this.out = out;
        log = new NodeLog(id, out);
    }

    int untilTheEnd() throws CommandException, InterruptedException {
        var identity = new Identity(
                id, clock.now().wall().toEpochMilli(), ProcessHandle.current().pid(), clock.now());
        HttpNode node = start(identity);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(node), "leave"));
        out.println("telltale: " + id + " ready on " + node.address() + " (PID " + identity.pid() + ")");
        out.flush();
        if (parent != null) {
            parent.onLifelineEnd(log::close);
        }
        while (log.printFor(PARENT_CHECK)) {
            if (parent != null && !parent.isAlive()) {
                break;
            }
        }
        return log.hasFailed() ? ExitCode.FAULT : ExitCode.DONE;
    }

    private HttpNode start(Identity identity) throws CommandException {
        try {
            return HttpNode.start(identity, listen, peers, settings, clock, log);
        } catch (BindException e) {
            throw CommandException.environment(
                    "Port " + listen.port() + " on " + listen.host() + " cannot be used: " + e.getMessage());
        } catch (IOException e) {
            throw CommandException.environment(id + " cannot listen on " + listen + ": " + e.getMessage() + ".");
        }
    }

    private void leave(HttpNode node) {
        var done = new CountDownLatch(1);
        var patience = new Thread(
                () -> {
                    try {
                        if (!done.await(LAST_RESORT.toMillis(), TimeUnit.MILLISECONDS)) {
                            Runtime.getRuntime().halt(ExitCode.DONE);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "last-resort");
        patience.setDaemon(true);
        patience.start();
        node.close();
        done.countDown();
    }
}
