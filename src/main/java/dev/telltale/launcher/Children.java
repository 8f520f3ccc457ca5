package dev.telltale.launcher;

import dev.telltale.concurrent.Futures;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.model.Member;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The live processes that this launcher started. {@link Launcher#close()} kills them from here even if the launcher
 * thread is stuck. Any thread.
 */
final class Children implements LauncherContext.Spawner {
    private final LauncherContext.Spawner spawner;
    private final Set<Process> alive = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    Children(LauncherContext.Spawner spawner) {
        this.spawner = spawner;
    }

    @Override
    public Process spawn(Member member) throws NodeStartException {
        if (isClosed) {
            throw new NodeStartException("This launcher is closed.");
        }
        Process child = spawner.spawn(member);
        alive.add(child);
        var unused = child.onExit().thenAccept(alive::remove);
        // Checked again: close() may have run between the first check and this child's registration.
        if (isClosed) {
            child.toHandle().destroyForcibly();
        }
        return child;
    }

    /** Makes every later {@link #spawn} fail. */
    void close() {
        isClosed = true;
    }

    /** Sends SIGKILL to all and blocks until they have ended, at most for the timeout. */
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
