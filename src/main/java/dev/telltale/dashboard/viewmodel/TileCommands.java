package dev.telltale.dashboard.viewmodel;

import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.ProcessControl;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

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
        if (tile.facts().canStart() && !isClosing.getAsBoolean()) {
            report(tile, "did not start", control.start(tile.id()));
        }
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
        Replies.hear(command, thread, failure -> {
            if (failure != null) {
                tile.failed(Reasons.of(failure).orElse(tile.id() + " " + what + "."));
            }
        });
    }
}
