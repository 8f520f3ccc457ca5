package dev.telltale.cli.node;

import dev.telltale.auth.AuthToken;
import dev.telltale.auth.ClusterIdentity;
import dev.telltale.auth.ClusterKey;
import dev.telltale.cli.base.AsyncPrinter;
import dev.telltale.cli.base.CommandException;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.cli.base.PortErrors;
import dev.telltale.launcher.process.ReadyLine;
import dev.telltale.model.Address;
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
import dev.telltale.wire.NodeSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs one node in this process, from opening its port to its end. The calling thread prints and watches the parent.
 */
public final class NodeRun {
    private static final String NOT_FOUND = "telltale kill and stop will not find this node: ";
    private static final Duration PARENT_CHECK = Duration.ofSeconds(1);
    /** The process halts this long after a request to end, even if something hangs. */
    private static final Duration HALT_AFTER = Duration.ofMillis(1_800);

    private final NodeSettings settings;
    private final NodeId id;
    private final @Nullable ParentProcess parent;
    private final PrintStream out = System.out;
    private final TimeSource clock = TimeSource.SYSTEM;
    private final AsyncPrinter lines = new AsyncPrinter(out);
    private final NodeLog log;

    /** @param parent of a node that a launcher started; null for one that was started by hand */
    NodeRun(NodeSettings settings, @Nullable ParentProcess parent) {
        this.settings = settings;
        this.parent = parent;
        id = settings.self().id();
        log = new NodeLog(id, lines);
    }

    /**
     * Runs the node until it fails, its parent ends or a signal ends the process. Writes a run record and standard
     * output.
     *
     * @return the exit code
     * @throws CommandException if the node cannot listen
     */
    public int runUntilEnd() throws CommandException, InterruptedException {
        LibraryLogs.quieten();
        ClockReading now = clock.now();
        var identity = new Identity(
                id, now.wall().toEpochMilli(), ProcessHandle.current().pid(), now);
        if (parent != null) {
            parent.onEnd(lines::close);
        }
        NodeCredentials credentials = credentials();
        HttpNode node = start(identity, credentials);
        RecordKeeper keeper = keeper(node, credentials.token());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(node, keeper), "leave"));
        out.println(new ReadyLine(id, node.address(), identity.pid()));
        String warning = ListenPolicy.loopbackWarning(id, node.address(), node.boundAddress());
        if (warning != null) {
            out.println(warning);
        }
        NodeSettings.Parent launcher = settings.parent();
        if (launcher == null) {
            out.println(id + " watches " + (settings.peers().isEmpty() ? "no node" : names()) + "; Ctrl+C ends it");
        }
        if (settings.key() == null) {
            out.println(id + " has no cluster key: any process on this machine can pose as a node of its cluster;"
                    + " --key-file FILE prevents that");
        }
        out.flush();
        Optional<ProcessHandle> parentProcess = launcher == null ? Optional.empty() : ParentProcess.find(launcher);
        while (lines.printFor(PARENT_CHECK)) {
            if (launcher != null && parentProcess.filter(ProcessHandle::isAlive).isEmpty()) {
                break;
            }
        }
        Throwable failure = log.failure();
        if (failure == null) {
            return ExitCode.OK;
        }
        out.println(id + " failed: internal error in Telltale; please report the following.");
        failure.printStackTrace(out);
        return ExitCode.INTERNAL_ERROR;
    }

    /** A child accepts faults from its parent, which gave it a token; any other node only with --allow-faults. */
    private NodeCredentials credentials() {
        AuthToken token = settings.token();
        ClusterKey key = settings.key();
        return new NodeCredentials(
                token == null ? Tokens.random() : token,
                token != null,
                key == null ? null : new ClusterIdentity(settings.cluster(), key));
    }

    private HttpNode start(Identity identity, NodeCredentials credentials) throws CommandException {
        Address listen = settings.self().address();
        try {
            return HttpNode.start(
                    identity,
                    listen,
                    settings.peers(),
                    settings.heartbeat(),
                    settings.detection(),
                    credentials,
                    clock,
                    log);
        } catch (BindException e) {
            throw CommandException.environment(PortErrors.sentence(listen, e));
        } catch (IOException e) {
            throw CommandException.environment(id + " cannot listen on " + listen + ": " + e.getMessage());
        }
    }

    /** Null if there can be no run record: then the node runs, but commands cannot find it by its name. */
    private @Nullable RecordKeeper keeper(HttpNode node, AuthToken token) {
        try {
            var records = new RunRecords(UserDirs.ofThisUser().runtime());
            RunRecord record = RunRecord.ofThisProcess(id, node.address(), node.boundAddress(), token);
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
        var halt = new Thread(() -> haltUnless(done), "last-resort");
        halt.setDaemon(true);
        halt.start();
        if (keeper != null) {
            keeper.close();
        }
        node.close();
        done.countDown();
    }

    private static void haltUnless(CountDownLatch done) {
        try {
            if (!done.await(HALT_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(ExitCode.OK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String names() {
        return String.join(
                ", ", settings.peers().stream().map(peer -> peer.id().value()).toList());
    }
}
