package dev.telltale.cli.node;

import dev.telltale.auth.AuthToken;
import dev.telltale.auth.ClusterIdentity;
import dev.telltale.cli.base.AsyncPrinter;
import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.PortTrouble;
import dev.telltale.launcher.process.ReadyLine;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.node.Identity;
import dev.telltale.node.http.HttpNode;
import dev.telltale.node.http.protocol.NodeCredentials;
import dev.telltale.platform.Tokens;
import dev.telltale.platform.UserDirs;
import dev.telltale.registry.RunRecord;
import dev.telltale.registry.RunRecords;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One node's life in this process, from its port to its end. The calling thread prints and watches the parent. */
public final class NodeRun {
    private static final String NOT_FOUND = "telltale kill and stop will not find this node: ";
    private static final Duration PARENT_CHECK = Duration.ofMillis(500);
    private static final Duration MAX_HANDOVER_TIME = Duration.ofSeconds(2);
    /** Whatever hangs, the process ends this long after it was asked to. */
    private static final Duration LAST_RESORT = Duration.ofMillis(1_800);

    private final NodeId id;
    private final Address listen;
    private final List<Member> peers;
    private final HeartbeatSettings settings;
    private final DetectionSettings detection;
    private final @Nullable ParentProcess parent;
    private final @Nullable AuthToken faultToken;
    private final @Nullable ClusterIdentity membership;
    private final PrintStream out = System.out;
    private final TimeSource clock = TimeSource.SYSTEM;
    private final AsyncPrinter lines = new AsyncPrinter(out);
    private final NodeLog log;

    NodeRun(
            NodeId id,
            Address listen,
            List<Member> peers,
            HeartbeatSettings settings,
            DetectionSettings detection,
            @Nullable ParentProcess parent,
            @Nullable AuthToken faultToken,
            @Nullable ClusterIdentity membership) {
        this.id = id;
        this.listen = listen;
        this.peers = peers;
        this.settings = settings;
        this.detection = detection;
        this.parent = parent;
        this.faultToken = faultToken;
        this.membership = membership;
        log = new NodeLog(id, lines);
    }

    public int untilTheEnd() throws CommandException, InterruptedException {
        ClockReading now = clock.now();
        var identity = new Identity(
                id, now.wall().toEpochMilli(), ProcessHandle.current().pid(), now);
        NodeCredentials permission = permission();
        HttpNode node = start(identity, permission);
        RecordKeeper keeper = keeper(node, permission.token());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(node, keeper), "leave"));
        out.println(new ReadyLine(id, node.address(), identity.pid()));
        String onlyHere = ListenPolicy.onlyHere(id, node.address(), node.boundTo());
        if (onlyHere != null) {
            out.println(onlyHere);
        }
        if (parent == null) {
            out.println(id + " watches " + (peers.isEmpty() ? "nobody" : names()) + "; Ctrl+C ends it");
        }
        if (membership == null) {
            out.println(id + " has no cluster key: whatever runs on this machine can pose as a node of its cluster;"
                    + " --key-file FILE prevents that");
        }
        out.flush();
        while (lines.printFor(PARENT_CHECK)) {
            if (parent != null && !parent.isAlive()) {
                break;
            }
        }
        Throwable failure = log.failure();
        if (failure == null) {
            return ExitCode.DONE;
        }
        out.println(id + " failed, which is a fault of its own; please report what follows.");
        failure.printStackTrace(out);
        return ExitCode.FAULT;
    }

    /** A child may be broken by its parent, whose token it has; a node of a terminal only if that was asked for. */
    private NodeCredentials permission() throws InterruptedException {
        AuthToken given = faultToken;
        if (parent != null) {
            parent.listen(lines::close);
            given = given == null ? parent.token(MAX_HANDOVER_TIME) : given;
        }
        return new NodeCredentials(given == null ? Tokens.random() : given, given != null, membership);
    }

    private HttpNode start(Identity identity, NodeCredentials permission) throws CommandException {
        try {
            return HttpNode.start(identity, listen, peers, settings, detection, permission, clock, log);
        } catch (BindException e) {
            throw CommandException.environment(PortTrouble.sentence(listen, e));
        } catch (IOException e) {
            throw CommandException.environment(id + " cannot listen on " + listen + ": " + e.getMessage());
        }
    }

    /** Without a record the node lives all the same; only others cannot find it by its name. */
    private @Nullable RecordKeeper keeper(HttpNode node, AuthToken token) {
        try {
            var records = new RunRecords(UserDirs.ofThisUser().runtime());
            RunRecord record = RunRecord.ofThisProcess(id, node.address(), node.boundTo(), token);
            var keeper = new RecordKeeper(records, record, RecordKeeper.CHECK);
            keeper.open(failure -> out.println(NOT_FOUND + failure));
            return keeper;
        } catch (IllegalStateException e) {
            out.println(NOT_FOUND + e.getMessage());
            return null;
        }
    }

    private static void leave(HttpNode node, @Nullable RecordKeeper keeper) {
        var done = new CountDownLatch(1);
        var patience = new Thread(() -> haltUnless(done), "last-resort");
        patience.setDaemon(true);
        patience.start();
        if (keeper != null) {
            keeper.close();
        }
        node.close();
        done.countDown();
    }

    private static void haltUnless(CountDownLatch done) {
        try {
            if (!done.await(LAST_RESORT.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(ExitCode.DONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String names() {
        return String.join(", ", peers.stream().map(peer -> peer.id().value()).toList());
    }
}
