package dev.telltale.dashboard;

import dev.telltale.dashboard.scenario.ScenarioMenu;
import java.io.File;
import java.nio.file.Path;
import javafx.scene.Parent;
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

    private @Nullable Path chooseJsonToOpen(String what) {
        var chooser = new FileChooser();
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(what, "*.json"));
        return path(chooser.showOpenDialog(root.getScene().getWindow()));
    }

    @Override
    public @Nullable Path chooseFileToSave(String name) {
        var chooser = new FileChooser();
        chooser.setInitialFileName(name);
        return path(chooser.showSaveDialog(root.getScene().getWindow()));
    }

    private static @Nullable Path path(@Nullable File file) {
        return file == null ? null : file.toPath();
    }
}
