package dev.telltale.dashboard.scenario;

import dev.telltale.dashboard.kit.Background;
import dev.telltale.dashboard.recording.OpenedRecording;
import dev.telltale.scenario.file.FileKind;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Opens a file that is dropped on the window: a recording, by its name, or a scenario or config, by its content. FX thread only. */
public final class FileDrop {
    private final Consumer<Path> scenario;
    private final Consumer<Path> config;
    private final Consumer<Path> recording;
    private final Consumer<String> notice;

    /**
     * Accepts files on the node and everything in it.
     *
     * @param scenario opens a scenario; receives also a file of no known kind, whose problem it reports
     * @param config opens a config
     * @param recording opens a recording, of which a folder or any file may be dropped
     */
    public FileDrop(
            Node node,
            Consumer<Path> scenario,
            Consumer<Path> config,
            Consumer<Path> recording,
            Consumer<String> notice) {
        this.recording = recording;
        this.scenario = scenario;
        this.config = config;
        this.notice = notice;
        node.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        node.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            if (event.getDragboard().hasFiles()) {
                open(event.getDragboard().getFiles());
                event.setDropCompleted(true);
                event.consume();
            }
        });
    }

    private void open(List<File> files) {
        if (files.size() > 1) {
            notice.accept("Drop one file: " + files.size() + " were dropped, and none is opened.");
            return;
        }
        Path file = files.get(0).toPath();
        Background.compute(ScenarioMenu.THREAD, () -> opener(file), opener -> opener.accept(file));
    }

    /** Reads the file if its name does not tell what it is. */
    private Consumer<Path> opener(Path file) {
        return OpenedRecording.isMeant(file) ? recording : FileKind.of(file) == FileKind.CONFIG ? config : scenario;
    }
}
