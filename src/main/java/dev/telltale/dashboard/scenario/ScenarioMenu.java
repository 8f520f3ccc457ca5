package dev.telltale.dashboard.scenario;

import dev.telltale.dashboard.kit.Background;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.kit.MenuItems;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel.State;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.ScenarioException;
import dev.telltale.scenario.file.ScenarioFolder;
import dev.telltale.scenario.file.ScenarioFolder.Entry;
import dev.telltale.scenario.file.ScenarioReader;
import dev.telltale.scenario.file.ScenarioWriter;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;

/** The menu that opens scenarios, and saves manual actions as one. Reads and writes each file on its own thread. */
public final class ScenarioMenu {
    static final String THREAD = "panel-scenario";
    private static final int MAX_NAME_LENGTH = 64;

    private final MenuButton menu;
    private final PanelViewModel panel;
    private final ScenarioViewModel model;
    private final Runnable showPane;
    private final Dialogs dialogs;
    private List<Entry> entries = List.of();

    /** The file dialogs; each returns null if it is cancelled. */
    public interface Dialogs {
        @Nullable
        Path chooseFileToOpen();

        @Nullable
        Path chooseFileToSave(String name);
    }

    /**
     * Fills the menu. The folder is read on another thread, when the pointer enters the menu and when it opens.
     *
     * @param folder the folder of the scenarios; need not exist
     * @param showPane shows the pane of the open scenario
     */
    public ScenarioMenu(
            MenuButton menu,
            PanelViewModel panel,
            ScenarioViewModel model,
            @Nullable Path folder,
            Runnable showPane,
            Dialogs dialogs) {
        this.menu = menu;
        this.panel = panel;
        this.model = model;
        this.showPane = showPane;
        this.dialogs = dialogs;
        LazyTooltip.install(menu, "Runs the steps of a scenario and checks its expectations");
        MenuItem show = MenuItems.of("scenarioShow", "Show the scenario pane", showPane);
        show.disableProperty().bind(model.stateProperty().isEqualTo(State.NONE));
        menu.getItems()
                .setAll(
                        new SeparatorMenuItem(),
                        show,
                        MenuItems.of("scenarioOpen", "Open…", () -> open(dialogs.chooseFileToOpen())),
                        MenuItems.of("scenarioSave", "Save what was done by hand…", this::save));
        if (folder != null) {
            Runnable list = () -> Background.compute(THREAD, () -> ScenarioFolder.read(folder), this::list);
            // Not while the window opens: reading the first file takes a third of a second.
            menu.setOnMouseEntered(event -> list.run());
            menu.setOnShowing(event -> list.run());
        }
    }

    private void list(List<Entry> files) {
        if (!files.equals(entries)) {
            menu.getItems().remove(0, entries.size());
            menu.getItems().addAll(0, files.stream().map(this::item).toList());
            entries = files;
        }
    }

    private MenuItem item(Entry entry) {
        Scenario scenario = entry.scenario();
        String words = scenario == null
                ? SafeText.plain(entry.name(), MAX_NAME_LENGTH) + "\nhas errors; choose it to read them"
                : scenario.heading() + "\n" + scenario.sizeInWords();
        return MenuItems.of("scenario-" + entry.name(), words, () -> open(entry.file()));
    }

    /** Opens the file in the pane; null opens nothing. Reads it on another thread. */
    public void open(@Nullable Path file) {
        if (file != null) {
            Background.compute(THREAD, () -> read(file), this::show);
        }
    }

    private void show(Read read) {
        if (read.scenario() == null) {
            panel.notice(read.problem());
        } else {
            model.choose(read.scenario());
            showPane.run();
        }
    }

    private record Read(@Nullable Scenario scenario, String problem) {}

    private static Read read(Path file) {
        try {
            return new Read(ScenarioReader.read(file), "");
        } catch (ScenarioException e) {
            int more = e.problems().size() - 1;
            return new Read(null, e.problems().get(0) + (more > 0 ? " (and " + more + " more)" : ""));
        } catch (NoSuchFileException e) {
            return new Read(null, file + " no longer exists.");
        } catch (UncheckedIOException e) {
            return new Read(null, file + " cannot be read: " + e.getMessage());
        }
    }

    private void save() {
        Scenario done = panel.manualScenario("by-hand").orElse(null);
        if (done == null) {
            panel.notice("There are no kills, pauses or faults by hand since all nodes were ready.");
            return;
        }
        Path file = dialogs.chooseFileToSave("by-hand.json");
        if (file != null) {
            Background.compute(THREAD, () -> write(file, done), panel::notice);
        }
    }

    private static String write(Path file, Scenario scenario) {
        try {
            Files.writeString(file, ScenarioWriter.write(scenario));
            return "Saved " + file + ": " + scenario.steps().size()
                    + (scenario.steps().size() == 1 ? " step." : " steps.");
        } catch (IOException e) {
            return file + " cannot be written: " + e.getMessage();
        }
    }
}
