package dev.telltale.dashboard.viewmodel;

import dev.telltale.concurrent.Futures;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.ProcessControl;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Commands on node processes. They return at once; failures are shown on the tile of the node. While the window closes,
 * only {@link #stop} has an effect.
 */
public final class TileCommands {
    private final ProcessControl control;
    private final Executor thread;
    private final BooleanSupplier isClosing;

    TileCommands(ProcessControl control, Executor thread, BooleanSupplier isClosing) {
        this.control = control;
        this.thread = thread;
        this.isClosing = isClosing;
    }

    /** Why no command is possible, as in a recording; empty if commands are. */
    public String refusal() {
        return control.refusal();
    }

    public void start(NodeTileViewModel tile) {
        var unused = begin(tile);
    }

    /** Empty if the node is already alive or the window closes. */
    private Optional<CompletableFuture<NodeProcess>> begin(NodeTileViewModel tile) {
        if (!tile.facts().canStart() || isClosing.getAsBoolean()) {
            return Optional.empty();
        }
        CompletableFuture<NodeProcess> started = control.start(tile.id());
        report(tile, "did not start", started);
        return Optional.of(started);
    }

    /**
     * Claims the cluster and starts every node that is not alive. Notices report that another launcher owns the cluster, or
     * how many nodes failed to start.
     */
    void startAll(List<NodeTileViewModel> tiles, Consumer<String> notices) {
        var unused = control.lockCluster()
                .whenCompleteAsync(
                        (claimed, failure) -> {
                            if (failure == null) {
                                reportFailures(
                                        tiles.stream()
                                                .map(this::begin)
                                                .flatMap(Optional::stream)
                                                .toList(),
                                        notices);
                            } else {
                                notices.accept(Futures.message(failure, "The cluster cannot be started")
                                        + ", so nothing was started here.");
                            }
                        },
                        thread);
    }

    private void reportFailures(List<CompletableFuture<NodeProcess>> starts, Consumer<String> notices) {
        var unused = CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new))
                .whenCompleteAsync(
                        (all, anyFailed) -> {
                            long failed = starts.stream()
                                    .filter(CompletableFuture::isCompletedExceptionally)
                                    .count();
                            if (failed > 0 && starts.size() > 1) {
                                notices.accept(
                                        failed + " of " + starts.size() + " nodes did not start; their tiles say why.");
                            }
                        },
                        thread);
    }

    /** Reports the launcher that owns this cluster, if there is one. */
    public void reportOwner(Consumer<String> notices) {
        var unused = control.otherOwner()
                .thenAcceptAsync(
                        owner -> owner.ifPresent(other ->
                                notices.accept(other + "; its nodes are shown as external, and they end with it.")),
                        thread);
    }

    public void kill(NodeTileViewModel tile) {
        if (tile.facts().canKill() && !isClosing.getAsBoolean()) {
            report(tile, "was not killed", control.kill(tile.id()));
        }
    }

    public void stop(NodeTileViewModel tile) {
        report(tile, "did not stop", control.stop(tile.id()));
    }

    /** Stops the process and starts a new one; the launcher delays the start until the old process has exited. */
    public void restart(NodeTileViewModel tile) {
        if (tile.isOurs() && !isClosing.getAsBoolean()) {
            stop(tile);
            report(tile, "did not start", control.start(tile.id()));
        }
    }

    /** Pauses a running node; resumes a paused one. */
    public void pauseOrResume(NodeTileViewModel tile) {
        if (tile.canPause() && !isClosing.getAsBoolean()) {
            boolean isPaused = tile.isPaused();
            report(
                    tile,
                    isPaused ? "was not resumed" : "was not paused",
                    isPaused ? control.resume(tile.id()) : control.pause(tile.id()));
        }
    }

    private void report(NodeTileViewModel tile, String what, CompletableFuture<NodeProcess> command) {
        Callbacks.onCompletion(command, thread, failure -> {
            if (failure != null) {
                tile.failed(Futures.message(failure, tile.id() + " " + what + "."));
            }
        });
    }
}
