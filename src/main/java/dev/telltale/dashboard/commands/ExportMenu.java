package dev.telltale.dashboard.commands;

import dev.telltale.dashboard.kit.Background;
import dev.telltale.dashboard.kit.Copies;
import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.kit.MenuItems;
import dev.telltale.dashboard.kit.WindowSnapshot;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.journal.JournalExport;
import dev.telltale.dashboard.viewmodel.journal.JournalLine;
import dev.telltale.qos.Quality;
import dev.telltale.report.Scorecard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Parent;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;

/**
 * The menu that saves or copies the scorecard of the run, the journal and a picture of the window. Computes the
 * scorecard and writes each file on a thread of its own.
 */
public final class ExportMenu {
    private static final String THREAD = "panel-export";

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
    public ExportMenu(MenuButton menu, PanelViewModel model, Parent root, Function<String, @Nullable Path> chooser) {
        this.model = model;
        this.root = root;
        this.chooser = chooser;
        LazyTooltip.install(menu, "Save or copy the scorecard, the journal or a picture");
        add(menu, "saveCsv", "Save scorecard as CSV…", () -> score("telltale-scorecard.csv", Scorecard::csv));
        add(menu, "saveJson", "Save scorecard as JSON…", () -> score("telltale-scorecard.json", Scorecard::json));
        add(menu, "savePicture", "Save picture as PNG…", this::picture);
        add(menu, "saveJournalCsv", "Save journal as CSV…", () -> journal("telltale-journal.csv", JournalExport::csv));
        add(menu, "saveJournal", "Save journal as text…", () -> journal("telltale-journal.txt", JournalExport::text));
        menu.getItems().add(new SeparatorMenuItem());
        add(menu, "copyScorecard", "Copy scorecard as text", () -> copyScore("as text", Scorecard::text));
        add(menu, "copyMarkdown", "Copy scorecard as Markdown", () -> copyScore("as Markdown", Scorecard::markdown));
        add(menu, "copyCsv", "Copy scorecard as CSV", () -> copyScore("as CSV", Scorecard::csv));
        add(menu, "copyPicture", "Copy picture", () -> {
            Copies.copy(WindowSnapshot.draw(root.getScene()));
            model.notice("Copied the picture.");
        });
    }

    private static void add(MenuButton menu, String id, String words, Runnable action) {
        menu.getItems().add(MenuItems.of(id, words, action));
    }

    private void score(String name, Function<Quality, String> format) {
        Instant end = model.grid().now().wall();
        save(name, file -> Files.writeString(file, format.apply(qualityUntil(end))));
    }

    /** Slow: not for the FX thread. */
    private Quality qualityUntil(Instant end) throws IOException {
        return model.measure()
                .scores()
                .quality(end)
                .orElseThrow(() -> new IOException("no node has been started from here yet"));
    }

    private void copyScore(String form, Function<Quality, String> format) {
        Instant end = model.grid().now().wall();
        Background.start(THREAD, () -> {
            try {
                String text = format.apply(qualityUntil(end));
                FxBridge.FX_THREAD.execute(() -> {
                    Copies.copy(text);
                    model.notice("Copied the scorecard " + form + ".");
                });
            } catch (IOException e) {
                FxBridge.FX_THREAD.execute(() -> model.warning("Not copied: " + e.getMessage()));
            }
        });
    }

    /** The lines that the filter shows, oldest first. */
    private void journal(String name, Function<List<JournalLine>, String> format) {
        List<JournalLine> lines = new ArrayList<>(model.journal().lines());
        Collections.reverse(lines);
        save(name, file -> Files.writeString(file, format.apply(lines)));
    }

    private void picture() {
        // Before the dialog opens, which could otherwise be in the picture.
        WindowSnapshot picture = WindowSnapshot.of(root.getScene());
        save("telltale.png", picture::writePng);
    }

    private void save(String name, FileWriter writer) {
        Path file = chooser.apply(name);
        if (file != null) {
            Background.start(THREAD, () -> write(file, writer));
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
