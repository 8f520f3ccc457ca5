package dev.telltale.dashboard.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Opens the cluster of a config file that is dropped on the window. FX thread only. */
public final class ConfigDrop {
    public ConfigDrop(Node window, ClusterChooser chooser) {
        window.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (config(event.getDragboard().getFiles()).isPresent()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        window.addEventHandler(
                DragEvent.DRAG_DROPPED,
                event -> config(event.getDragboard().getFiles()).ifPresent(file -> {
                    event.setDropCompleted(true);
                    event.consume();
                    chooser.open(file);
                }));
    }

    /** The config among these files: one JSON file alone. */
    static Optional<Path> config(List<File> dropped) {
        return dropped.size() == 1 && dropped.get(0).getName().endsWith(".json")
                ? Optional.of(dropped.get(0).toPath())
                : Optional.empty();
    }
}
