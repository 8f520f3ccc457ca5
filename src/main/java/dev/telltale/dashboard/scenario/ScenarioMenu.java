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

/** Chooses a scenario, and keeps what was done by hand as one. Files are read and written on threads of their own. */
public final class ScenarioMenu {
    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_FILES = 100;

    private final MenuButton menu;
    private final PanelViewModel panel;
    private final ScenarioViewModel model;
    private final Runnable chosen;
    private final Dialogs dialogs;

    /** Which file; null if none. */
    public interface Dialogs {
        @Nullable
        Path toOpen();

        @Nullable
        Path toSave(String name);
    }

    /**
     * Reads the folder at once.
     *
     * @param folder of the lessons; need not be there
     * @param chosen runs when a scenario is shown
     */
    public ScenarioMenu(
            MenuButton menu,
            PanelViewModel panel,
            ScenarioViewModel model,
            @Nullable Path folder,
            Runnable chosen,
            Dialogs dialogs) {
        this.menu = menu;
        this.panel = panel;
        this.model = model;
        this.chosen = chosen;
        this.dialogs = dialogs;
        menu.setTooltip(new Tooltip("A lesson that runs by itself, step by step"));
        var open = new MenuItem("Open…");
        open.setId("scenarioOpen");
        open.setOnAction(event -> open(dialogs.toOpen()));
        var save = new MenuItem("Save what was done by hand…");
        save.setId("scenarioSave");
        save.setOnAction(event -> save());
        menu.getItems().setAll(new SeparatorMenuItem(), open, save);
        if (folder != null) {
            later(() -> lessons(folder), files -> add(files));
        }
    }

    private static List<Path> lessons(Path folder) {
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
            later(() -> read(file), this::show);
        }
    }

    private void show(Read read) {
        if (read.scenario() == null) {
            panel.notice(read.trouble());
        } else {
            model.choose(read.scenario());
            chosen.run();
        }
    }

    private record Read(@Nullable Scenario scenario, String trouble) {}

    private static Read read(Path file) {
        try {
            return new Read(ScenarioReader.read(file), "");
        } catch (ScenarioException e) {
            int more = e.problems().size() - 1;
            return new Read(null, e.problems().get(0) + (more > 0 ? " (and " + more + " more)" : ""));
        } catch (NoSuchFileException e) {
            return new Read(null, file + " is not there any more.");
        } catch (UncheckedIOException e) {
            return new Read(null, file + " cannot be read: " + e.getMessage());
        }
    }

    private void save() {
        Scenario done = panel.doneByHand("by-hand").orElse(null);
        if (done == null) {
            panel.notice("Nothing was done by hand yet, since all nodes were ready.");
            return;
        }
        Path file = dialogs.toSave("by-hand.json");
        if (file != null) {
            later(() -> write(file, done), panel::notice);
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

    private static <T> void later(Supplier<T> work, Consumer<T> shown) {
        var thread = new Thread(
                () -> {
                    T made = work.get();
                    FxBridge.FX_THREAD.execute(() -> shown.accept(made));
                },
                "panel-scenario");
        thread.setDaemon(true);
        thread.start();
    }
}
