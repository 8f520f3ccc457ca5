package dev.telltale.launcher;

import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.model.Member;
import dev.telltale.platform.Futures;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All processes that this launcher has made and that live: the last resort of {@link Launcher#close()}, when the launcher
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
        // Looked at again, because close() may have looked for children before this one was there.
        if (isClosed) {
            child.toHandle().destroyForcibly();
        }
        return child;
    }

    /** From now on nothing is made. */
    void close() {
        isClosed = true;
    }

    void killAll(Duration longest) {
        var gone = alive.stream()
                .map(child -> {
                    child.toHandle().destroyForcibly();
                    return child.onExit();
                })
                .toArray(CompletableFuture<?>[]::new);
        Futures.isDone(CompletableFuture.allOf(gone), longest);
    }
}
