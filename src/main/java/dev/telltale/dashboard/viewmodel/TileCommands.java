package dev.telltale.dashboard.viewmodel;

import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.ProcessControl;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What may be done to the process of one node; what fails is told on its tile. Nothing is begun while the window closes. */
public final class TileCommands {
    private final ProcessControl control;
    private final Executor thread;
    private final BooleanSupplier isClosing;

    TileCommands(ProcessControl control, Executor thread, BooleanSupplier isClosing) {
        this.control = control;
        this.thread = thread;
        this.isClosing = isClosing;
    }

    public void start(NodeTileViewModel tile) {
        var unused = begin(tile);
    }

    /** Empty if there is nothing to start, or the window closes. */
    private Optional<CompletableFuture<NodeProcess>> begin(NodeTileViewModel tile) {
        if (!tile.facts().canStart() || isClosing.getAsBoolean()) {
            return Optional.empty();
        }
        CompletableFuture<NodeProcess> started = control.start(tile.id());
        report(tile, "did not start", started);
        return Optional.of(started);
    }

    /** Starts them all, unless another launcher has this cluster; then says how many of them did not start. */
    void startAll(List<NodeTileViewModel> tiles, Consumer<String> notices) {
        var unused = control.claim()
                .whenCompleteAsync(
                        (ours, failure) -> {
                            if (failure == null) {
                                tellFailures(
                                        tiles.stream()
                                                .map(this::begin)
                                                .flatMap(Optional::stream)
                                                .toList(),
                                        notices);
                            } else {
                                notices.accept(FailureText.of(failure).orElse("The cluster cannot be started")
                                        + ", so nothing was started here.");
                            }
                        },
                        thread);
    }

    private void tellFailures(List<CompletableFuture<NodeProcess>> starts, Consumer<String> notices) {
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

    /** Says who else runs this cluster, if somebody does. */
    public void tellOwner(Consumer<String> notices) {
        var unused = control.owner()
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

    /** A goodbye and a new life: a start during a stop waits for the end. */
    public void restart(NodeTileViewModel tile) {
        if (tile.isOurs() && !isClosing.getAsBoolean()) {
            stop(tile);
            report(tile, "did not start", control.start(tile.id()));
        }
    }

    /** Pauses a node that runs, and lets one go on that is paused. */
    public void pauseOrResume(NodeTileViewModel tile) {
        if (tile.canPause() && !isClosing.getAsBoolean()) {
            boolean isPaused = tile.isPaused();
            report(
                    tile,
                    isPaused ? "did not go on" : "was not paused",
                    isPaused ? control.resume(tile.id()) : control.pause(tile.id()));
        }
    }

    private void report(NodeTileViewModel tile, String what, CompletableFuture<NodeProcess> command) {
        Callbacks.hear(command, thread, failure -> {
            if (failure != null) {
                tile.failed(FailureText.of(failure).orElse(tile.id() + " " + what + "."));
            }
        });
    }
}
