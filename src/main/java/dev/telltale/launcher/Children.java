package dev.telltale.launcher;

import dev.telltale.auth.ClusterKey;
import dev.telltale.concurrent.BoundedLog;
import dev.telltale.concurrent.Futures;
import dev.telltale.config.ClusterConfig;
import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.jvm.Program;
import dev.telltale.launcher.process.ChildProcess;
import dev.telltale.launcher.process.Lifeline;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.launcher.process.Output;
import dev.telltale.launcher.process.ProcessStarter;
import dev.telltale.model.Member;
import dev.telltale.platform.KeyFile;
import dev.telltale.platform.Tokens;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import dev.telltale.wire.NodeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Creates the node processes of one cluster, and keeps those that live: {@link Launcher#close()} kills them from here
 * even if the launcher thread is stuck. The cluster is locked while there are processes.
 */
final class Children {
    private final ClusterConfig config;
    private final List<Member> members;
    private final Program program;
    private final ProcessStarter starter;
    private final Path outputFolder;
    private final ClusterLock lock;
    private final Set<Process> alive = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    /** @param members those of the config, each with a real port */
    Children(
            ClusterConfig config,
            List<Member> members,
            Program program,
            ProcessStarter starter,
            Path outputFolder,
            ClusterLock lock) {
        this.config = config;
        this.members = members;
        this.program = program;
        this.starter = starter;
        this.outputFolder = outputFolder;
        this.lock = lock;
    }

    /**
     * Creates the process of a member, with a token of its own. Reads the cluster's key file. Launcher thread only.
     *
     * @param tail receives the newest output
     */
    ChildProcess start(
            Member member, BoundedLog<String> tail, TimeSource clock, BoundedLog<ProcessEvent> events, Origin origin)
            throws NodeStartException {
        NodeSettings settings = settings(member);
        List<String> command = program.command(settings.arguments());
        if (isClosed) {
            throw new NodeStartException("This launcher is closed.");
        }
        ClockReading at = clock.now();
        Process child = starter.start(command, program.folder());
        alive.add(child);
        var unused = child.onExit().thenAccept(alive::remove);
        // Checked again: close() may have run between the first check and this child's registration.
        if (isClosed) {
            child.toHandle().destroyForcibly();
        }
        Lifeline.send(child, settings);
        lock.onProcessStarted();
        Output output = Output.drain(member.id(), child.getInputStream(), tail, outputFolder);
        return new ChildProcess(member.id(), child, output, at, clock, events, origin);
    }

    /** Releases the lock with the last process. Called once for each; launcher thread only. */
    void onEnded() {
        lock.onProcessEnded();
    }

    private NodeSettings settings(Member member) throws NodeStartException {
        List<Member> peers =
                members.stream().filter(peer -> !peer.id().equals(member.id())).toList();
        return new NodeSettings(
                member,
                config.cluster(),
                peers,
                config.heartbeat(),
                config.detection(),
                key(),
                Tokens.random(),
                Lifeline.thisProcess());
    }

    private @Nullable ClusterKey key() throws NodeStartException {
        Path file = config.keyFile();
        try {
            return file == null ? null : KeyFile.read(file);
        } catch (IOException e) {
            throw new NodeStartException("The cluster key: " + e.getMessage() + ".", e);
        }
    }

    /** Makes every later {@link #start} fail. Any thread. */
    void close() {
        isClosed = true;
    }

    /** Sends SIGKILL to all and blocks until they have ended, at most for the timeout. Any thread. */
    void killAll(Duration timeout) {
        var exits = alive.stream()
                .map(child -> {
                    child.toHandle().destroyForcibly();
                    return child.onExit();
                })
                .toArray(CompletableFuture<?>[]::new);
        Futures.awaitDone(CompletableFuture.allOf(exits), timeout);
    }
}
