package dev.telltale.dashboard.help;

import dev.telltale.config.ClusterConfig;
import dev.telltale.dashboard.kit.KeyBindings;
import dev.telltale.dashboard.kit.LazyTooltip;
import dev.telltale.dashboard.kit.MenuItems;
import dev.telltale.dashboard.viewmodel.PanelViewModel;
import dev.telltale.dashboard.zoom.ZoomPane;
import java.nio.file.Path;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu with keys and settings, and with the zoom, whose level stands in the entry back to 100 %. FX thread only. */
public final class HelpMenu {
    private final MenuButton menu;
    private final ZoomPane zoom;

    public HelpMenu(MenuButton menu, Runnable showKeys, ZoomPane zoom) {
        this.menu = menu;
        this.zoom = zoom;
        LazyTooltip.install(menu, "Keys, settings, size of text and grid");
        menu.getItems()
                .setAll(
                        item("helpKeys", KeyBindings.HELP, showKeys),
                        new SeparatorMenuItem(),
                        item("zoomIn", KeyBindings.ZOOM_IN, zoom::zoomIn),
                        item("zoomOut", KeyBindings.ZOOM_OUT, zoom::zoomOut),
                        item("zoomNormal", KeyBindings.ZOOM_NORMAL, zoom::reset));
        MenuItem normal = menu.getItems().get(menu.getItems().size() - 1);
        String words = normal.getText();
        normal.textProperty()
                .bind(zoom.percentProperty()
                        .map(percent -> percent.intValue() == 100 ? words : words + " (now " + percent + " %)"));
    }

    private static MenuItem item(String id, KeyBindings key, Runnable action) {
        // Not as an accelerator: the window handles its keys itself.
        MenuItem item = MenuItems.of(id, key.tooltip(key.description()), action);
        item.setUserData(key);
        return item;
    }

    /**
     * Adds the entry that asks for the file of a report of what the window shows now.
     *
     * @param stateFolder the folder of the log and of the preferences
     */
    public void addReport(ReportQuestion question, PanelViewModel model, ClusterConfig config, Path stateFolder) {
        var collector = new ReportCollector(model, config, stateFolder);
        MenuItem report = MenuItems.of(
                "reportProblem",
                "Report a problem…",
                () -> question.ask(collector.collect(
                        zoom.getScene(), zoom.percentProperty().get())));
        menu.getItems().addAll(new SeparatorMenuItem(), report);
    }
}
