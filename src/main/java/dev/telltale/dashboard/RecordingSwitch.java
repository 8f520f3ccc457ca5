package dev.telltale.dashboard;

import dev.telltale.concurrent.Futures;
import dev.telltale.dashboard.cluster.ClusterCommands;
import dev.telltale.dashboard.kit.Background;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.recording.OpenedRecording;
import dev.telltale.dashboard.recording.RecordingCommands;
import dev.telltale.dashboard.recording.RecordingList;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.recording.RecordingException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows a recording over the cluster of the window. The cluster goes on behind it: its nodes run, and it is shown again
 * as it is then. FX thread only.
 */
final class RecordingSwitch implements RecordingCommands {
    private final DashboardContext application;
    private final PanelWindow window;
    private final Supplier<ClusterSession> behind;
    private final ClusterCommands clusters;
    private final Runnable closeWindow;
    private @Nullable RecordedSession shown;
    /** The recording that is read at present: the result of an earlier one is not shown. */
    private @Nullable Path reading;

    private List<Path> known = List.of();
    private boolean isSeen = true;
    private boolean isEnded;

    /**
     * @param behind the cluster of the window
     * @param closeWindow called when the key that closes the window is pressed
     */
    RecordingSwitch(
            DashboardContext application,
            PanelWindow window,
            Supplier<ClusterSession> behind,
            ClusterCommands clusters,
            Runnable closeWindow) {
        this.application = application;
        this.window = window;
        this.behind = behind;
        this.clusters = clusters;
        this.closeWindow = closeWindow;
        findKnown();
    }

    @Override
    public void open(Path recording) {
        reading = recording;
        visible().notice("Reading " + recording + "…");
        var unused = CompletableFuture.supplyAsync(() -> read(recording), Background.threads("panel-recording"))
                .whenCompleteAsync((read, failure) -> wasRead(recording, read, failure), FxBridge.FX_THREAD);
    }

    private static OpenedRecording read(Path recording) {
        try {
            return OpenedRecording.read(recording);
        } catch (RecordingException e) {
            throw new CompletionException(e);
        }
    }

    private void wasRead(Path recording, @Nullable OpenedRecording read, @Nullable Throwable failure) {
        if (isEnded || !recording.equals(reading)) {
            return;
        }
        reading = null;
        if (read != null) {
            show(read);
        } else if (failure != null) {
            visible().warning("Not opened: " + Futures.message(failure) + ".");
        }
    }

    private void show(OpenedRecording recording) {
        if (shown == null) {
            behind.get().setSeen(false);
        } else {
            shown.close();
        }
        var next = new RecordedSession(recording, application, this::close, closeWindow);
        shown = next;
        next.panel().addClusters(clusters, this);
        window.show(next.panel(), next.model().detector());
        next.start();
    }

    @Override
    public void close() {
        RecordedSession over = shown;
        if (over != null) {
            shown = null;
            over.close();
            ClusterSession cluster = behind.get();
            window.show(cluster.panel(), cluster.model().detector());
            cluster.setSeen(isSeen);
        }
    }

    /** Nothing is updated or opened from now on; the window stays as it is. */
    void end() {
        isEnded = true;
        if (shown != null) {
            shown.close();
        }
    }

    /** What the window shows, the recording or the cluster. */
    PanelViewModel visible() {
        return shown == null ? behind.get().model() : shown.model();
    }

    /** While the window is minimised, nothing is updated. */
    void setSeen(boolean isNowSeen) {
        isSeen = isNowSeen;
        if (shown == null) {
            behind.get().setSeen(isNowSeen);
        } else {
            shown.setSeen(isNowSeen);
        }
    }

    @Override
    public boolean isShown() {
        return shown != null;
    }

    @Override
    public List<Path> known() {
        findKnown();
        return known;
    }

    private void findKnown() {
        Background.compute(
                "panel-recordings", () -> RecordingList.in(application.stateFolder()), found -> known = found);
    }
}
