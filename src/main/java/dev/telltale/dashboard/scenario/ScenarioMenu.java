package dev.telltale.dashboard.scenario;

import dev.telltale.dashboard.kit.FxBridge;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.viewmodel.scenario.ScenarioViewModel;
import dev.telltale.scenario.Scenario;
import dev.telltale.scenario.ScenarioException;
import dev.telltale.scenario.file.ScenarioReader;
import dev.telltale.scenario.file.ScenarioWriter;
import dev.telltale.text.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** The menu that opens scenarios, and saves manual actions as one. Reads and writes each file on its own thread. */
public final class ScenarioMenu {
    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_FILES = 100;

    private final MenuButton menu;
    private final PanelViewModel panel;
    private final ScenarioViewModel model;
    private final Runnable opened;
    private final Dialogs dialogs;

    /** The file dialogs; each returns null if it is cancelled. */
    public interface Dialogs {
        @Nullable
        Path chooseFileToOpen();

        @Nullable
        Path chooseFileToSave(String name);
    }

    /**
     * Fills the menu, and lists the folder on another thread.
     *
     * @param folder the folder of the scenarios; need not exist
     * @param opened called on the FX thread when a scenario has been opened
     */
    public ScenarioMenu(
            MenuButton menu,
            PanelViewModel panel,
            ScenarioViewModel model,
            @Nullable Path folder,
            Runnable opened,
            Dialogs dialogs) {
        this.menu = menu;
        this.panel = panel;
        this.model = model;
        this.opened = opened;
        this.dialogs = dialogs;
        menu.setTooltip(new Tooltip("Runs the steps of a scenario and checks its expectations"));
        var open = new MenuItem("Open…");
        open.setId("scenarioOpen");
        open.setOnAction(event -> open(dialogs.chooseFileToOpen()));
        var save = new MenuItem("Save what was done by hand…");
        save.setId("scenarioSave");
        save.setOnAction(event -> save());
        menu.getItems().setAll(new SeparatorMenuItem(), open, save);
        if (folder != null) {
            inBackground(() -> scenarioFiles(folder), files -> add(files));
        }
    }

    private static List<Path> scenarioFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .limit(MAX_FILES)
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private void add(List<Path> files) {
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
            var item = new MenuItem(SafeText.plain(name, MAX_NAME_LENGTH));
            item.setMnemonicParsing(false);
            item.setId("scenario-" + name);
            item.setOnAction(event -> open(file));
            menu.getItems().add(i, item);
        }
    }

    private void open(@Nullable Path file) {
        if (file != null) {
            inBackground(() -> read(file), this::show);
        }
    }

    private void show(Read read) {
        if (read.scenario() == null) {
            panel.notice(read.problem());
        } else {
            model.choose(read.scenario());
            opened.run();
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
            inBackground(() -> write(file, done), panel::notice);
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

    /** Runs the work on a new daemon thread, and the consumer with its result on the FX thread. */
    private static <T> void inBackground(Supplier<T> work, Consumer<T> consumer) {
        var thread = new Thread(
                () -> {
                    T result = work.get();
                    FxBridge.FX_THREAD.execute(() -> consumer.accept(result));
                },
                "panel-scenario");
        thread.setDaemon(true);
        thread.start();
    }
}
