package dev.telltale.dashboard;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.WindowSnapshot;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.qos.Quality;
import dev.telltale.report.Scorecard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import javafx.scene.Parent;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** The menu that saves the scorecard of the run and a picture of the window. Writes each file on its own thread. */
final class ExportMenu {
    private final PanelViewModel model;
    private final Parent root;
    private final Function<String, @Nullable Path> chooser;

    private interface FileWriter {
        void writeTo(Path file) throws IOException;
    }

    /**
     * Adds the entries to the menu.
     *
     * @param chooser returns the file for a proposed name, or null to cancel
     */
    ExportMenu(MenuButton menu, PanelViewModel model, Parent root, Function<String, @Nullable Path> chooser) {
        this.model = model;
        this.root = root;
        this.chooser = chooser;
        menu.setTooltip(new Tooltip("Save the scorecard or a picture"));
        add(menu, "saveCsv", "Save scorecard as CSV…", () -> score("telltale-scorecard.csv", Scorecard::csv));
        add(menu, "saveJson", "Save scorecard as JSON…", () -> score("telltale-scorecard.json", Scorecard::json));
        add(menu, "savePicture", "Save picture as PNG…", this::picture);
    }

    private static void add(MenuButton menu, String id, String words, Runnable action) {
        var item = new MenuItem(words);
        item.setId(id);
        item.setOnAction(event -> action.run());
        menu.getItems().add(item);
    }

    private void score(String name, Function<Quality, String> format) {
        Instant end = model.grid().now().wall();
        save(name, file -> {
            Quality quality = model.measure()
                    .scores()
                    .quality(end)
                    .orElseThrow(() -> new IOException("no node has been started from here yet"));
            Files.writeString(file, format.apply(quality));
        });
    }

    private void picture() {
        // Before the dialog opens, which could otherwise be in the picture.
        WindowSnapshot picture = WindowSnapshot.of(root.getScene());
        save("telltale.png", picture::writePng);
    }

    private void save(String name, FileWriter writer) {
        Path file = chooser.apply(name);
        if (file != null) {
            var thread = new Thread(() -> write(file, writer), "panel-export");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void write(Path file, FileWriter writer) {
        try {
            writer.writeTo(file);
            FxBridge.FX_THREAD.execute(() -> model.notice("Saved " + file));
        } catch (IOException e) {
            FxBridge.FX_THREAD.execute(() -> model.warning("Not saved to " + file + ": " + e.getMessage()));
        }
    }
}
