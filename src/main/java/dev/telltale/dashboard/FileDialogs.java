package dev.telltale.dashboard;

import dev.telltale.dashboard.scenario.ScenarioMenu;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.TimeSource;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import javafx.scene.Parent;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** The file dialogs of the system, modal to the window. FX thread only. */
final class FileDialogs implements ScenarioMenu.Dialogs {
    private final Parent root;

    FileDialogs(Parent root) {
        this.root = root;
    }

    @Override
    public @Nullable Path chooseFileToOpen() {
        return chooseJsonToOpen("Scenarios");
    }

    @Nullable
    Path chooseConfigToOpen() {
        return chooseJsonToOpen("Configs of clusters");
    }

    @Nullable
    Path chooseRecordingToOpen() {
        var chooser = new DirectoryChooser();
        chooser.setTitle("Open the folder of a recording");
        return path(chooser.showDialog(root.getScene().getWindow()));
    }

    private @Nullable Path chooseJsonToOpen(String what) {
        var chooser = new FileChooser();
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(what, "*.json"));
        return path(chooser.showOpenDialog(root.getScene().getWindow()));
    }

    /** Proposes the name with date and time. */
    @Override
    public @Nullable Path chooseFileToSave(String name) {
        var chooser = new FileChooser();
        chooser.setInitialFileName(stamped(name, TimeSource.SYSTEM.now().wall(), ZoneId.systemDefault()));
        return path(chooser.showSaveDialog(root.getScene().getWindow()));
    }

    /** The name with date and time before its extension: {@code telltale-2026-11-23-140325.png}. */
    static String stamped(String name, Instant now, ZoneId zone) {
        int dot = name.lastIndexOf('.');
        int end = dot < 0 ? name.length() : dot;
        return name.substring(0, end) + "-" + DurationFormat.fileStamp(now, zone) + name.substring(end);
    }

    private static @Nullable Path path(@Nullable File file) {
        return file == null ? null : file.toPath();
    }
}
